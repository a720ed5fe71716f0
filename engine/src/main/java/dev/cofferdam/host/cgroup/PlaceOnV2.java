package dev.cofferdam.host.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Finds the cgroup of version 2 that can hold sandboxes: one that may hand the controllers down,
/// which a cgroup with processes of its own may not, unless it is the root ("no internal
/// processes", cgroups(7)).
final class PlaceOnV2 {
  /// The child that we move into when our cgroup was delegated to us alone.
  private static final String ENGINE = "engine";

  private PlaceOnV2() {}

  /// Chooses a position, the one asked for or the closest to our own.
  static String choose(CgroupTree tree, Optional<String> asked) {
    if (asked.isPresent()) {
      String position = asked.get();
      handDown(tree, CgroupTree.above(position));
      Optional<String> refusal = tryPosition(tree, position);
      if (refusal.isPresent()) {
        throw refused(tree.at(position), refusal.get());
      }
      return position;
    }
    stepAside(tree);
    String firstRefusal = "";
    for (String position = tree.own(); ; position = CgroupTree.above(position)) {
      Optional<String> refusal = tryPosition(tree, position);
      if (refusal.isEmpty()) {
        return position;
      }
      firstRefusal = firstRefusal.isEmpty() ? refusal.get() : firstRefusal;
      if (position.isEmpty()) {
        throw refused(tree.at(tree.own()), firstRefusal);
      }
    }
  }

  /// Hands controllers down to a parent that somebody named, as far as that is possible.
  private static void handDown(CgroupTree tree, String position) {
    if (!position.isEmpty()) {
      handDown(tree, CgroupTree.above(position));
    }
    try {
      CgroupFiles.makeDirectories(tree.at(position));
      enable(tree.at(position), CgroupHierarchy.NEEDED);
    } catch (IOException refusal) {
      // What counts is whether the controllers arrive at the end of the way.
    }
  }

  private static RuntimeException refused(Path directory, String reason) {
    return CgroupParent.unenforceable(
        "no sandbox can be put below " + directory + ": " + reason,
        CgroupHierarchy.remedyForParent());
  }

  /// Moves this process into a child of its cgroup if it is alone in one that was delegated to it:
  /// by systemd, which says so in an attribute, or by a container that has this one as its root.
  private static void stepAside(CgroupTree tree) {
    Path own = tree.at(tree.own());
    boolean root = !Files.exists(own.resolve("cgroup.type"));
    boolean containerRoot = !root && tree.own().isEmpty();
    boolean alone =
        CgroupFiles.readLeniently(own.resolve("cgroup.procs"))
            .equals(Long.toString(ProcessHandle.current().pid()));
    if (root || !alone || !(containerRoot || isDelegated(own)) || own.endsWith(ENGINE)) {
      return;
    }
    try {
      CgroupFiles.makeDirectories(own.resolve(ENGINE));
      CgroupFiles.write(own.resolve(ENGINE).resolve("cgroup.procs"), "0");
    } catch (IOException notAllowed) {
      // Then our own cgroup refuses below, with its reason.
    }
  }

  private static boolean isDelegated(Path directory) {
    try {
      return Files.getAttribute(directory, "user:delegate") != null;
    } catch (IOException | UnsupportedOperationException unmarked) {
      return false;
    }
  }

  /// Says why a position cannot be used, if so.
  private static Optional<String> tryPosition(CgroupTree tree, String position) {
    try {
      prepare(tree, position, CgroupHierarchy.NEEDED);
      enable(tree.at(position), Set.of("io"));
    } catch (IOException refusal) {
      return ioOnly(tree, position) ? Optional.empty() : Optional.of(explain(refusal));
    } finally {
      CgroupReaper.prune(tree.at(position).resolve(CgroupParent.DIRECTORY));
    }
    return Optional.empty();
  }

  /// Whether all that sandboxes need is handed down, so that what failed was optional.
  private static boolean ioOnly(CgroupTree tree, String position) {
    return CgroupFiles.words(tree.at(position).resolve("cgroup.subtree_control"))
            .containsAll(CgroupHierarchy.NEEDED)
        && Files.isWritable(tree.at(position));
  }

  private static String explain(IOException refusal) {
    String reason = CgroupFiles.reason(refusal);
    return switch (reason) {
      case "Device or resource busy" -> "it has processes of its own";
      case "No such file or directory", "Invalid argument" ->
          "the controllers memory, cpu and pids are not delegated to it";
      default -> reason;
    };
  }

  /// Makes a parent and its directory of sandboxes hand down what sandboxes need.
  static void prepare(CgroupTree tree, String position, Set<String> controllers)
      throws IOException {
    Path parent = tree.at(position);
    Path directory = parent.resolve(CgroupParent.DIRECTORY);
    CgroupFiles.makeDirectories(directory);
    enable(parent, controllers);
    enable(directory, controllers);
  }

  /// Makes a cgroup hand down controllers to its children.
  static void enable(Path directory, Set<String> controllers) throws IOException {
    Path file = directory.resolve("cgroup.subtree_control");
    var absent = new TreeSet<>(controllers);
    absent.removeAll(CgroupFiles.words(file));
    if (!absent.isEmpty()) {
      CgroupFiles.write(file, absent.stream().map("+"::concat).collect(Collectors.joining(" ")));
    }
  }
}
