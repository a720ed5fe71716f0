package dev.cofferdam.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Namespaces (namespaces(7)), by making one of each, and who may own ids in them.
final class NamespaceCheck {
  private static final List<String> KINDS =
      List.of("user", "pid", "net", "mnt", "ipc", "uts", "cgroup");
  private static final long RANGE = 65_536;

  private NamespaceCheck() {}

  static List<Finding> examine(Host host) {
    var findings = new ArrayList<Finding>();
    findings.add(namespaces(host));
    findings.add(root(host));
    if (!host.root()) {
      findings.addAll(mappings(host));
      findings.add(
          Finding.limited(
              "writable layer",
              "without root it is memory (tmpfs) and counts against -m",
              Remedy.words("run as root (sudo) for a layer on disk")));
    }
    return findings;
  }

  private static Finding namespaces(Host host) {
    String subject = "namespaces";
    List<String> lacking =
        KINDS.stream().filter(kind -> !host.exists("/proc/self/ns/" + kind)).toList();
    if (!lacking.isEmpty()) {
      return Finding.needed(
          subject,
          "this kernel lacks " + String.join(", ", lacking),
          Remedy.words("use a distribution's kernel, such as Debian 12's"));
    }
    Optional<Finding> forbidden = forbidden(host);
    if (forbidden.isPresent()) {
      return forbidden.get();
    }
    Optional<String> unshare = host.find("unshare");
    if (unshare.isEmpty()) {
      return Finding.limited(
          subject,
          "all seven kinds are in the kernel; not tried, for want of unshare(1)",
          Packages.of(host).install(Packages.Item.UTIL_LINUX));
    }
    Host.Output tried =
        host.run(
            List.of(
                unshare.get(),
                "--user",
                "--map-root-user",
                "--pid",
                "--fork",
                "--net",
                "--mount",
                "--ipc",
                "--uts",
                "--cgroup",
                "true"));
    return tried.status() == 0
        ? Finding.ok(subject, "one of each was made: " + String.join(" ", KINDS))
        : Finding.broken(
            subject,
            "making them fails: " + tried.firstLine(),
            Remedy.words(
                "allow user namespaces; in a container, relax its seccomp profile; no chroot may"
                    + " make any"));
  }

  /// A sandbox's mount namespace starts as a copy of ours, and begins with changing the mount at
  /// `/`. A plain chroot has none there: `/proc/self/mountinfo` lists what is below the root only.
  private static Finding root(Host host) {
    String subject = "root directory";
    String mounts = host.text("/proc/self/mountinfo").orElse("");
    if (mounts.isEmpty()) {
      return Finding.broken(
          subject,
          "/proc/self/mountinfo cannot be read",
          Remedy.words("mount it: mount -t proc proc /proc"));
    }
    boolean mounted =
        mounts
            .lines()
            .map(line -> line.split(" ", -1))
            .anyMatch(fields -> fields.length > 4 && fields[4].equals("/"));
    return mounted
        ? Finding.ok(subject, "a mount point")
        : Finding.broken(
            subject,
            "/ is no mount point, as in a plain chroot",
            Remedy.words(
                "leave the chroot, or enter its directory by pivot_root(8) in a mount namespace"));
  }

  /// The switches by which distributions turn user namespaces off.
  private static Optional<Finding> forbidden(Host host) {
    record Switch(String file, String off, String name, String on, boolean rootToo) {}
    var switches =
        List.of(
            new Switch(
                "/proc/sys/user/max_user_namespaces",
                "0",
                "user.max_user_namespaces",
                "15000",
                true),
            new Switch(
                "/proc/sys/kernel/unprivileged_userns_clone",
                "0",
                "kernel.unprivileged_userns_clone",
                "1",
                false),
            new Switch(
                "/proc/sys/kernel/apparmor_restrict_unprivileged_userns",
                "1",
                "kernel.apparmor_restrict_unprivileged_userns",
                "0",
                false));
    return switches.stream()
        .filter(each -> each.rootToo() || !host.root())
        .filter(each -> host.text(each.file()).orElse("").strip().equals(each.off()))
        .map(each ->
            Finding.broken(
                "namespaces",
                "user namespaces are off: " + each.name() + "=" + each.off(),
                Remedy.command(
                    "allow them", List.of("sysctl", "-w", each.name() + "=" + each.on()))))
        .findFirst();
  }

  private static List<Finding> mappings(Host host) {
    var findings = new ArrayList<Finding>();
    for (String tool : List.of("newuidmap", "newgidmap")) {
      findings.add(
          host.find(tool)
              .map(path -> Finding.ok(tool, path))
              .orElseGet(() ->
                  Finding.needed(
                      tool,
                      "without it a user cannot give a sandbox ids of its own",
                      Packages.of(host).install(Packages.Item.UIDMAP))));
    }
    String user = host.variable("USER").or(() -> host.variable("LOGNAME")).orElse("");
    for (String kind : List.of("uid", "gid")) {
      String file = "/etc/sub" + kind;
      long size = range(host.text(file).orElse(""), user, host.uid());
      findings.add(
          size >= RANGE
              ? Finding.ok(file, size + " subordinate ids")
              : Finding.needed(
                  file,
                  "fewer than " + RANGE + " subordinate ids for this user",
                  Remedy.words(
                      "as root: usermod --add-sub"
                          + kind
                          + "s 200000-265535 "
                          + (user.isEmpty() ? "USER" : user))));
    }
    return findings;
  }

  /// The largest range of a user in the format of subuid(5), `NAME-OR-UID:START:COUNT`.
  static long range(String text, String user, long uid) {
    return text.lines()
        .map(line -> line.strip().split(":"))
        .filter(parts -> parts.length == 3 && parts[2].matches("\\d{1,10}"))
        .filter(parts -> parts[0].equals(user) || parts[0].equals(Long.toString(uid)))
        .mapToLong(parts -> Long.parseLong(parts[2]))
        .max()
        .orElse(0);
  }
}
