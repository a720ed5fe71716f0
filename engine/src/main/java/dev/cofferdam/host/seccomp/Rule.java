package dev.cofferdam.host.seccomp;

import java.util.List;

/// What the policy says about one system call.
sealed interface Rule {
  /// It is made.
  record Allow() implements Rule {}

  /// It is made when all tests of at least one alternative pass, else refused.
  record AllowWhen(List<List<ArgumentTest>> alternatives) implements Rule {
    public AllowWhen {
      alternatives = alternatives.stream().map(List::copyOf).toList();
    }
  }

  /// EPERM, heard and logged.
  record Refuse() implements Rule {}

  /// ENOSYS, heard and counted apart.
  record Probe() implements Rule {}

  /// ENOSYS from the filter itself: it costs nothing and nobody hears it.
  record Absent() implements Rule {}
}
