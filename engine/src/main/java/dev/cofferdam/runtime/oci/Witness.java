package dev.cofferdam.runtime.oci;

import dev.cofferdam.diagnosis.BlockedCall;
import dev.cofferdam.host.seccomp.RefusalListener;
import dev.cofferdam.host.seccomp.RefusedCall;
import dev.cofferdam.host.sentry.SentryLog;
import dev.cofferdam.host.trace.FailedSyscall;
import dev.cofferdam.host.trace.Watch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Who saw what a program was refused and where it failed.
sealed interface Witness extends AutoCloseable {
  /// The refused calls so far.
  List<RefusedCall> refused();

  /// The failed calls so far, in the order in which each was seen last.
  List<FailedSyscall> failed();

  /// Why failed calls are not recorded; empty where they are.
  Optional<String> silence();

  /// How many failed calls are not among those recorded, since there were too many.
  long dropped();

  /// Waits until nothing more can come: a call may be refused at the very end.
  void hearTheLast(Duration atMost) throws InterruptedException;

  @Override
  void close();

  /// The refused calls as evidence.
  default List<BlockedCall> blocked() {
    return refused().stream()
        .map(call ->
            new BlockedCall(
                call.name(),
                call.number(),
                call.arch(),
                call.process(),
                call.pid(),
                call.count(),
                call.atLeast(),
                call.probe()))
        .toList();
  }

  /// The host's kernel, through our filter's listener and our program on its tracepoint.
  ///
  /// @param listener hears refused calls
  /// @param watch records failed ones, where the kernel lets us
  /// @param unwatched why it does not
  record HostKernel(RefusalListener listener, Optional<Watch> watch, String unwatched)
      implements Witness {
    @Override
    public List<RefusedCall> refused() {
      return listener.snapshot();
    }

    @Override
    public List<FailedSyscall> failed() {
      return watch.map(Watch::drain).orElse(List.of());
    }

    @Override
    public Optional<String> silence() {
      return watch.isPresent() ? Optional.empty() : Optional.of(unwatched);
    }

    @Override
    public long dropped() {
      return watch.map(Watch::dropped).orElse(0L);
    }

    @Override
    public void hearTheLast(Duration atMost) throws InterruptedException {
      listener.awaitEnd(atMost);
    }

    @Override
    public void close() {
      listener.close();
      watch.ifPresent(Watch::close);
    }
  }

  /// gVisor's kernel in user space, through its own log.
  ///
  /// @param log what it says
  record Sentry(SentryLog log) implements Witness {
    @Override
    public List<RefusedCall> refused() {
      return log.refused();
    }

    @Override
    public List<FailedSyscall> failed() {
      return log.failed();
    }

    @Override
    public Optional<String> silence() {
      return log.broken();
    }

    @Override
    public long dropped() {
      return log.dropped();
    }

    @Override
    public void hearTheLast(Duration atMost) throws InterruptedException {
      // What is not final counts as incomplete, which the log itself says.
      boolean _ = log.awaitEnd(atMost);
    }

    @Override
    public void close() {
      log.close();
    }
  }
}
