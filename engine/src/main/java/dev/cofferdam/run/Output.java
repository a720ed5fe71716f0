package dev.cofferdam.run;

import dev.cofferdam.diagnosis.Observation;
import dev.cofferdam.host.Descriptor;
import dev.cofferdam.host.KernelException;
import dev.cofferdam.sandbox.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// One output stream of a program: read as fast as the caller takes it, kept and passed on up to a
/// cap, then drained and counted only.
///
/// Two threads: one reads the program's pipe, the other writes to the caller. While the program
/// runs the reader is never more than [#AHEAD_BYTES] ahead, so a program that prints faster than
/// its reader reads waits in its own write(2). Once it is dead the rest is read at once
/// ([#drain()]): the sandbox can then be destroyed however long the caller takes ([#deliver()]).
/// What is read ahead costs no memory of its own: it is what is kept anyway.
final class Output {
  private static final int BUFFER_BYTES = 64 * 1024;

  /// Read and not yet passed on: a pipe's worth.
  private static final int AHEAD_BYTES = 64 * 1024;

  /// Past the cap times this the run is ended.
  private static final long FLOOD_FACTOR = 10;

  /// For reading what dead writers left in a pipe.
  private static final long DRAIN_NANOS = 10_000_000_000L;

  /// A new thread costs a tenth of a millisecond, and each run needs four.
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());

  /// For a sink whose run was cancelled.
  private static final long HURRIED_NANOS = 1_000_000_000L;

  private final Descriptor source;
  private final OutputStream sink;
  private final long cap;
  private final RunEnd end;
  private final Tail tail = new Tail(Observation.TAIL_BYTES);

  // Guarded by this object; a byte once kept never changes.
  private byte[] kept = new byte[0];
  private int size;
  private int delivered;
  private long total;
  private boolean programDead;
  private boolean readToEnd;
  private boolean cut;
  private boolean listening = true;
  private boolean hurried;

  private Output(Descriptor source, OutputStream sink, long cap, RunEnd end) {
    this.source = source;
    this.sink = sink;
    this.cap = cap;
    this.end = end;
  }

  /// Starts reading.
  ///
  /// @param sink gets the bytes as they come
  /// @param cap bytes kept and passed on
  /// @param end is told when the sink fails or the program floods
  static Output start(String name, Descriptor source, OutputStream sink, long cap, RunEnd end) {
    var output = new Output(source, sink, cap, end);
    THREADS.execute(() -> as(name, output::read));
    THREADS.execute(() -> as(name + "-out", output::write));
    return output;
  }

  /// A dump of the threads shows whose output they wait for.
  private static void as(String name, Runnable work) {
    Thread.currentThread().setName(name);
    work.run();
    Thread.currentThread().setName("idle");
  }

  /// Reads what is left in the pipe, whatever the sink does. The writers must be dead.
  synchronized void drain() {
    programDead = true;
    notifyAll();
    boolean interrupted = false;
    long giveUp = System.nanoTime() + DRAIN_NANOS;
    for (long left = DRAIN_NANOS; left > 0 && !readToEnd; left = giveUp - System.nanoTime()) {
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException later) {
        // What was printed is worth more than these milliseconds.
        interrupted = true;
      }
    }
    cut = !readToEnd;
    notifyAll();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits until the sink has everything or has failed; an interrupt ends the wait. After
  /// [#drain()].
  synchronized void deliver() {
    long giveUp = 0;
    try {
      while (listening && delivered < size) {
        if (!hurried) {
          wait();
          continue;
        }
        giveUp = giveUp == 0 ? System.nanoTime() + HURRIED_NANOS : giveUp;
        long left = giveUp - System.nanoTime();
        if (left <= 0) {
          listening = false;
        } else {
          TimeUnit.NANOSECONDS.timedWait(this, left);
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    abandon();
  }

  /// Lets [#deliver()] wait a second at most: nobody wants this run any more.
  synchronized void hurry() {
    hurried = true;
    notifyAll();
  }

  /// Passes nothing on any more. A write that is under way may still end.
  private synchronized void abandon() {
    listening = false;
    notifyAll();
  }

  /// What was kept.
  synchronized Bytes kept() {
    return Bytes.of(Arrays.copyOf(kept, size));
  }

  /// The end of what was printed, kept or not.
  synchronized Bytes tail() {
    return tail.content();
  }

  /// Bytes printed, kept or not.
  synchronized long total() {
    return total;
  }

  /// Whether more was printed than kept, or the end was never seen.
  synchronized boolean truncated() {
    return total > cap || cut;
  }

  /// Whether the end was never seen, so that more may have been printed than is known.
  synchronized boolean cut() {
    return cut;
  }

  private void read() {
    byte[] buffer = new byte[BUFFER_BYTES];
    while (awaitRoom()) {
      int count = readSome(buffer);
      if (count == 0) {
        break;
      }
      if (keep(buffer, count) >= cap * FLOOD_FACTOR) {
        end.flooded();
      }
    }
    synchronized (this) {
      readToEnd = true;
      notifyAll();
    }
  }

  private synchronized boolean awaitRoom() {
    try {
      while (listening && !programDead && size - delivered >= AHEAD_BYTES) {
        wait();
      }
      return true;
    } catch (InterruptedException notOurs) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private int readSome(byte[] buffer) {
    try {
      return source.read(buffer);
    } catch (KernelException gone) {
      // EIO: the last process on the terminal closed it (pty(7)).
      return 0;
    } catch (IllegalStateException closed) {
      return 0;
    }
  }

  private synchronized long keep(byte[] buffer, int count) {
    if (cut) {
      return 0;
    }
    int wanted = Math.clamp(cap - total, 0, count);
    if (size + wanted > kept.length) {
      kept = Arrays.copyOf(kept, Math.max(size + wanted, 2 * kept.length));
    }
    System.arraycopy(buffer, 0, kept, size, wanted);
    size += wanted;
    total += count;
    tail.add(buffer, count);
    notifyAll();
    return total;
  }

  private void write() {
    try {
      for (Part part = next(); part.to() > part.from(); part = next()) {
        sink.write(part.bytes(), part.from(), part.to() - part.from());
        sink.flush();
        synchronized (this) {
          delivered = part.to();
          notifyAll();
        }
      }
    } catch (IOException | RuntimeException readerGone) {
      end.callerGone();
    } finally {
      // Whatever went wrong: nobody waits for us any more.
      abandon();
    }
  }

  /// Waits for what is to be passed on; nothing when that is all.
  private synchronized Part next() {
    try {
      while (listening && !readToEnd && !cut && delivered == size) {
        wait();
      }
      return new Part(kept, delivered, listening ? size : delivered);
    } catch (InterruptedException notOurs) {
      Thread.currentThread().interrupt();
      return new Part(kept, delivered, delivered);
    }
  }

  /// Bytes that are kept and not yet passed on; the array may be replaced by a longer one
  /// meanwhile.
  @SuppressWarnings("ArrayRecordComponent")
  private record Part(byte[] bytes, int from, int to) {}
}
