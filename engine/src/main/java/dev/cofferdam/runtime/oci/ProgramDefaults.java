package dev.cofferdam.runtime.oci;

import dev.cofferdam.host.ResourceLimits;
import dev.cofferdam.sandbox.SandboxSpec;
import dev.cofferdam.sandbox.Ulimit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// What every program finds beside what was asked (design, section 5).
final class ProgramDefaults {
  private static final long NOFILE = 1024;
  private static final long NOFILE_MAX = 16_384;
  private static final long STACK = 8L << 20;

  /// As the kernel gives them to its own first process: bytes that may be locked, and bytes in
  /// POSIX message queues.
  private static final long MEMLOCK = 8L << 20;

  private static final long MSGQUEUE = 819_200;

  /// Queued signals and POSIX timers, which lie in the kernel's memory.
  private static final long SIGPENDING = 4096;

  private static final List<Ulimit> OURS =
      List.of(
          unlimited("cpu"),
          unlimited("fsize"),
          unlimited("data"),
          new Ulimit("stack", STACK, -1),
          new Ulimit("core", 0, 0),
          unlimited("rss"),
          unlimited("nproc"),
          new Ulimit("nofile", NOFILE, NOFILE_MAX),
          new Ulimit("memlock", MEMLOCK, MEMLOCK),
          unlimited("as"),
          unlimited("locks"),
          new Ulimit("sigpending", SIGPENDING, SIGPENDING),
          new Ulimit("msgqueue", MSGQUEUE, MSGQUEUE),
          new Ulimit("nice", 0, 0),
          new Ulimit("rtprio", 0, 0),
          unlimited("rttime"));

  private ProgramDefaults() {}

  /// Every limit there is, so that nothing is inherited from whoever started us. Ours give way
  /// where the host allows less; those asked for do not, and were refused then.
  static List<Ulimit> ulimits(SandboxSpec spec) {
    var limits = new LinkedHashMap<String, Ulimit>();
    for (Ulimit limit : OURS) {
      limits.put(limit.name(), lowered(limit, ResourceLimits.ceiling(limit.resource())));
    }
    spec.ulimits().forEach(limit -> limits.put(limit.name(), limit));
    return List.copyOf(limits.values());
  }

  /// The same, with the limit of processes and threads, which is the Sentry's to keep: it counts
  /// them as RLIMIT_NPROC says, and a program without capabilities cannot raise it. The host's
  /// cgroup counts the Sentry's own threads. The runtime sets them: to `init` the Sentry refuses
  /// half of these resources (gVisor's `sys_rlimit.go`), and to raise any.
  static List<Ulimit> ulimitsBehindSentry(SandboxSpec spec) {
    var limits = new ArrayList<>(ulimits(spec));
    long pids = spec.limits().pids();
    limits.removeIf(limit -> limit.name().equals("nproc") && !isBelow(limit, pids));
    if (limits.stream().noneMatch(limit -> limit.name().equals("nproc"))) {
      limits.add(new Ulimit("nproc", pids, pids));
    }
    return List.copyOf(limits);
  }

  private static boolean isBelow(Ulimit limit, long pids) {
    return limit.hard() >= 0 && limit.hard() <= pids;
  }

  private static Ulimit unlimited(String name) {
    return new Ulimit(name, ResourceLimits.UNLIMITED, ResourceLimits.UNLIMITED);
  }

  private static Ulimit lowered(Ulimit limit, long ceiling) {
    return new Ulimit(limit.name(), lower(limit.soft(), ceiling), lower(limit.hard(), ceiling));
  }

  private static long lower(long limit, long ceiling) {
    return ResourceLimits.fits(limit, ceiling) ? limit : ceiling;
  }
}
