package dev.cofferdam.host;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/// The terminal on this process's standard input (termios(3), ioctl_tty(2)).
public final class Terminal {
  private static final int STDIN = 0;
  private static final long TCGETS = 0x5401;
  private static final long TCSETSW = 0x5403;
  private static final long TIOCGWINSZ = 0x5413;

  /// Kernel `struct termios`: four flag words, the line discipline, 19 control characters.
  private static final int TERMIOS_BYTES = 36;

  private static final int CONTROL_CHARACTERS = 17;
  private static final int VTIME = 5;
  private static final int VMIN = 6;
  private static final int INPUT_OFF = 0x1 | 0x2 | 0x8 | 0x20 | 0x40 | 0x80 | 0x100 | 0x400;
  private static final int OUTPUT_OFF = 0x1;
  private static final int CONTROL_OFF = 0x30 | 0x100;
  private static final int EIGHT_BITS = 0x30;
  private static final int LOCAL_OFF = 0x1 | 0x2 | 0x8 | 0x40 | 0x8000;

  private final byte[] original;

  private Terminal(byte[] original) {
    this.original = original;
  }

  /// A size in character cells.
  public record Size(int columns, int rows) {}

  /// The terminal, if standard input is one.
  public static Optional<Terminal> ofCaller() {
    byte[] state = new byte[TERMIOS_BYTES];
    return exchange(TCGETS, state) ? Optional.of(new Terminal(state)) : Optional.empty();
  }

  /// Its size now.
  public Size size() {
    byte[] size = new byte[8];
    if (!exchange(TIOCGWINSZ, size)) {
      return new Size(80, 24);
    }
    MemorySegment fields = MemorySegment.ofArray(size);
    int rows = Short.toUnsignedInt(fields.get(ValueLayout.JAVA_SHORT_UNALIGNED, 0));
    int columns = Short.toUnsignedInt(fields.get(ValueLayout.JAVA_SHORT_UNALIGNED, 2));
    return new Size(columns, rows);
  }

  /// Makes it raw, as cfmakeraw(3) does: every key goes to the program.
  public void makeRaw() {
    byte[] raw = original.clone();
    MemorySegment fields = MemorySegment.ofArray(raw);
    clear(fields, 0, INPUT_OFF);
    clear(fields, 4, OUTPUT_OFF);
    clear(fields, 8, CONTROL_OFF);
    fields.set(
        ValueLayout.JAVA_INT_UNALIGNED,
        8,
        fields.get(ValueLayout.JAVA_INT_UNALIGNED, 8) | EIGHT_BITS);
    clear(fields, 12, LOCAL_OFF);
    raw[CONTROL_CHARACTERS + VTIME] = 0;
    raw[CONTROL_CHARACTERS + VMIN] = 1;
    exchange(TCSETSW, raw);
  }

  /// Puts it back as it was found.
  public void restore() {
    exchange(TCSETSW, original.clone());
  }

  private static void clear(MemorySegment fields, long offset, int bits) {
    int value = fields.get(ValueLayout.JAVA_INT_UNALIGNED, offset);
    fields.set(ValueLayout.JAVA_INT_UNALIGNED, offset, value & ~bits);
  }

  /// One ioctl with a structure that the kernel reads or fills; false when it refuses (no
  /// terminal).
  private static boolean exchange(long request, byte[] structure) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(64, 8);
      MemorySegment.copy(structure, 0, memory, ValueLayout.JAVA_BYTE, 0, structure.length);
      if (Kernel.attempt(Call.IOCTL, STDIN, request, memory.address()) < 0) {
        return false;
      }
      MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, 0, structure, 0, structure.length);
      return true;
    }
  }
}
