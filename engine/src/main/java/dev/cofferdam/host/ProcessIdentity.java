package dev.cofferdam.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// Which process it is, beyond a number that is given out again: its id with its start time
/// (proc(5), `stat` field 22) and the boot it belongs to.
public final class ProcessIdentity {
  /// Places in what follows the name in `stat`.
  private static final int STATE = 0;

  private static final int THREADS = 17;
  private static final int START_TIME = 19;

  /// The initial PID namespace's number is part of the kernel's interface (PROC_PID_INIT_INO).
  private static final String INITIAL_NAMESPACE = "pid:[4026531836]";

  private ProcessIdentity() {}

  /// Read once: neither changes while this process lives.
  private static final class Own {
    static final String BOOT = readBootId();
    static final long START = startTime(ProcessHandle.current().pid()).orElse(0);
  }

  /// When this very process started, in clock ticks since boot.
  public static long ownStartTime() {
    return Own.START;
  }

  /// Whether process ids here are those of the machine itself, and not of a container.
  public static boolean inInitialNamespace() {
    try {
      Path namespace = Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
      return namespace.toString().equals(INITIAL_NAMESPACE);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// The id of this boot.
  public static String bootId() {
    return Own.BOOT;
  }

  private static String readBootId() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// When a process started, in clock ticks since boot; empty when there is none.
  public static OptionalLong startTime(long pid) {
    List<String> fields = fields(pid);
    return fields.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(fields.get(START_TIME)));
  }

  /// Whether this very process still lives. One that ended and whose parent does not ask for it
  /// stays in the table, for as long as the parent lives, and is dead.
  public static boolean isAlive(long pid, long startTime) {
    List<String> fields = fields(pid);
    return !fields.isEmpty()
        && Long.parseLong(fields.get(START_TIME)) == startTime
        && !hasEnded(fields);
  }

  /// Whether somebody stopped a process, or traces it.
  public static boolean isStopped(long pid) {
    return isIn(pid, Set.of("T", "t"));
  }

  /// Whether a process waits in the kernel where no signal reaches it.
  public static boolean isUninterruptible(long pid) {
    return isIn(pid, Set.of("D"));
  }

  private static boolean isIn(long pid, Set<String> states) {
    List<String> fields = fields(pid);
    return !fields.isEmpty() && states.contains(fields.get(STATE));
  }

  /// The state is that of the first thread, which may be gone while others work on.
  private static boolean hasEnded(List<String> fields) {
    return switch (fields.get(STATE)) {
      case "Z", "X", "x" -> Long.parseLong(fields.get(THREADS)) <= 1;
      default -> false;
    };
  }

  private static List<String> fields(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // The name may hold spaces and brackets; only what follows its last bracket is fields.
      return List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
    } catch (IOException gone) {
      // No such file, or ESRCH: it ended between open and read.
      return List.of();
    }
  }
}
