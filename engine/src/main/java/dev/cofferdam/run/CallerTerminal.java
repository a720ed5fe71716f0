package dev.cofferdam.run;

import dev.cofferdam.host.Terminal;
import dev.cofferdam.sandbox.TerminalSize;
import java.util.Optional;
import java.util.function.Consumer;

/// The terminal of whoever called us, to be lent to a program with `-t`.
public final class CallerTerminal {
  private static final long LOOK_MILLIS = 200;

  private final Terminal terminal;

  private CallerTerminal(Terminal terminal) {
    this.terminal = terminal;
  }

  /// The terminal, if standard input is one.
  public static Optional<CallerTerminal> ofCaller() {
    return Terminal.ofCaller().map(CallerTerminal::new);
  }

  /// Its size now.
  public TerminalSize size() {
    Terminal.Size size = terminal.size();
    return new TerminalSize(size.columns(), size.rows());
  }

  /// Makes it raw until closed; closing twice is harmless.
  public RawMode raw() {
    terminal.makeRaw();
    return terminal::restore;
  }

  /// A terminal in raw mode.
  @FunctionalInterface
  public interface RawMode extends AutoCloseable {
    @Override
    void close();
  }

  /// A source of its sizes for [RunStreams]. A JVM cannot take SIGWINCH by any supported means, so
  /// a thread looks at the size a few times a second.
  public Consumer<Consumer<TerminalSize>> resizes() {
    return sink -> Thread.ofPlatform().daemon().name("terminal-size").start(() -> watch(sink));
  }

  private void watch(Consumer<TerminalSize> sink) {
    // At once: it may have changed since the program was given its first size.
    TerminalSize last = size();
    sink.accept(last);
    try {
      while (true) {
        Thread.sleep(LOOK_MILLIS);
        TerminalSize now = size();
        if (!now.equals(last)) {
          last = now;
          sink.accept(now);
        }
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    } catch (IllegalStateException terminalGone) {
      return;
    }
  }
}
