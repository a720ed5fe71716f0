package dev.cofferdam.run;

import dev.cofferdam.host.Descriptor;
import dev.cofferdam.host.KernelException;
import dev.cofferdam.sandbox.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;

/// One output stream of a program: read as fast as the caller takes it, kept and passed on up to a
/// cap, then drained and counted only. A thread of its own reads, so that neither stream holds the
/// other back; a program that prints faster than its reader reads waits in its own write(2).
final class Output {
  private static final int BUFFER_BYTES = 64 * 1024;

  /// Past the cap times this the run is ended.
  private static final long FLOOD_FACTOR = 10;

  private final Descriptor source;
  private final OutputStream sink;
  private final long cap;
  private final RunEnd end;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final Thread reader;
  private final AtomicLong total = new AtomicLong();

  private Output(String name, Descriptor source, OutputStream sink, long cap, RunEnd end) {
    this.source = source;
    this.sink = sink;
    this.cap = cap;
    this.end = end;
    this.reader = Thread.ofPlatform().daemon().name(name).unstarted(this::read);
  }

  /// Starts reading.
  ///
  /// @param sink gets the bytes as they come
  /// @param cap bytes kept and passed on
  /// @param end is told when the sink fails or the program floods
  static Output start(String name, Descriptor source, OutputStream sink, long cap, RunEnd end) {
    var output = new Output(name, source, sink, cap, end);
    output.reader.start();
    return output;
  }

  /// Waits until everything is read.
  ///
  /// @param millis at most; the writers are dead, so only a slow sink can take long
  void finish(long millis) {
    try {
      reader.join(millis);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// What was kept.
  Bytes kept() {
    synchronized (kept) {
      return Bytes.of(kept.toByteArray());
    }
  }

  /// Bytes printed, kept or not.
  long total() {
    return total.get();
  }

  boolean truncated() {
    return total.get() > cap;
  }

  private void read() {
    byte[] buffer = new byte[BUFFER_BYTES];
    boolean listening = true;
    while (true) {
      int count = readSome(buffer);
      if (count == 0) {
        return;
      }
      int wanted = Math.clamp(cap - total.get(), 0, count);
      long printed = total.addAndGet(count);
      synchronized (kept) {
        kept.write(buffer, 0, wanted);
      }
      if (listening && wanted > 0) {
        listening = pass(buffer, wanted);
      }
      if (printed >= cap * FLOOD_FACTOR) {
        end.flooded();
      }
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

  private boolean pass(byte[] buffer, int count) {
    try {
      sink.write(buffer, 0, count);
      sink.flush();
      return true;
    } catch (IOException readerGone) {
      end.callerGone();
      return false;
    }
  }
}
