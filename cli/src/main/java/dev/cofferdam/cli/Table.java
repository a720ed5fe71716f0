package dev.cofferdam.cli;

import java.util.ArrayList;
import java.util.List;

/// Columns of text, aligned by spaces.
final class Table {
  /// How many characters of a text a table bears, beside the sign that it was cut.
  static final int MAX_CELL = 39;

  private static final String GAP = "   ";

  private Table() {}

  /// A line for the head and one for each row.
  static String of(List<String> head, List<List<String>> rows) {
    var all = new ArrayList<List<String>>();
    all.add(head);
    all.addAll(rows);
    var text = new StringBuilder();
    for (List<String> row : all) {
      var line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        int at = column;
        int width = all.stream().mapToInt(other -> other.get(at).length()).max().orElse(0);
        line.append(row.get(column)).repeat(' ', width - row.get(column).length()).append(GAP);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
