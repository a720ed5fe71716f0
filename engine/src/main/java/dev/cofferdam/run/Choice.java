package dev.cofferdam.run;

import dev.cofferdam.sandbox.Isolation;
import dev.cofferdam.sandbox.RuntimeName;

/// Which runtime a run got, and why.
///
/// @param runtime what isolates it
/// @param reason one sentence
public record Choice(RuntimeName runtime, String reason) {
  Result.Isolated isolated() {
    return new Result.Isolated(
        runtime.isolation().label(), runtime.isolation() == Isolation.PROCESS, reason);
  }
}
