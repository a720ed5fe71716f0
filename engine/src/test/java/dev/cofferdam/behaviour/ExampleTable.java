package dev.cofferdam.behaviour;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The tables of `examples/README.md`: what readers are told to expect.
final class ExampleTable {
  private static final Pattern ROW = Pattern.compile("^\\| \\[[^\\]]+\\]\\(([^)]+)\\) \\|(.*)\\|$");

  private ExampleTable() {}

  /// The cells behind the program's name, by its path; of the programs in this folder, "" for those
  /// directly in `examples/`.
  static Map<String, List<String>> rowsOf(String folder) {
    var rows = new TreeMap<String, List<String>>();
    try {
      for (String line : Files.readAllLines(Example.FOLDER.resolve("README.md"))) {
        Matcher row = ROW.matcher(line);
        if (row.matches() && folderOf(row.group(1)).equals(folder)) {
          rows.put(
              row.group(1),
              Pattern.compile("\\|").splitAsStream(row.group(2)).map(String::strip).toList());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private static String folderOf(String path) {
    return path.substring(0, Math.max(0, path.indexOf('/')));
  }
}
