package dev.cofferdam.bench;

import dev.cofferdam.host.cgroup.CgroupHierarchy;
import dev.cofferdam.host.trace.FailureRecorder;
import dev.cofferdam.host.trace.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the recording of failed calls costs a bare process: without it, with it while another
/// cgroup is watched, and watched itself. All three processes move into a cgroup of ours first.
final class Recording implements AutoCloseable {
  private final Path cgroup;
  private final List<String> command;

  private Recording(Path cgroup, List<String> program) {
    this.cgroup = cgroup;
    this.command =
        Commands.with(
            List.of("/bin/sh", "-c", "echo 0 > \"$0\" && exec \"$@\"", cgroup + "/cgroup.procs"),
            program);
  }

  /// Empty where there is no unified hierarchy.
  static Optional<Recording> open(List<String> program) throws IOException {
    Optional<Path> unified = CgroupHierarchy.detect().unified();
    if (unified.isEmpty()) {
      return Optional.empty();
    }
    Path cgroup = unified.get().resolve("cofferdam-bench-" + ProcessHandle.current().pid());
    return Optional.of(new Recording(Files.createDirectory(cgroup), program));
  }

  long without() throws Exception {
    return timed();
  }

  /// @param watched whether our cgroup is the one that is watched
  long with(boolean watched) throws Exception {
    if (!(FailureRecorder.open() instanceof FailureRecorder.Recording(FailureRecorder recorder))) {
      throw new IOException("the kernel does not let us record");
    }
    try (recorder) {
      if (!watched) {
        return timed();
      }
      // The kernel's id of a cgroup is the number of its directory's inode.
      long id = (long) Files.getAttribute(cgroup, "unix:ino");
      try (Watch _ = recorder.watch(id).orElseThrow()) {
        return timed();
      }
    }
  }

  /// The turn after one that does not count: switching the recorder on or off changes kernel text
  /// and leaves caches cold, which is not the recording's own cost.
  private long timed() throws Exception {
    Commands.run("1", command);
    long start = System.nanoTime();
    Commands.run("1", command);
    return System.nanoTime() - start;
  }

  @Override
  public void close() throws IOException {
    Files.delete(cgroup);
  }
}
