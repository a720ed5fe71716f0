package dev.cofferdam.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;

/// Which process it is, beyond a number that is given out again: its id with its start time
/// (proc(5), `stat` field 22) and the boot it belongs to.
public final class ProcessIdentity {
  private static final int START_TIME_AFTER_NAME = 19;

  /// The initial PID namespace's number is part of the kernel's interface (PROC_PID_INIT_INO).
  private static final String INITIAL_NAMESPACE = "pid:[4026531836]";

  private ProcessIdentity() {}

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
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// When a process started, in clock ticks since boot; empty when there is none.
  public static OptionalLong startTime(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // The name may hold spaces and brackets; only what follows its last bracket is fields.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return OptionalLong.of(Long.parseLong(fields[START_TIME_AFTER_NAME]));
    } catch (NoSuchFileException gone) {
      return OptionalLong.empty();
    } catch (IOException gone) {
      // ESRCH: it ended between open and read.
      return OptionalLong.empty();
    }
  }

  /// Whether this very process still lives.
  public static boolean isAlive(long pid, long startTime) {
    OptionalLong now = startTime(pid);
    return now.isPresent() && now.getAsLong() == startTime;
  }
}
