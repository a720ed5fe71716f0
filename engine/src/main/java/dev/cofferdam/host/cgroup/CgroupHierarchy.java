package dev.cofferdam.host.cgroup;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.host.Privilege;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The control groups of this host as our own process sees them. Immutable; what it says about
/// controllers is read when asked.
public final class CgroupHierarchy {
  /// What every sandbox needs.
  static final Set<String> NEEDED = Set.of("memory", "cpu", "pids");

  private static final String USER_REMEDY =
      "delegate them: put 'Delegate=cpu memory pids io' under [Service] in"
          + " /etc/systemd/system/user@.service.d/delegate.conf, run 'systemctl daemon-reload', log"
          + " in again and start through 'systemd-run --user --scope -p Delegate=yes'; or have root"
          + " make a cgroup that is yours and name it with --cgroup-parent";

  /// For a shell: what it starts has cgroups of its own from then on.
  static final String REMEDY_ON_V1 =
      "run as root, or have this shell given cgroups of yours: sudo sh -c 'for t in cpu cpuacct"
          + " memory pids unified; do d=/sys/fs/cgroup/$t/'$USER'; [ -d /sys/fs/cgroup/$t ] || continue;"
          + " mkdir -p $d; chown '$USER' $d $d/cgroup.procs; echo '$$' >$d/cgroup.procs; done'";

  private final CgroupVersion version;
  private final List<CgroupTree> trees;

  private CgroupHierarchy(CgroupVersion version, List<CgroupTree> trees) {
    this.version = version;
    this.trees = trees;
  }

  /// A controller that cannot be used here.
  ///
  /// @param controller its name in this version: `memory`, `cpu`, `pids`, `io` or `blkio`
  /// @param needed whether no sandbox can run without it
  /// @param remedy what to do about it, one line
  public record Missing(String controller, boolean needed, String remedy) {}

  /// Looks at this host.
  ///
  /// @throws CofferdamException HOST_UNSUITABLE when no hierarchy is mounted
  public static CgroupHierarchy detect() {
    try {
      return of(
          Files.readString(Path.of("/proc/self/mountinfo")),
          Files.readString(Path.of("/proc/self/cgroup")));
    } catch (IOException unreadable) {
      throw new CofferdamException(
          ErrorCode.HOST_UNSUITABLE,
          "/proc cannot be read: " + CgroupFiles.reason(unreadable),
          "mount it: mount -t proc proc /proc",
          unreadable);
    }
  }

  static CgroupHierarchy of(String mountinfo, String selfCgroup) {
    List<CgroupTree> trees = CgroupTree.parse(mountinfo, selfCgroup);
    if (trees.stream().anyMatch(tree -> tree.controllers().stream().anyMatch(NEEDED::contains))) {
      return new CgroupHierarchy(CgroupVersion.V1, trees);
    }
    if (trees.stream().anyMatch(CgroupTree::unified)) {
      return new CgroupHierarchy(CgroupVersion.V2, trees);
    }
    throw new CofferdamException(
        ErrorCode.HOST_UNSUITABLE,
        "no control groups are mounted",
        "mount them: mount -t cgroup2 none /sys/fs/cgroup");
  }

  public CgroupVersion version() {
    return version;
  }

  /// The controllers that exist here, by their names in this version, delegated to us or not.
  public Set<String> controllers() {
    return switch (version) {
      case V2 -> CgroupFiles.words(unifiedTree().mount().resolve("cgroup.controllers"));
      case V1 -> {
        var all = new TreeSet<String>();
        trees.forEach(tree -> all.addAll(tree.controllers()));
        all.removeIf(name -> name.startsWith("name="));
        yield all;
      }
    };
  }

  /// Where the version 2 hierarchy is mounted. On a hybrid host it limits nothing, yet it kills
  /// whole trees (`cgroup.kill`) and gives cgroups their ids.
  public Optional<Path> unified() {
    return trees.stream().filter(CgroupTree::unified).map(CgroupTree::mount).findFirst();
  }

  /// The controllers that sandboxes could use and that are absent or not delegated to us.
  public List<Missing> missing() {
    Set<String> usable =
        switch (version) {
          case V1 -> controllers();
          case V2 -> usable(unifiedTree());
        };
    String io = version == CgroupVersion.V1 ? "blkio" : "io";
    var missing = new ArrayList<Missing>();
    for (String controller : List.of("memory", "cpu", "pids", io)) {
      if (!usable.contains(controller)) {
        missing.add(new Missing(controller, !controller.equals(io), remedyFor(controller)));
      }
    }
    return missing;
  }

  private String remedyFor(String controller) {
    if (version == CgroupVersion.V2 && controllers().contains(controller)) {
      return USER_REMEDY;
    }
    return controller.equals("memory")
        ? "boot with 'cgroup_enable=memory swapaccount=1' on the kernel's command line"
        : "use a kernel that has the " + controller + " controller, and do not disable it at boot";
  }

  /// What the highest directory that we may work in can hand down.
  private static Set<String> usable(CgroupTree tree) {
    var usable = new TreeSet<String>();
    for (String position = tree.own(); ; position = CgroupTree.above(position)) {
      Path directory = tree.at(position);
      if (Files.isWritable(directory.resolve("cgroup.subtree_control"))) {
        usable.addAll(CgroupFiles.words(directory.resolve("cgroup.controllers")));
      }
      if (position.isEmpty()) {
        return usable;
      }
    }
  }

  /// What to say when the cgroups we see cannot hold sandboxes.
  static String remedyForParent() {
    return Privilege.ofSelf().isHostRoot()
        ? "name a cgroup without processes of its own: --cgroup-parent /NAME; in a container, first"
            + " move its processes into a child cgroup, or give it --cgroupns=host and a writable"
            + " /sys/fs/cgroup"
        : USER_REMEDY;
  }

  List<CgroupTree> trees() {
    return trees;
  }

  Optional<CgroupTree> tree(String controller) {
    return trees.stream().filter(tree -> tree.controllers().contains(controller)).findFirst();
  }

  CgroupTree unifiedTree() {
    return trees.stream().filter(CgroupTree::unified).findFirst().orElseThrow();
  }
}
