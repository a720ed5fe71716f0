package dev.cofferdam.cli;

import dev.cofferdam.run.CallerReader;
import dev.cofferdam.text.Printable;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The caller's three streams, and the only class that writes to them. They are the descriptors
/// themselves: a `PrintStream` would swallow the error that says that nobody reads any more.
final class Console {
  private static final String PREFIX = "cofferdam: ";

  private final InputStream in;
  private final Watched out;
  private final Watched err;
  private final boolean ofProcess;

  /// The console over any three streams.
  Console(InputStream in, OutputStream out, OutputStream err) {
    this(in, out, err, false);
  }

  private Console(InputStream in, OutputStream out, OutputStream err, boolean ofProcess) {
    this.ofProcess = ofProcess;
    this.in = in;
    this.out = new Watched(out);
    this.err = new Watched(err);
  }

  /// The streams of this process.
  static Console ofProcess() {
    return new Console(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        true);
  }

  /// Standard input, unbuffered.
  InputStream in() {
    return in;
  }

  /// Standard output, unbuffered.
  OutputStream out() {
    return out;
  }

  /// Standard error, unbuffered.
  OutputStream err() {
    return err;
  }

  /// Whether nobody reads standard output any more: a write to it has failed, or it was seen while
  /// [#watchReader] watched.
  boolean readerGone() {
    return out.failed;
  }

  /// Watches the reader of standard output until closed, where that can be done.
  ///
  /// @param whenGone is run once when nobody reads any more
  Optional<CallerReader> watchReader(Runnable whenGone) {
    return ofProcess
        ? Optional.of(
            CallerReader.watch(() -> {
              out.failed = true;
              whenGone.run();
            }))
        : Optional.empty();
  }

  /// Writes text to standard output as it is. A failure shows in [#readerGone()].
  void print(String text) {
    write(out, text);
  }

  /// Says something of ours on standard error, one line per line, each with our prefix. A failure
  /// to say it has nowhere to go and is dropped.
  void say(String lines) {
    var text = new StringBuilder();
    lines.lines().forEach(line -> text.append(PREFIX).append(Printable.of(line)).append('\n'));
    write(err, text.toString());
  }

  /// Prints a stack trace, for `--debug`.
  void trace(Throwable thrown) {
    var writer = new PrintWriter(err, true, StandardCharsets.UTF_8);
    thrown.printStackTrace(writer);
    writer.flush();
  }

  private static void write(OutputStream stream, String text) {
    try {
      stream.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException gone) {
      // Recorded by the stream itself.
    }
  }

  /// Passes everything on at once and remembers a failure.
  private static final class Watched extends OutputStream {
    private final OutputStream target;
    private volatile boolean failed;

    Watched(OutputStream target) {
      this.target = target;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        target.write(bytes, offset, length);
      } catch (IOException broken) {
        failed = true;
        throw broken;
      }
    }
  }
}
