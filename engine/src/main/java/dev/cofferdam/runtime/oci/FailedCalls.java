package dev.cofferdam.runtime.oci;

import dev.cofferdam.diagnosis.Evidence;
import dev.cofferdam.host.trace.FailedSyscall;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Recorded system calls as evidence.
final class FailedCalls {
  private FailedCalls() {}

  /// The calls in the order in which each was seen last: the one before the program's end stands
  /// last.
  static List<Evidence.FailedCall> evidence(List<FailedSyscall> failed) {
    return failed.stream()
        .sorted(Comparator.comparingLong(FailedSyscall::lastNanos))
        .map(FailedCalls::evidence)
        .toList();
  }

  private static Evidence.FailedCall evidence(FailedSyscall failed) {
    Optional<String> target =
        failed
            .destination()
            .map(to -> to.port() == 0 ? to.address() : to.address() + ":" + to.port())
            .or(failed::path);
    return new Evidence.FailedCall(
        failed.call(),
        failed.errno().name(),
        target,
        failed.process(),
        failed.count(),
        failed.writes());
  }
}
