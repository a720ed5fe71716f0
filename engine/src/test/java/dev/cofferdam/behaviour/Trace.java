package dev.cofferdam.behaviour;

import dev.cofferdam.run.Result;
import dev.cofferdam.text.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What a program left that can be compared: its exit status, what it printed, and its files.
///
/// @param exitCode its exit status
/// @param stdout what it printed, one character for each byte
/// @param files by path: kind, permissions, size and hash
record Trace(int exitCode, String stdout, TreeMap<String, String> files) {
  private static final int SHOWN_LINES = 3;
  private static final int SHOWN_CHARACTERS = 100;
  private static final int PERMISSIONS = 07777;

  static Trace of(Result result, Path directory) {
    var files = new TreeMap<String, String>();
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path file : tree.toList()) {
        files.put(directory.relativize(file).toString(), describe(file));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    String stdout = new String(result.stdout().toArray(), StandardCharsets.ISO_8859_1);
    return new Trace(result.ending().exitCode(), stdout, files);
  }

  private static String describe(Path file) throws IOException {
    int mode = (int) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    String permissions = " %04o".formatted(mode & PERMISSIONS);
    if (Files.isSymbolicLink(file)) {
      return "link to " + Files.readSymbolicLink(file);
    }
    if (Files.isDirectory(file)) {
      return "directory" + permissions;
    }
    if (!Files.isRegularFile(file)) {
      return "special" + permissions;
    }
    return "file" + permissions + " " + Files.size(file) + " " + hash(file);
  }

  private static String hash(Path file) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// How another one differs, for a table; empty when it does not. Of the lines printed the first
  /// few that differ are shown, and how many more there are.
  List<String> differencesTo(Trace other) {
    var differences = new ArrayList<String>();
    if (exitCode != other.exitCode) {
      differences.add("exit " + exitCode + " / " + other.exitCode);
    }
    List<String> printed = printedDifferences(other);
    printed.stream().limit(SHOWN_LINES).forEach(differences::add);
    if (printed.size() > SHOWN_LINES) {
      differences.add("and %d more lines".formatted(printed.size() - SHOWN_LINES));
    }
    var names = new TreeMap<>(files);
    names.putAll(other.files);
    for (String name : names.keySet()) {
      String left = files.getOrDefault(name, "(nothing)");
      String right = other.files.getOrDefault(name, "(nothing)");
      if (!left.equals(right)) {
        differences.add(cell(name) + ": " + left + " / " + right);
      }
    }
    return differences;
  }

  private List<String> printedDifferences(Trace other) {
    var differences = new ArrayList<String>();
    List<String> mine = stdout.lines().toList();
    List<String> theirs = other.stdout.lines().toList();
    for (int i = 0; i < Math.max(mine.size(), theirs.size()); i++) {
      String left = i < mine.size() ? mine.get(i) : "(nothing)";
      String right = i < theirs.size() ? theirs.get(i) : "(nothing)";
      if (!left.equals(right)) {
        differences.add(cell(left) + " / " + cell(right));
      }
    }
    // Line ends and what follows the last of them are no line's own.
    if (differences.isEmpty() && !stdout.equals(other.stdout)) {
      differences.add("line ends");
    }
    return differences;
  }

  /// Fit for a cell of a Markdown table: short, visible, no bar and nothing that is markup.
  private static String cell(String text) {
    String visible = Printable.of(text, SHOWN_CHARACTERS).replace("`", "'").replace("|", "¦");
    return visible.isEmpty() ? "(empty)" : "`" + visible + "`";
  }
}
