package dev.cofferdam.host;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A sandbox's terminal, by our side of it (pty(7), ioctl_tty(2)).
public final class PseudoTerminal {
  private static final long TIOCSWINSZ = 0x5414;

  private PseudoTerminal() {}

  /// Tells the terminal its size; its foreground processes get SIGWINCH. Harmless when it is gone.
  public static void resize(Descriptor master, int columns, int rows) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment size = arena.allocate(8, 2);
      size.set(ValueLayout.JAVA_SHORT, 0, (short) rows);
      size.set(ValueLayout.JAVA_SHORT, 2, (short) columns);
      Kernel.attempt(Call.IOCTL, master.number(), TIOCSWINSZ, size.address());
    }
  }
}
