package dev.cofferdam.host.cgroup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/// Limits and counters of version 1.
///
/// @param memory the cgroup's directory under the memory controller
/// @param cpu under cpu
/// @param pids under pids; empty where no processes are counted
/// @param blkio under blkio, or the path of nothing when no disk is limited
/// @param cpuTime where CPU time is counted: under cpuacct, or the unified hierarchy, which counts
///   it without any controller
record ControlFilesV1(Path memory, Path cpu, Optional<Path> pids, Path blkio, Path cpuTime)
    implements ControlFiles {
  @Override
  public InForce apply(CgroupLimits limits) {
    var writing = new Writing();
    // The order matters: memory alone may never exceed memory with swap.
    writing.bytes(memory.resolve("memory.limit_in_bytes"), limits.memoryBytes());
    Path withSwap = memory.resolve("memory.memsw.limit_in_bytes");
    if (Files.exists(withSwap)) {
      writing.bytes(withSwap, limits.memoryBytes());
    } else {
      Swap.requireNone();
    }
    // What waits in sockets, UDP's too, is counted apart, and only once it has a limit.
    Path sockets = memory.resolve("memory.kmem.tcp.limit_in_bytes");
    if (Files.exists(sockets)) {
      writing.bytes(sockets, limits.memoryBytes());
    }
    writing.exact(
        cpu.resolve("cpu.cfs_period_us"), Integer.toString(CgroupLimits.CPU_PERIOD_MICROS));
    writing.exact(cpu.resolve("cpu.cfs_quota_us"), Long.toString(limits.quotaMicros()));
    pids.ifPresent(
        counted -> writing.exact(counted.resolve("pids.max"), Integer.toString(limits.pids())));
    for (DeviceIo io : limits.io()) {
      throttle(writing, "read_bps", io.device(), io.readBytes());
      throttle(writing, "write_bps", io.device(), io.writeBytes());
      throttle(writing, "read_iops", io.device(), io.readOperations());
      throttle(writing, "write_iops", io.device(), io.writeOperations());
    }
    return writing.result();
  }

  private void throttle(Writing writing, String what, BlockDevice device, OptionalLong limit) {
    if (limit.isPresent()) {
      String line = device + " " + limit.getAsLong();
      writing.line(blkio.resolve("blkio.throttle." + what + "_device"), line, line);
    }
  }

  @Override
  public CgroupReadings read() {
    String throttling = CgroupFiles.readLeniently(cpu.resolve("cpu.stat"));
    return new CgroupReadings(
        CgroupFiles.number(memory.resolve("memory.oom_control"), "oom_kill").orElse(0),
        "memory.oom_control:oom_kill",
        CgroupFiles.number(memory.resolve("memory.max_usage_in_bytes")),
        CgroupFiles.number(memory.resolve("memory.usage_in_bytes")).orElse(0),
        pids.map(counted -> CgroupFiles.number(counted.resolve("pids.events"), "max").orElse(0))
            .orElse(0L),
        "pids.events:max",
        pids.map(counted -> CgroupFiles.number(counted.resolve("pids.peak")))
            .orElse(OptionalLong.empty()),
        pids.map(counted -> CgroupFiles.number(counted.resolve("pids.current")).orElse(0))
            .orElse(0L),
        cpuMicros(),
        CgroupFiles.keyed(throttling, "throttled_time").orElse(0) / 1000,
        CgroupFiles.keyed(throttling, "nr_throttled").orElse(0));
  }

  private long cpuMicros() {
    OptionalLong nanos = CgroupFiles.number(cpuTime.resolve("cpuacct.usage"));
    return nanos.isPresent()
        ? nanos.getAsLong() / 1000
        : CgroupFiles.number(cpuTime.resolve("cpu.stat"), "usage_usec").orElse(0);
  }
}
