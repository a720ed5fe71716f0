package dev.cofferdam.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What processes have of the machine's memory (proc(5), `smaps_rollup`), in KiB.
///
/// @param own what nobody shares with them: `Private_Dirty`
/// @param proportional what they share divided among those who do, and their own: `Pss`
record Memory(long own, long proportional) {
  private static final double KIB_IN_MIB = 1024;

  /// Of all of them together.
  static Memory of(List<Long> pids) throws IOException {
    long own = 0;
    long proportional = 0;
    for (long pid : pids) {
      List<String> lines = Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup"));
      own += field(lines, "Private_Dirty:");
      proportional += field(lines, "Pss:");
    }
    return new Memory(own, proportional);
  }

  private static long field(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }

  double ownMib() {
    return own / KIB_IN_MIB;
  }

  double proportionalMib() {
    return proportional / KIB_IN_MIB;
  }
}
