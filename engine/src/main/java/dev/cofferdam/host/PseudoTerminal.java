package dev.cofferdam.host;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/// A sandbox's terminal (pty(7), ioctl_tty(2)).
///
/// @param master our side
/// @param slave the program's
public record PseudoTerminal(Descriptor master, Descriptor slave) implements AutoCloseable {
  private static final long TIOCSWINSZ = 0x5414;
  private static final long TIOCSPTLCK = 0x40045431;
  private static final long TIOCGPTPEER = 0x5441;
  private static final int O_NOCTTY = 0400;

  /// Makes one on the host, for a runtime that takes its slave. Its other side is had from the
  /// master and not by its path, which may be another's in this mount namespace.
  public static PseudoTerminal open(int columns, int rows) {
    Descriptor master = Paths.openReadWrite(Path.of("/dev/ptmx"));
    try (Arena arena = Arena.ofConfined()) {
      Kernel.call(Call.IOCTL, master.number(), TIOCSPTLCK, arena.allocate(4, 4).address());
      resize(master, columns, rows);
      long flags = Paths.O_RDWR | O_NOCTTY | Paths.O_CLOEXEC;
      return new PseudoTerminal(
          master, new Descriptor(Kernel.call(Call.IOCTL, master.number(), TIOCGPTPEER, flags)));
    } catch (RuntimeException failed) {
      master.close();
      throw failed;
    }
  }

  @Override
  public void close() {
    slave.close();
    master.close();
  }

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
