package dev.cofferdam.behaviour;

import dev.cofferdam.sandbox.RuntimeName;
import java.util.Set;

/// draft
enum Difference {
  DRAFT;

  Set<RuntimeName> runtimes() {
    return Set.of(RuntimeName.RUNSC);
  }
}
