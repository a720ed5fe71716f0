package dev.cofferdam.run;

import dev.cofferdam.diagnosis.Ending.By;
import java.util.concurrent.atomic.AtomicReference;

/// Why a run is being ended from outside; the first reason counts. Thread-safe.
final class RunEnd {
  private final AtomicReference<By> reason = new AtomicReference<>(By.PROGRAM);
  private final Runnable kill;

  /// @param kill kills the sandbox; harmless when it is dead
  RunEnd(Runnable kill) {
    this.kill = kill;
  }

  /// The caller no longer reads, or interrupted the run.
  void callerGone() {
    end(By.CALLER);
  }

  /// The program printed far too much.
  void flooded() {
    end(By.OUTPUT);
  }

  /// The wall time is over.
  void timedOut() {
    end(By.TIMEOUT);
  }

  /// Who ended the run so far.
  By by() {
    return reason.get();
  }

  private void end(By by) {
    if (reason.compareAndSet(By.PROGRAM, by)) {
      kill.run();
    }
  }
}
