package dev.cofferdam.diagnosis;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Paths inside a sandbox, handled as text: they are hostile, and the files are not ours to look
/// at.
final class InsidePath {
  private static final List<String> USUAL_WRITABLE = List.of("/workspace", "/tmp", "/home/appuser");

  private InsidePath() {}

  /// The absolute path without `.`, `..` and doubled slashes. Symbolic links stay unresolved.
  static String normalise(String path, String workdir) {
    var names = new ArrayDeque<String>();
    for (String name : (path.startsWith("/") ? path : workdir + "/" + path).split("/", -1)) {
      switch (name) {
        case "", "." -> {}
        case ".." -> names.pollLast();
        default -> names.addLast(name);
      }
    }
    return "/" + String.join("/", names);
  }

  /// The mount that the normalised path lies on: the one with the longest destination above it.
  static Optional<MountPoint> mountOf(String path, List<MountPoint> mounts) {
    return mounts.stream()
        .filter(mount -> isAtOrBelow(path, mount.destination()))
        .max(Comparator.comparingInt(mount -> mount.destination().length()));
  }

  /// Whether the path is the directory or lies in it.
  static boolean isAtOrBelow(String path, String directory) {
    return directory.equals("/") || path.equals(directory) || path.startsWith(directory + "/");
  }

  /// Whether two ways to write a path may mean one file: one ends with the other at a slash, or one
  /// was cut short.
  static boolean mayBeSame(String one, String other) {
    String first = bare(one);
    String second = bare(other);
    return first.equals(second)
        || first.endsWith("/" + second)
        || second.endsWith("/" + first)
        || (first.endsWith("…") && second.startsWith(first.substring(0, first.length() - 1)));
  }

  /// The last name of the path.
  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// The directories that the program may write to, for a remedy.
  static String writable(Observation seen) {
    List<String> own =
        seen.mounts().stream()
            .filter(mount -> !mount.user() && !mount.readOnly())
            .map(MountPoint::destination)
            .filter(USUAL_WRITABLE::contains)
            .distinct()
            .toList();
    return (own.isEmpty() ? USUAL_WRITABLE : own).stream().collect(Collectors.joining(", "));
  }

  /// The `-v` flag that gives the mount the mode, to be pasted into a shell.
  static String flag(MountPoint mount, String mode) {
    return "-v " + quoted(mount.source().orElse("SRC") + ":" + mount.destination() + ":" + mode);
  }

  private static String quoted(String argument) {
    return argument.matches("[\\w./:@%+,=-]+")
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }

  private static String bare(String path) {
    String rest = path;
    while (rest.startsWith("./")) {
      rest = rest.substring(2);
    }
    return rest.startsWith("/") ? rest.substring(1) : rest;
  }
}
