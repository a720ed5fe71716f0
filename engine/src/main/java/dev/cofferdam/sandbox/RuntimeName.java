package dev.cofferdam.sandbox;

import java.util.Locale;

/// What isolates a sandbox, by the name the command line uses, with the level it gives.
public enum RuntimeName {
  RUNC(Isolation.PROCESS),
  RUNSC(Isolation.KERNEL),
  MICROVM(Isolation.VM),
  WASM(Isolation.INSTRUCTION);

  private final Isolation isolation;

  RuntimeName(Isolation isolation) {
    this.isolation = isolation;
  }

  public Isolation isolation() {
    return isolation;
  }

  /// The name as it is written on the command line and in results.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
