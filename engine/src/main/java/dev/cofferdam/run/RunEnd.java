package dev.cofferdam.run;

import dev.cofferdam.diagnosis.Ending.By;

/// Why a run is being ended from outside; the first reason counts, and none once the program is
/// over. Thread-safe.
final class RunEnd {
  private final Runnable kill;
  private By reason = By.PROGRAM;
  private boolean over;

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

  /// The program is dead: what happens from here on did not end it.
  synchronized void over() {
    over = true;
  }

  /// Who ended the run so far.
  synchronized By by() {
    return reason;
  }

  private void end(By by) {
    synchronized (this) {
      if (over || reason != By.PROGRAM) {
        return;
      }
      reason = by;
    }
    kill.run();
  }
}
