package dev.cofferdam.runtime.oci;

import dev.cofferdam.diagnosis.Evidence;
import dev.cofferdam.host.trace.FailedSyscall;
import java.util.Optional;

/// Recorded system calls as evidence.
final class FailedCalls {
  private FailedCalls() {}

  static Evidence.FailedCall evidence(FailedSyscall failed) {
    Optional<String> target =
        failed
            .destination()
            .map(to -> to.port() == 0 ? to.address() : to.address() + ":" + to.port())
            .or(failed::path);
    return new Evidence.FailedCall(
        failed.call(), failed.errno().name(), target, failed.process(), failed.count());
  }
}
