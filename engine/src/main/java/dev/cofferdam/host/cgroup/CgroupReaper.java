package dev.cofferdam.host.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Kills what runs in cgroups and removes them. Everything here is bounded in time and harmless
/// when repeated or when somebody else does the same.
final class CgroupReaper {
  /// A process in uninterruptible sleep outlives SIGKILL; who waits for it must give up some time.
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final long FIRST_PAUSE_NANOS = 200_000;
  private static final long LONGEST_PAUSE_NANOS = 5_000_000;

  private CgroupReaper() {}

  /// Kills every process below the directories and waits until they are gone.
  ///
  /// Where the kernel kills whole trees (`cgroup.kill`, Linux 5.14) nothing can fork out of it.
  /// Elsewhere forks are forbidden first (`pids.max` 0), and the rest is killed one by one.
  ///
  /// @return whether all of them are gone
  static boolean kill(List<Path> tops) {
    return await(() -> {
      boolean empty = true;
      for (Path top : tops) {
        if (!isEmpty(top)) {
          empty = false;
          killOnce(top);
        }
      }
      return empty;
    });
  }

  private static void killOnce(Path top) {
    if (writes(top.resolve("cgroup.kill"), "1")) {
      return;
    }
    writes(top.resolve("pids.max"), "0");
    for (Path directory : subtree(top)) {
      for (String pid : CgroupFiles.words(directory.resolve("cgroup.procs"))) {
        killOne(Long.parseLong(pid), directory);
      }
    }
  }

  /// A number read from a cgroup may belong to another process by now. A handle remembers when its
  /// process started and kills no other, so it is taken first and membership is checked after it.
  private static void killOne(long pid, Path directory) {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    String id = directory.toString();
    String below = id.substring(id.lastIndexOf("/" + CgroupParent.DIRECTORY + "/") + 1);
    if (process.isPresent()
        && pid != ProcessHandle.current().pid()
        && CgroupFiles.readLeniently(Path.of("/proc/" + pid + "/cgroup")).contains(below)) {
      process.get().destroyForcibly();
    }
  }

  private static boolean writes(Path file, String value) {
    try {
      CgroupFiles.write(file, value);
      return true;
    } catch (IOException absent) {
      return false;
    }
  }

  /// Whether no process is left in a directory or below it.
  static boolean isEmpty(Path top) {
    String events = CgroupFiles.readLeniently(top.resolve("cgroup.events"));
    if (!events.isEmpty()) {
      return CgroupFiles.keyed(events, "populated").orElse(0) == 0;
    }
    for (Path directory : subtree(top)) {
      if (!CgroupFiles.readLeniently(directory.resolve("cgroup.procs")).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /// A directory and all below it, the deepest first.
  private static List<Path> subtree(Path top) {
    var all = new ArrayList<Path>();
    for (Path child : CgroupFiles.children(top)) {
      all.addAll(subtree(child));
    }
    all.add(top);
    return all;
  }

  /// Removes directories with all below them, and the ones above that nothing needs any more.
  ///
  /// @param layout what is usually in each, the deepest first, to be tried without searching
  /// @return what is left
  static List<Path> remove(List<Path> tops, List<String> layout) {
    var left = new ArrayList<>(tops);
    await(() -> {
      left.removeIf(top -> removeTree(top, layout));
      return left.isEmpty();
    });
    tops.forEach(top -> prune(top.getParent()));
    return left;
  }

  private static boolean removeTree(Path top, List<String> layout) {
    layout.forEach(name -> removed(top.resolve(name)));
    if (removed(top)) {
      return true;
    }
    subtree(top).forEach(CgroupReaper::removed);
    return !Files.exists(top);
  }

  /// Tries to remove a directory; says whether it is gone.
  private static boolean removed(Path directory) {
    try {
      Files.delete(directory);
      return true;
    } catch (NoSuchFileException gone) {
      return true;
    } catch (IOException busy) {
      return false;
    }
  }

  /// Removes the directory that holds sandboxes if it holds none, and those above it that were made
  /// for it. The kernel refuses to remove one that is in use.
  static void prune(@Nullable Path directory) {
    @Nullable Path next = directory;
    while (next != null && (next.endsWith(CgroupParent.DIRECTORY) || CgroupFiles.isMarked(next))) {
      if (!removed(next)) {
        return;
      }
      next = next.getParent();
    }
  }

  private static boolean await(BooleanSupplier done) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long pause = FIRST_PAUSE_NANOS;
    while (!done.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      LockSupport.parkNanos(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
    }
    return true;
  }
}
