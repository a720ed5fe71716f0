package dev.cofferdam.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The cgroup hierarchies (cgroups(7)): which version carries the controllers, which controllers
/// there are, whether this user may limit anything, and whether swap is counted.
final class CgroupCheck {
  private static final List<String> REQUIRED = List.of("cpu", "memory", "pids");
  private static final Set<String> V1_CONTROLLERS =
      Set.of("cpu", "cpuset", "memory", "pids", "blkio", "freezer", "devices");

  private CgroupCheck() {}

  /// The mounted hierarchies.
  ///
  /// @param v1 controllers on version 1 hierarchies
  /// @param v2 controllers on the unified one
  /// @param unified where the unified one is mounted
  record Hierarchies(Set<String> v1, Set<String> v2, Optional<String> unified) {
    /// Whether the limits are set on the unified hierarchy.
    boolean version2() {
      return v2.contains("memory");
    }
  }

  static List<Finding> examine(Host host) {
    Hierarchies hierarchies = hierarchies(host);
    var findings = new ArrayList<Finding>();
    findings.add(mode(hierarchies));
    findings.add(controllers(hierarchies));
    findings.add(permission(host, hierarchies));
    findings.add(swap(host, hierarchies));
    return findings;
  }

  /// Reads `/proc/self/mountinfo` (proc(5)): after a lone hyphen come the type, the source and the
  /// options, in which version 1 names its controllers.
  static Hierarchies hierarchies(Host host) {
    var v1 = new TreeSet<String>();
    Optional<String> unified = Optional.empty();
    for (String line : host.text("/proc/self/mountinfo").orElse("").lines().toList()) {
      int separator = line.indexOf(" - ");
      if (separator < 0) {
        continue;
      }
      String[] tail = line.substring(separator + 3).split(" ", -1);
      String[] head = line.split(" ", -1);
      if (tail.length < 3 || head.length < 5) {
        continue;
      }
      if (tail[0].equals("cgroup2") && unified.isEmpty()) {
        unified = Optional.of(head[4]);
      } else if (tail[0].equals("cgroup")) {
        for (String option : tail[2].split(",", -1)) {
          if (V1_CONTROLLERS.contains(option)) {
            v1.add(option);
          }
        }
      }
    }
    String offered =
        unified.flatMap(mount -> host.text(mount + "/cgroup.controllers")).orElse("").strip();
    var v2 = new TreeSet<>(List.of(offered.split("\\s+")));
    v2.remove("");
    return new Hierarchies(v1, v2, unified);
  }

  private static Finding mode(Hierarchies hierarchies) {
    if (hierarchies.version2()) {
      return Finding.ok("cgroup mode", "v2 (unified)");
    }
    if (hierarchies.v1().contains("memory")) {
      String name = hierarchies.unified().isPresent() ? "v1 (hybrid)" : "v1";
      return Finding.limited(
          "cgroup mode",
          name + ": disk limits hold for reads, direct and synced writes only",
          Remedy.words("boot with systemd.unified_cgroup_hierarchy=1 for v2"));
    }
    return Finding.needed(
        "cgroup mode",
        "no hierarchy with the memory controller is mounted",
        Remedy.words("mount cgroup2 at /sys/fs/cgroup, or in a container pass the host's"));
  }

  private static Finding controllers(Hierarchies hierarchies) {
    Set<String> have = hierarchies.version2() ? hierarchies.v2() : hierarchies.v1();
    List<String> lacking = REQUIRED.stream().filter(name -> !have.contains(name)).toList();
    if (!lacking.isEmpty()) {
      return Finding.needed(
          "cgroup controllers",
          "lacking " + String.join(", ", lacking) + ": those limits could not be enforced",
          Remedy.words("boot with cgroup_enable=" + lacking.getFirst()));
    }
    String io = hierarchies.version2() ? "io" : "blkio";
    return have.contains(io)
        ? Finding.ok("cgroup controllers", String.join(" ", have))
        : Finding.limited(
            "cgroup controllers",
            String.join(" ", have) + "; no " + io + ", so disk I/O cannot be limited");
  }

  private static Finding permission(Host host, Hierarchies hierarchies) {
    String subject = "cgroup delegation";
    if (host.root()) {
      String at =
          hierarchies.version2() ? hierarchies.unified().orElse("") : "/sys/fs/cgroup/memory";
      return host.writable(at)
          ? Finding.ok(subject, "root may create cgroups")
          : Finding.broken(
              subject,
              at + " is not writable, as inside a container",
              Remedy.words("run on the host, or give the container a writable cgroup"));
    }
    if (!hierarchies.version2()) {
      return delegationOnV1(host, hierarchies);
    }
    String own = hierarchies.unified().orElse("") + ownPath(host);
    Set<String> given = Set.of(host.text(own + "/cgroup.controllers").orElse("").split("\\s+"));
    List<String> lacking = REQUIRED.stream().filter(name -> !given.contains(name)).toList();
    if (!host.writable(own)) {
      return Finding.broken(
          subject,
          own + " is not this user's, so no limit could be enforced",
          Remedy.words(
              "start it as: systemd-run --user --scope -p Delegate=yes ./cofferdam run ..."));
    }
    return lacking.isEmpty()
        ? Finding.ok(subject, own + " is delegated to this user")
        : Finding.broken(
            subject,
            own + " lacks " + String.join(", ", lacking),
            Remedy.words(
                "as root: systemctl edit user@.service, write [Service] and Delegate=cpu cpuset io"
                    + " memory pids, then log in again"));
  }

  /// On version 1 nothing is delegated unless somebody with root did so by hand, in each hierarchy.
  private static Finding delegationOnV1(Host host, Hierarchies hierarchies) {
    var needed = new ArrayList<String>();
    for (String controller : REQUIRED) {
      needed.add("/sys/fs/cgroup/" + controller + ownPathOnV1(host, controller));
    }
    hierarchies.unified().ifPresent(mount -> needed.add(mount + ownPath(host)));
    return needed.stream()
        .filter(directory -> !host.writable(directory))
        .findFirst()
        .map(directory ->
            Finding.broken(
                "cgroup delegation",
                directory + " is not this user's, so no limit could be enforced",
                Remedy.words(
                    "run as root (sudo), or have root give this shell a cgroup of yours in each of"
                        + " cpu, cpuacct, memory, pids and unified (docs/cli.md, 'Without root')")))
        .orElseGet(() -> Finding.ok("cgroup delegation", "a cgroup of this user's own, on v1"));
  }

  private static String ownPathOnV1(Host host, String controller) {
    return host.text("/proc/self/cgroup")
        .orElse("")
        .lines()
        .map(line -> line.split(":", 3))
        .filter(fields -> fields.length == 3 && List.of(fields[1].split(",")).contains(controller))
        .map(fields -> fields[2])
        .filter(path -> !path.equals("/"))
        .findFirst()
        .orElse("");
  }

  private static Finding swap(Host host, Hierarchies hierarchies) {
    boolean inUse = host.text("/proc/swaps").orElse("").lines().count() > 1;
    String file =
        hierarchies.version2()
            ? hierarchies.unified().orElse("") + ownPath(host) + "/memory.swap.max"
            : "/sys/fs/cgroup/memory/memory.memsw.limit_in_bytes";
    if (host.exists(file)) {
      return Finding.ok("swap accounting", inUse ? "counted" : "counted; no swap in use");
    }
    return inUse
        ? Finding.broken(
            "swap accounting",
            "not counted, though swap is in use: memory could not be limited, so every run is refused",
            Remedy.words("boot with swapaccount=1, or swapoff -a"))
        : Finding.ok("swap accounting", "not needed: no swap in use");
  }

  /// This process's place in the unified hierarchy (cgroups(7), `/proc/PID/cgroup`).
  private static String ownPath(Host host) {
    return Host.field(host.text("/proc/self/cgroup").orElse(""), "0::")
        .filter(path -> !path.equals("/"))
        .orElse("");
  }
}
