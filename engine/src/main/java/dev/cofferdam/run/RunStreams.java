package dev.cofferdam.run;

import dev.cofferdam.sandbox.TerminalSize;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Consumer;

/// Where a run's bytes come from and go to while it runs. What is written here is also kept, up to
/// the output limit, for the [Result]. The streams stay the caller's to close.
///
/// @param stdin the program's standard input; read only if the spec says so
/// @param stdout receives the program's output byte for byte; an IOException from it ends the run.
///   A slow one holds the program back, and at the end the call, but never the sandbox's removal
/// @param stderr receives its error output; with a terminal everything goes to stdout
/// @param resizes a source of terminal sizes: called once with a sink that takes each new size
public record RunStreams(
    InputStream stdin,
    OutputStream stdout,
    OutputStream stderr,
    Optional<Consumer<Consumer<TerminalSize>>> resizes) {
  /// No input; the output is only kept.
  public static RunStreams captured() {
    return new RunStreams(
        InputStream.nullInputStream(),
        OutputStream.nullOutputStream(),
        OutputStream.nullOutputStream(),
        Optional.empty());
  }
}
