package dev.cofferdam.runtime.wasm;

import dev.cofferdam.text.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// What a guest's JVM left about its run. It was written beside the guest, so that each of its
/// numbers is believed as far as it is possible, and no further.
final class JvmReport {
  private static final String FILE = "report";
  private static final long MAX_BYTES = 1 << 20;
  private static final int MAX_REPORTS = 64;

  private JvmReport() {}

  /// Reads it. The process has ended.
  ///
  /// @param home where the process stood
  /// @param status its exit status
  /// @param signal which ended it; 0 for none
  /// @param usage what it used, as the kernel counted
  static Ended read(Path home, int status, int signal, Ended.Usage usage) {
    if (signal != 0) {
      return new Ended(
          Ended.How.SIGNAL, signal, "", "", usage, OptionalLong.empty(), List.of(), List.of());
    }
    Path file = home.resolve(FILE);
    try {
      // Nobody is left who could put something else there.
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MAX_BYTES) {
        return hosts("the JVM ended with status " + status + " and left no report");
      }
      return read(Files.readAllLines(file), status, usage);
    } catch (IOException unreadable) {
      return hosts("the report of the guest's JVM cannot be read: " + unreadable.getMessage());
    }
  }

  private static Ended read(List<String> lines, int status, Ended.Usage usage) {
    var reports = new ArrayList<String>();
    long memory = 0;
    long refused = 0;
    Ended.How how = Ended.How.HOST;
    String text = "";
    for (String line : lines) {
      int space = Math.max(0, line.indexOf(' '));
      String rest = line.substring(Math.min(line.length(), space + 1));
      switch (line.substring(0, space)) {
        case "report" -> reports.add(rest);
        case "memory" -> memory = number(rest);
        case "refused" -> refused = number(rest);
        case "exit", "trap", "host" -> {
          how = how(line.substring(0, space));
          text = Printable.of(rest);
        }
        default -> {
          // Of another version.
        }
      }
    }
    return new Ended(
        how,
        status,
        text,
        how == Ended.How.TRAP ? text : "",
        new Ended.Usage(usage.wall(), usage.cpu(), memory, usage.residentBytes(), 0, 0),
        OptionalLong.of(refused),
        reports.stream().limit(MAX_REPORTS).toList(),
        List.of());
  }

  private static Ended.How how(String word) {
    return switch (word) {
      case "exit" -> Ended.How.EXIT;
      case "trap" -> Ended.How.TRAP;
      default -> Ended.How.HOST;
    };
  }

  private static long number(String text) {
    try {
      return Math.max(0, Long.parseLong(text));
    } catch (NumberFormatException none) {
      return 0;
    }
  }

  /// The end of a run that never was one, by no fault of the program's.
  static Ended hosts(String text) {
    var nothing = new Ended.Usage(Duration.ZERO, Duration.ZERO, 0, 0, 0, 0);
    return new Ended(
        Ended.How.HOST, 0, text, "", nothing, OptionalLong.empty(), List.of(), List.of());
  }
}
