package dev.cofferdam.runtime.wasm;

import dev.cofferdam.host.ProcessIdentity;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// One request as it goes: asked, started, ended, or lost with its worker. The thread that reads
/// from the worker tells, others wait.
final class WorkerRun {
  private final long id;
  private Optional<Started> started = Optional.empty();
  private Optional<Ended> ended = Optional.empty();
  private boolean lost;

  WorkerRun(long id) {
    this.id = id;
  }

  /// A program's process.
  ///
  /// @param pid its number
  /// @param confinement what holds it, in the worker's words
  record Started(int pid, String confinement) {}

  long id() {
    return id;
  }

  synchronized void begins(Started process) {
    started = Optional.of(process);
    notifyAll();
  }

  synchronized void ends(Ended how) {
    ended = Optional.of(how);
    notifyAll();
  }

  synchronized void loses() {
    lost = true;
    notifyAll();
  }

  /// Whether the worker died before the program's end was known.
  synchronized boolean isLost() {
    return lost && ended.isEmpty();
  }

  /// Whether its process waits for the kernel, which no signal ends.
  synchronized boolean isHeldByKernel() {
    return started.filter(process -> ProcessIdentity.isUninterruptible(process.pid())).isPresent();
  }

  /// Waits until it is known whether it starts.
  ///
  /// @return empty where it ended at once, was lost, or nothing came in time
  synchronized Optional<Started> awaitStart(Duration patience) {
    waitFor(patience, false);
    return started;
  }

  /// Waits for its end.
  ///
  /// @return empty where it was lost, or nothing came in time
  synchronized Optional<Ended> awaitEnd(Duration patience) {
    waitFor(patience, true);
    return ended;
  }

  synchronized Optional<Ended> ended() {
    return ended;
  }

  private synchronized void waitFor(Duration patience, boolean forEnd) {
    long giveUp = System.nanoTime() + patience.toNanos();
    boolean interrupted = false;
    for (long left = patience.toNanos();
        left > 0 && !lost && ended.isEmpty() && (forEnd || started.isEmpty());
        left = giveUp - System.nanoTime()) {
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
