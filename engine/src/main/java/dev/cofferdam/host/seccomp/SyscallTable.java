package dev.cofferdam.host.seccomp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// The system calls of one architecture, numbers and names, up to Linux 6.18. Each table is read
/// once, when it is first asked for: the native one for the filter, the others only when somebody
/// makes such a call. Immutable and safe for any thread.
public final class SyscallTable {
  private final Map<Integer, String> names;
  private final Map<String, Integer> numbers;

  private SyscallTable(Map<Integer, String> names) {
    this.names = Map.copyOf(names);
    Map<String, Integer> inverse = HashMap.newHashMap(names.size());
    names.forEach((number, name) -> inverse.put(name, number));
    this.numbers = Map.copyOf(inverse);
  }

  /// The table of an architecture; empty for [Arch#OTHER].
  public static SyscallTable of(Arch arch) {
    return switch (arch) {
      case X86_64 -> Native.TABLE;
      case X32 -> X32.TABLE;
      case I386 -> I386.TABLE;
      case OTHER -> Other.TABLE;
    };
  }

  /// The name of a call, or `syscall_N` where this table has none.
  ///
  /// @param number as the program gave it, an x32 number without [Arch#X32_BIT]
  public String name(int number) {
    String name = names.get(number);
    return name != null ? name : "syscall_" + number;
  }

  /// The number of a call, empty where this table has no such name.
  public OptionalInt number(String name) {
    Integer number = numbers.get(name);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /// All numbers that have a name, in no order.
  public Set<Integer> numbers() {
    return names.keySet();
  }

  private static SyscallTable read(String resource) {
    Map<Integer, String> names = new HashMap<>();
    try (InputStream stream = SyscallTable.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("the resource " + resource + " is missing");
      }
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.US_ASCII));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          int space = line.indexOf(' ');
          names.put(Integer.parseInt(line, 0, space, 10), line.substring(space + 1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new SyscallTable(names);
  }

  private static final class Native {
    static final SyscallTable TABLE = read("syscalls-x86_64.txt");
  }

  private static final class X32 {
    static final SyscallTable TABLE = read("syscalls-x32.txt");
  }

  private static final class I386 {
    static final SyscallTable TABLE = read("syscalls-i386.txt");
  }

  private static final class Other {
    static final SyscallTable TABLE = new SyscallTable(Map.of());
  }
}
