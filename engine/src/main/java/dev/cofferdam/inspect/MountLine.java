package dev.cofferdam.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A mount, from a line of `/proc/PID/mountinfo` (proc_pid_mountinfo(5)).
///
/// @param destination inside
/// @param type of the file system
/// @param source what it says that it is mounted from
/// @param readOnly whether nothing can be written through it, for the mount or for the file system
/// @param options the mount's own
public record MountLine(
    String destination, String type, String source, boolean readOnly, List<String> options) {
  private static final int DESTINATION = 4;
  private static final int OPTIONS = 5;
  private static final String READ_ONLY = "ro";

  public MountLine {
    options = List.copyOf(options);
  }

  /// Reads the lines; one that is none is passed over.
  static List<MountLine> all(String mountinfo) {
    return mountinfo.lines().map(MountLine::parse).flatMap(Optional::stream).toList();
  }

  /// What is mounted at a place: of several the last one, which lies on top.
  static Optional<MountLine> at(String destination, List<MountLine> mounts) {
    return mounts.reversed().stream()
        .filter(mount -> mount.destination.equals(destination))
        .findFirst();
  }

  private static Optional<MountLine> parse(String line) {
    List<String> fields = Arrays.asList(line.split(" ", -1));
    int dash = fields.indexOf("-");
    if (dash <= OPTIONS || fields.size() < dash + 4) {
      return Optional.empty();
    }
    var options = new ArrayList<>(Arrays.asList(fields.get(OPTIONS).split(",", -1)));
    List<String> ofFileSystem = Arrays.asList(fields.get(dash + 3).split(",", -1));
    return Optional.of(
        new MountLine(
            unescape(fields.get(DESTINATION)),
            unescape(fields.get(dash + 1)),
            unescape(fields.get(dash + 2)),
            options.contains(READ_ONLY) || ofFileSystem.contains(READ_ONLY),
            options));
  }

  private static String unescape(String field) {
    return field
        .replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\043", "#")
        .replace("\\134", "\\");
  }
}
