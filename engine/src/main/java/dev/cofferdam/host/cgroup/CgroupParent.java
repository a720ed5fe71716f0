package dev.cofferdam.host.cgroup;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/// The place in the hierarchies below which an engine puts its sandboxes. Chosen once, used for
/// every sandbox; immutable.
public final class CgroupParent {
  /// The directory that holds the sandboxes of every engine with this parent.
  static final String DIRECTORY = "cofferdam";

  private static final Pattern FORM = Pattern.compile("(/[A-Za-z0-9_.:@\\\\-]+)*");

  private final CgroupHierarchy hierarchy;
  private final String position;

  private CgroupParent(CgroupHierarchy hierarchy, String position) {
    this.hierarchy = hierarchy;
    this.position = position;
  }

  /// Chooses the place: the one asked for, else our own cgroup, so that the limits on us hold for
  /// the sandboxes too. On version 2 a cgroup with processes cannot hand controllers down; there it
  /// is the closest ancestor that can, or our own after we moved into a child of it, where it was
  /// delegated to us alone.
  ///
  /// @param asked position from the hierarchies' root as mounted, such as `/machine.slice`
  /// @throws CofferdamException INVALID_REQUEST for a malformed path, LIMIT_UNENFORCEABLE when a
  ///   controller is missing or no place can hold sandboxes
  public static CgroupParent choose(CgroupHierarchy hierarchy, Optional<String> asked) {
    for (CgroupHierarchy.Missing missing : hierarchy.missing()) {
      if (missing.needed()) {
        throw unenforceable(
            "the cgroup controller " + missing.controller() + " is not available to us",
            missing.remedy());
      }
    }
    Optional<String> position = asked.map(CgroupParent::normalized);
    return new CgroupParent(
        hierarchy,
        switch (hierarchy.version()) {
          case V1 -> placeOnV1(hierarchy, position);
          case V2 -> PlaceOnV2.choose(hierarchy.unifiedTree(), position);
        });
  }

  private static String normalized(String asked) {
    String path = asked.startsWith("/") ? asked : "/" + asked;
    path = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    boolean relative = path.contains("/../") || path.contains("/./") || path.matches(".*/\\.\\.?");
    if (relative || !FORM.matcher(path).matches()) {
      throw CofferdamException.invalid(
          "not a cgroup path", "for example --cgroup-parent /machine.slice");
    }
    return path;
  }

  /// On version 1 each controller may have us elsewhere, while a runtime takes one path for all of
  /// them. The longest of our positions is below every other one as long as they lie on one line,
  /// which they do unless somebody placed us by hand; then only the root is common to all.
  private static String placeOnV1(CgroupHierarchy hierarchy, Optional<String> asked) {
    List<CgroupTree> trees = new ArrayList<>();
    for (CgroupTree tree : hierarchy.trees()) {
      if (tree.unified()
          || CgroupHierarchy.NEEDED.stream().anyMatch(tree.controllers()::contains)) {
        trees.add(tree);
      }
    }
    String longest =
        trees.stream().map(CgroupTree::own).max(Comparator.comparingInt(String::length)).orElse("");
    boolean line = trees.stream().allMatch(tree -> (longest + "/").startsWith(tree.own() + "/"));
    String position = asked.orElse(line ? longest : "");
    for (CgroupTree tree : trees) {
      if (!isWritable(tree, position)) {
        throw unenforceable(
            "no cgroup can be made in " + existing(tree, position), CgroupHierarchy.REMEDY_ON_V1);
      }
    }
    return position;
  }

  private static boolean isWritable(CgroupTree tree, String position) {
    Path existing = existing(tree, position);
    // Another engine may remove it between the two looks, when it was the last to use it.
    while (!Files.isWritable(existing) && !Files.exists(existing)) {
      existing = existing(tree, position);
    }
    return Files.isWritable(existing);
  }

  private static Path existing(CgroupTree tree, String position) {
    String at = position;
    while (!Files.isDirectory(tree.at(at)) && !at.isEmpty()) {
      at = CgroupTree.above(at);
    }
    return tree.at(at);
  }

  /// Whether sandboxes can have directories in a hierarchy. Without root, those that limit nothing
  /// of ours need not be delegated.
  boolean reaches(CgroupTree tree) {
    return isWritable(tree, position);
  }

  static CofferdamException unenforceable(String message, String remedy) {
    return new CofferdamException(ErrorCode.LIMIT_UNENFORCEABLE, message, remedy);
  }

  /// The position from the hierarchies' root as mounted; empty for the root itself.
  public String position() {
    return position;
  }

  /// The version of the interface.
  public CgroupVersion version() {
    return hierarchy.version();
  }

  /// How far disk throughput can be limited here.
  public IoSupport ioSupport() {
    return switch (hierarchy.version()) {
      case V2 ->
          CgroupFiles.words(hierarchy.unifiedTree().at(position).resolve("cgroup.subtree_control"))
                  .contains("io")
              ? IoSupport.FULL
              : IoSupport.NONE;
      case V1 ->
          hierarchy
              .tree("blkio")
              .filter(this::reaches)
              .filter(tree -> Files.exists(tree.mount().resolve("blkio.throttle.read_bps_device")))
              .map(tree -> IoSupport.PARTIAL)
              .orElse(IoSupport.NONE);
    };
  }

  /// All the memory of this machine.
  public static long machineMemory() {
    return CgroupFiles.readLeniently(Path.of("/proc/meminfo"))
        .lines()
        .filter(line -> line.startsWith("MemTotal:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }

  /// The most memory that a sandbox here can ever have: the least of the limits on the cgroups
  /// above it and of the machine's memory.
  public long memoryCeiling() {
    long machine = machineMemory();
    String file =
        switch (hierarchy.version()) {
          case V1 -> "memory.limit_in_bytes";
          case V2 -> "memory.max";
        };
    return Math.min(machine, leastAbove(controllerTree("memory"), file));
  }

  /// The most processes and threads that a sandbox here can ever have.
  public long pidsCeiling() {
    // The first number that no process gets, and how many threads the memory is enough for.
    OptionalLong numbers = CgroupFiles.number(Path.of("/proc/sys/kernel/pid_max"));
    OptionalLong threads = CgroupFiles.number(Path.of("/proc/sys/kernel/threads-max"));
    long machine = Math.min(numbers.orElse(Long.MAX_VALUE) - 1, threads.orElse(Long.MAX_VALUE));
    return Math.min(machine, leastAbove(controllerTree("pids"), "pids.max"));
  }

  private long leastAbove(CgroupTree tree, String file) {
    long least = Long.MAX_VALUE;
    for (String above = position; !above.isEmpty(); above = CgroupTree.above(above)) {
      least =
          Math.min(least, CgroupFiles.number(tree.at(above).resolve(file)).orElse(Long.MAX_VALUE));
    }
    // The root of a hierarchy has no limit; what is mounted as one in a container may have.
    return Math.min(least, CgroupFiles.number(tree.mount().resolve(file)).orElse(Long.MAX_VALUE));
  }

  /// The hierarchy of a controller.
  CgroupTree controllerTree(String controller) {
    return switch (hierarchy.version()) {
      case V1 -> hierarchy.tree(controller).orElseThrow();
      case V2 -> hierarchy.unifiedTree();
    };
  }

  /// Makes sure that the directory of the sandboxes is there and can hand controllers down. The
  /// last sandbox of any engine removes it, so every creation may have to make it again.
  void prepare(Set<String> controllers) throws IOException {
    switch (hierarchy.version()) {
      case V1 -> {}
      case V2 -> PlaceOnV2.prepare(hierarchy.unifiedTree(), position, controllers);
    }
  }

  CgroupHierarchy hierarchy() {
    return hierarchy;
  }

  /// The position of a sandbox.
  String positionOf(String id) {
    return position + "/" + DIRECTORY + "/" + id;
  }
}
