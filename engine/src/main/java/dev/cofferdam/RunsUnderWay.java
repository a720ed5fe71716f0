package dev.cofferdam;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.run.Run;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// The runs of one engine, each from the moment it is asked for until nothing of it is left: also
/// while its sandbox is being made or destroyed. Thread-safe.
final class RunsUnderWay {
  private final Set<Ticket> tickets = new HashSet<>();
  private boolean closed;

  /// Lets a run in.
  ///
  /// @throws CofferdamException after [#close]
  synchronized Ticket enter() {
    if (closed) {
      throw CofferdamException.invalid("the engine is closed", "open another one");
    }
    var ticket = new Ticket();
    tickets.add(ticket);
    return ticket;
  }

  /// Cancels every run that is in; one whose program has not begun as soon as it has a sandbox.
  void cancelAll() {
    List<Run> begun;
    synchronized (this) {
      tickets.forEach(ticket -> ticket.cancelled = true);
      begun = tickets.stream().map(ticket -> ticket.run).flatMap(Optional::stream).toList();
    }
    begun.parallelStream().forEach(Run::cancel);
  }

  /// Lets nobody in any more, cancels every run and waits until all are out. An interrupt ends the
  /// wait.
  ///
  /// @param patience at most
  void close(Duration patience) {
    synchronized (this) {
      closed = true;
    }
    cancelAll();
    long end = System.nanoTime() + patience.toNanos();
    synchronized (this) {
      try {
        for (long left = patience.toNanos();
            left > 0 && !tickets.isEmpty();
            left = end - System.nanoTime()) {
          TimeUnit.NANOSECONDS.timedWait(this, left);
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// One run's stay; to be closed when nothing of the run is left.
  final class Ticket implements AutoCloseable {
    private boolean cancelled;
    private Optional<Run> run = Optional.empty();

    /// Says that the run has a sandbox. Cancels it if that was asked for meanwhile.
    void begins(Run begun) {
      boolean tooLate;
      synchronized (RunsUnderWay.this) {
        run = Optional.of(begun);
        tooLate = cancelled;
      }
      if (tooLate) {
        begun.cancel();
      }
    }

    @Override
    public void close() {
      synchronized (RunsUnderWay.this) {
        tickets.remove(this);
        RunsUnderWay.this.notifyAll();
      }
    }
  }
}
