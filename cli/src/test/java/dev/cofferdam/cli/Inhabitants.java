package dev.cofferdam.cli;

import dev.cofferdam.Cofferdam;
import dev.cofferdam.EngineConfig;
import dev.cofferdam.ledger.Life;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The processes of one sandbox as the host sees them, whatever they call themselves: those in its
/// cgroups, and those of its range of user ids.
///
/// @param cgroups its directories in every hierarchy, as the ledger has them
/// @param ranges the ranges of 65,536 ids that its processes had when it was looked at
record Inhabitants(List<Path> cgroups, Set<Integer> ranges) {
  private static final int RANGE_BITS = 16;
  private static final int LAST_HOST_UID = 65_534;

  /// Those of the sandbox that a living process owns. Reads the ledger, and what it reads stays.
  static Inhabitants of(Process owner) throws IOException {
    try (Cofferdam engine = Cofferdam.open(EngineConfig.ofHost())) {
      Life life =
          engine.list().stream()
              .filter(one -> one.ownerPid() == owner.pid())
              .findFirst()
              .orElseThrow();
      List<Path> cgroups = life.cgroups().stream().map(Path::of).toList();
      Set<Integer> ranges =
          inCgroups(cgroups).stream()
              .map(Inhabitants::ownerOf)
              .filter(uid -> uid > LAST_HOST_UID)
              .map(uid -> uid >> RANGE_BITS)
              .collect(Collectors.toSet());
      if (ranges.isEmpty()) {
        throw new AssertionError("no process of the sandbox is a user of its range");
      }
      return new Inhabitants(cgroups, ranges);
    }
  }

  /// How many there are now.
  int count() throws IOException {
    var found = new HashSet<>(inCgroups(cgroups));
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      all.map(ProcessHandle::pid)
          .filter(pid -> ranges.contains(ownerOf(pid) >> RANGE_BITS))
          .forEach(found::add);
    }
    return found.size();
  }

  private static Set<Long> inCgroups(List<Path> directories) {
    var found = new TreeSet<Long>();
    for (Path directory : directories) {
      try (Stream<Path> tree = Files.walk(directory)) {
        for (Path file : tree.filter(path -> path.endsWith("cgroup.procs")).toList()) {
          Files.readAllLines(file).forEach(line -> found.add(Long.parseLong(line)));
        }
      } catch (IOException | UncheckedIOException gone) {
        // A directory that is removed has nobody in it.
      }
    }
    return found;
  }

  private static int ownerOf(long pid) {
    try {
      return (int) Files.getAttribute(Path.of("/proc", Long.toString(pid)), "unix:uid");
    } catch (IOException gone) {
      return 0;
    }
  }
}
