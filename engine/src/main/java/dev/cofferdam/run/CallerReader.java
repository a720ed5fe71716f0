package dev.cofferdam.run;

import dev.cofferdam.host.Descriptor;
import dev.cofferdam.host.FileStatus;
import dev.cofferdam.host.KernelException;
import dev.cofferdam.host.Poll;

/// Watches whoever reads this process's standard output through a pipe or a socket. A program that
/// prints notices by itself that its reader is gone; one that is silent would run on for nobody.
public final class CallerReader implements AutoCloseable {
  private static final int STDOUT = 1;

  /// How long [#close()] is not noticed.
  private static final long LOOK_MILLIS = 1000;

  // Never closed: the number is the process's own.
  private final Descriptor stdout = new Descriptor(STDOUT);
  private final Runnable whenGone;
  private volatile boolean closed;

  private CallerReader(Runnable whenGone) {
    this.whenGone = whenGone;
  }

  /// Starts watching; a file or a terminal as standard output is left alone.
  ///
  /// @param whenGone is run once, in a thread of its own, when nobody reads any more
  public static CallerReader watch(Runnable whenGone) {
    var reader = new CallerReader(whenGone);
    if (reader.canGo()) {
      Thread.ofPlatform().daemon().name("caller-reader").start(reader::look);
    }
    return reader;
  }

  /// Stops watching.
  @Override
  public void close() {
    closed = true;
  }

  private boolean canGo() {
    try {
      return switch (FileStatus.of(stdout).kind()) {
        case FIFO, SOCKET -> true;
        case REGULAR, DIRECTORY, SYMLINK, CHARACTER_DEVICE, BLOCK_DEVICE, UNKNOWN -> false;
      };
    } catch (KernelException noStdout) {
      return false;
    }
  }

  private void look() {
    while (!closed) {
      if (Poll.deserted(stdout, LOOK_MILLIS)) {
        if (!closed) {
          whenGone.run();
        }
        return;
      }
    }
  }
}
