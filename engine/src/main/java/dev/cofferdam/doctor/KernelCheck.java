package dev.cofferdam.doctor;

import java.util.List;
import java.util.Optional;

/// The kernel itself, its architecture, and what of seccomp and BPF it offers.
final class KernelCheck {
  // Bits of CapEff (linux/capability.h).
  private static final int CAP_SYS_ADMIN = 21;
  private static final int CAP_PERFMON = 38;
  private static final int CAP_BPF = 39;

  private KernelCheck() {}

  static List<Finding> examine(Host host) {
    return List.of(version(host), architecture(host), seccomp(host), tracing(host));
  }

  /// The running kernel's version.
  static Optional<Release> release(Host host) {
    return host.text("/proc/sys/kernel/osrelease").flatMap(Release::parse);
  }

  private static Finding version(Host host) {
    String text = host.text("/proc/sys/kernel/osrelease").orElse("unknown").strip();
    Release release = Release.parse(text).orElse(new Release(0, 0, 0, 0));
    var upgrade = Remedy.words("use a distribution with kernel 5.14 or newer, such as Debian 12");
    if (release.isAtLeast(5, 14)) {
      return Finding.ok("kernel", text);
    }
    if (release.isAtLeast(5, 12)) {
      return Finding.limited(
          "kernel", text + ": no cgroup.kill, so a fork bomb dies more slowly", upgrade);
    }
    return Finding.broken("kernel", text + " is too old: 5.12 is the oldest that will do", upgrade);
  }

  private static Finding architecture(Host host) {
    return host.architecture().equals("amd64")
        ? Finding.ok("architecture", "x86-64")
        : Finding.broken(
            "architecture",
            host.architecture() + ": the system call tables are for x86-64 only so far",
            Remedy.words("use an x86-64 machine"));
  }

  private static Finding seccomp(Host host) {
    Optional<String> actions = host.text("/proc/sys/kernel/seccomp/actions_avail");
    var remedy = Remedy.words("use a kernel built with CONFIG_SECCOMP_FILTER");
    if (actions.isEmpty()) {
      return Finding.needed("seccomp", "this kernel has no system call filter", remedy);
    }
    return List.of(actions.get().strip().split("\\s+")).contains("user_notif")
        ? Finding.ok("seccomp", "filters with user_notif: refused calls are logged")
        : Finding.broken("seccomp", "no user_notif: refused calls could not be logged", remedy);
  }

  private static Finding tracing(Host host) {
    String subject = "BPF tracing";
    Optional<String> refused = host.unrecorded();
    if (refused.isEmpty()) {
      return Finding.ok(subject, "tried: failed calls are recorded");
    }
    String detail =
        refused.get() + "; why a call failed (path, address) is not told, and diagnoses say so";
    return bpfRemedy(host)
        .map(remedy -> Finding.limited(subject, detail, remedy))
        .orElseGet(() -> Finding.limited(subject, detail));
  }

  private static Optional<Remedy> bpfRemedy(Host host) {
    if (!host.root()) {
      return Optional.of(Remedy.words("run as root (sudo)"));
    }
    if (host.text("/sys/kernel/security/lockdown").orElse("").contains("[confidentiality]")) {
      return Optional.of(Remedy.words("boot without lockdown=confidentiality"));
    }
    long capabilities = effectiveCapabilities(host);
    boolean allowed =
        has(capabilities, CAP_SYS_ADMIN)
            || (has(capabilities, CAP_BPF) && has(capabilities, CAP_PERFMON));
    return allowed
        ? Optional.empty()
        : Optional.of(Remedy.words("grant CAP_BPF and CAP_PERFMON, or run on the host itself"));
  }

  private static long effectiveCapabilities(Host host) {
    return Host.field(host.text("/proc/self/status").orElse(""), "CapEff:")
        .map(hex -> Long.parseUnsignedLong(hex, 16))
        .orElse(0L);
  }

  private static boolean has(long capabilities, int bit) {
    return (capabilities >>> bit & 1) != 0;
  }
}
