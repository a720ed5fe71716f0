package dev.cofferdam.host.cgroup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// One mounted hierarchy. A position in it is empty for its root as mounted here, else begins with
/// a slash and does not end with one.
///
/// @param mount where it is mounted
/// @param controllers what it controls, with `name=…` for a named one; empty for the unified one,
///   whose controllers differ from directory to directory
/// @param unified whether it is the version 2 hierarchy
/// @param own the position of our own process
record CgroupTree(Path mount, Set<String> controllers, boolean unified, String own) {
  private static final Path USUAL = Path.of("/sys/fs/cgroup");
  private static final int FIELDS_BEFORE_OPTIONAL = 6;

  /// Where our own process is in one hierarchy, from `/proc/self/cgroup`.
  private record Membership(Set<String> controllers, String path) {}

  /// Reads `/proc/self/mountinfo` (proc_pid_mountinfo(5)) and `/proc/self/cgroup` (cgroups(7)).
  static List<CgroupTree> parse(String mountinfo, String selfCgroup) {
    List<Membership> memberships = memberships(selfCgroup);
    Map<Set<String>, CgroupTree> trees = new LinkedHashMap<>();
    for (String line : mountinfo.split("\n", -1)) {
      String[] fields = line.split(" ", -1);
      int dash = Arrays.asList(fields).indexOf("-");
      if (dash < FIELDS_BEFORE_OPTIONAL || fields.length < dash + 4) {
        continue;
      }
      boolean unified = fields[dash + 1].equals("cgroup2");
      if (!unified && !fields[dash + 1].equals("cgroup")) {
        continue;
      }
      var options = Set.copyOf(new TreeSet<>(Arrays.asList(fields[dash + 3].split(",", -1))));
      for (Membership membership : memberships) {
        if (unified == membership.controllers().isEmpty()
            && options.containsAll(membership.controllers())) {
          var tree =
              new CgroupTree(
                  Path.of(unescape(fields[4])),
                  membership.controllers(),
                  unified,
                  below(unescape(fields[3]), membership.path()));
          trees.merge(membership.controllers(), tree, CgroupTree::better);
        }
      }
    }
    return List.copyOf(trees.values());
  }

  private static List<Membership> memberships(String selfCgroup) {
    var found = new ArrayList<Membership>();
    for (String line : selfCgroup.split("\n", -1)) {
      String[] fields = line.split(":", 3);
      if (fields.length == 3) {
        var controllers = new TreeSet<>(Arrays.asList(fields[1].split(",", -1)));
        controllers.remove("");
        found.add(new Membership(Set.copyOf(controllers), fields[2]));
      }
    }
    return found;
  }

  /// Of several mounts of one hierarchy, the one where runtimes look, and the topmost there.
  private static CgroupTree better(CgroupTree first, CgroupTree second) {
    return first.mount.startsWith(USUAL) && !second.mount.startsWith(USUAL) ? first : second;
  }

  /// A process's path as seen from the mounted root. A container without a cgroup namespace sees
  /// the host's paths in both files; a process outside of the mounted part counts as at its root.
  private static String below(String root, String path) {
    String prefix = root.equals("/") ? "" : root;
    if (path.equals("/") || path.startsWith("/..") || !path.startsWith(prefix + "/")) {
      return "";
    }
    return path.substring(prefix.length());
  }

  private static String unescape(String field) {
    return field
        .replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }

  /// The directory at a position.
  Path at(String position) {
    return position.isEmpty() ? mount : mount.resolve(position.substring(1));
  }

  /// The position above another one.
  static String above(String position) {
    return position.substring(0, Math.max(position.lastIndexOf('/'), 0));
  }
}
