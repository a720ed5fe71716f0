package dev.cofferdam.doctor;

import dev.cofferdam.error.CofferdamException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a check may ask: files, variables and the output of programs that end by themselves. The
/// real one is [LiveHost]; tests give texts.
interface Host {
  /// What a program printed.
  ///
  /// @param status its exit status; -1 when it could not be started or did not end in time
  /// @param text standard output and error together, the first 64 KiB
  record Output(int status, String text) {
    /// The first line, without white space around it.
    String firstLine() {
      return text.lines().findFirst().orElse("").strip();
    }
  }

  /// A file's owner and mode, symbolic links followed.
  ///
  /// @param mode the permission bits
  record Inode(long uid, int mode, boolean directory) {}

  /// The JVM's name for the architecture.
  String architecture();

  LocalDate today();

  /// An environment variable that is set and not empty.
  Optional<String> variable(String name);

  /// What a file says, unpacked when its name ends in `.gz`; empty when it cannot be read.
  Optional<String> text(String path);

  /// What follows a marker in a binary file, up to the next white space; empty where it is not
  /// there.
  Optional<String> wordAfter(String path, String marker);

  /// Where the checkout of Cofferdam lies, if the launcher of one started us.
  Optional<String> checkout();

  boolean exists(String path);

  /// Why nothing in a directory may be executed as us; empty where it may.
  Optional<CofferdamException> foreign(String directory);

  /// Whether this process may write there, read-only mounts considered (access(2)).
  boolean writable(String path);

  /// Whether it is a regular file that this process may execute.
  boolean executable(String path);

  Optional<Inode> inode(String path);

  /// The path without symbolic links; as it is where it cannot be resolved.
  String real(String path);

  /// Bytes that this user may still write where the path is or would be.
  long freeBytes(String path);

  /// Why failed system calls cannot be recorded here, found out by trying; empty when they can.
  Optional<String> unrecorded();

  /// Runs a program to its end, at most five seconds.
  Output run(List<String> argv);

  /// The effective user id, from `/proc/self/status` (proc(5)).
  default long uid() {
    return field(text("/proc/self/status").orElse(""), "Uid:")
        .map(ids -> Long.parseLong(ids.split("\\s+", -1)[1]))
        .orElse(-1L);
  }

  default boolean root() {
    return uid() == 0;
  }

  /// The first file of that name on PATH or where system tools live.
  default Optional<String> find(String program) {
    return findAll(program).stream().findFirst();
  }

  /// All files of that name, the one that PATH finds first at the front.
  default List<String> findAll(String program) {
    var found = new ArrayList<String>();
    Stream.concat(
            Stream.of(variable("PATH").orElse("").split(":")),
            Stream.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin"))
        .filter(directory -> directory.startsWith("/"))
        // Merged /usr: /bin and /sbin are links to these.
        .map(directory -> directory.matches("/s?bin") ? "/usr" + directory : directory)
        .map(directory -> directory + "/" + program)
        .distinct()
        .filter(this::executable)
        .forEach(found::add);
    return found;
  }

  /// The rest of the first line that starts with a key, such as `Uid:`.
  static Optional<String> field(String text, String key) {
    return text.lines()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()).strip())
        .findFirst();
  }
}
