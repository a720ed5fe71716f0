package dev.cofferdam.runtime.oci;

import dev.cofferdam.host.Pipe;
import dev.cofferdam.host.cgroup.CgroupLimits;
import dev.cofferdam.host.cgroup.DeviceIo;
import dev.cofferdam.host.sentry.SentryLog;
import dev.cofferdam.runtime.GuestKernel;
import dev.cofferdam.runtime.Reserve;
import dev.cofferdam.sandbox.Limits;
import dev.cofferdam.sandbox.RuntimeName;
import java.time.Duration;
import java.util.List;

/// What differs between the runtimes that take OCI bundles: data, and no second way of doing
/// things. `docs/runtimes.md` gives each difference its reason.
///
/// @param name which runtime
/// @param options of its command line, before `run`
/// @param handOver options of `run` by which descriptor 3 of the runtime becomes 3 inside
/// @param kernel whose kernel the program meets. With the host's, refused calls come to our
///   listener, failed ones to our tracepoint, and the cgroup counts the program alone. The Sentry
///   says itself what was refused and failed, applies the read-only root to everything that is not
///   a mount of its own, and is in the cgroup with the program.
/// @param remedy what to do where it is not installed
record OciVariant(
    RuntimeName name,
    List<String> options,
    List<String> handOver,
    GuestKernel kernel,
    String remedy) {
  static final OciVariant RUNC =
      new OciVariant(
          RuntimeName.RUNC,
          List.of(),
          List.of("--preserve-fds", "1"),
          GuestKernel.HOST,
          "run 'cofferdam setup', or apt-get install runc");

  static final OciVariant RUNSC =
      new OciVariant(
          RuntimeName.RUNSC,
          List.of(
              "--platform=systrap",
              "--ignore-cgroups",
              "--network=none",
              "--net-raw=false",
              "--host-uds=none",
              "--host-fifo=none",
              "--overlay2=none",
              "--oci-seccomp",
              "--debug",
              "--debug-command=boot",
              "--debug-log-format=json",
              "--strace",
              "--strace-log-size=64",
              "--strace-syscalls=" + SentryLog.TRACED),
          List.of("--pass-fd", "3:3"),
          GuestKernel.SENTRY,
          "run 'cofferdam setup'");

  /// The Sentry and its gofer at rest, with a margin (docs/runtimes.md): memory, threads, and that
  /// each process inside is at most three of the host's. What they need of memory for each process
  /// more counts as the program's: a limit that held back less would be none.
  private static final Reserve SENTRY_RESERVE = new Reserve(32L << 20, 128, 3);

  private static final int ONE_CPU = 1000;
  private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(5);

  boolean isSentry() {
    return kernel == GuestKernel.SENTRY;
  }

  /// What the runtime itself needs in the program's cgroup.
  Reserve reserve() {
    return isSentry() ? SENTRY_RESERVE : Reserve.NONE;
  }

  /// What refuses system calls inside.
  Guard guard() {
    return isSentry() ? Guard.behindSentry() : Guard.onHost();
  }

  /// What carries the program's output. The Sentry does not wait in a host's pipe that is full, but
  /// returns from write(2) with a part: Python without a buffer then loses the rest of what it
  /// prints. In a host's socket it waits.
  Pipe outputPipe() {
    return isSentry() ? Pipe.ofSockets() : Pipe.open();
  }

  /// How long a step of its start may take that takes this long with a CPU of its own: what is in
  /// the program's cgroup has no more than `--cpus`.
  Duration patience(Duration alone, Limits limits) {
    if (!isSentry() || limits.milliCpus() >= ONE_CPU) {
      return alone;
    }
    Duration shared = alone.multipliedBy(ONE_CPU).dividedBy(limits.milliCpus());
    return shared.compareTo(LONGEST_PATIENCE) < 0 ? shared : LONGEST_PATIENCE;
  }

  /// The limits of the cgroup that holds the program, and with it what serves it.
  CgroupLimits cgroupLimits(Limits limits, List<DeviceIo> io) {
    return new CgroupLimits(
        reserve().memory(limits.memoryBytes()),
        limits.milliCpus(),
        Math.toIntExact(reserve().pids(limits.pids())),
        io);
  }
}
