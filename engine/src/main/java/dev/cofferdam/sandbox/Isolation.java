package dev.cofferdam.sandbox;

import java.util.Locale;

/// How far a sandbox is from the host's kernel. `PROCESS < KERNEL < VM`; `INSTRUCTION` is a branch
/// of its own that satisfies the first two and never the third.
public enum Isolation {
  /// Namespaces, cgroups and seccomp on the host's own kernel.
  PROCESS,
  /// A kernel in user space between the program and the host's.
  KERNEL,
  /// A machine of its own.
  VM,
  /// WebAssembly: the program has no system calls at all.
  INSTRUCTION;

  /// The name as it is written on the command line and in results.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
