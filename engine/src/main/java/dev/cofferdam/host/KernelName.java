package dev.cofferdam.host;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/// What a kernel says that it is (uname(2)).
///
/// @param release as in `uname -r`
/// @param version as in `uname -v`
public record KernelName(String release, String version) {
  private static final int FIELD_BYTES = 65;
  private static final int FIELDS = 6;
  private static final int RELEASE = 2;
  private static final int VERSION = 3;

  /// The kernel that answers this process.
  public static KernelName ofHost() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment names = arena.allocate(FIELDS * FIELD_BYTES);
      // Safe: a struct utsname of x86-64 has as many bytes.
      Kernel.call(Call.UNAME, names.address());
      return new KernelName(field(names, RELEASE), field(names, VERSION));
    }
  }

  private static String field(MemorySegment names, int index) {
    byte[] bytes = new byte[FIELD_BYTES];
    int length = 0;
    for (; length < FIELD_BYTES; length++) {
      bytes[length] = names.get(ValueLayout.JAVA_BYTE, (long) index * FIELD_BYTES + length);
      if (bytes[length] == 0) {
        break;
      }
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return release + " " + version;
  }
}
