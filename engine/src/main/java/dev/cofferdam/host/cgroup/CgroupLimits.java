package dev.cofferdam.host.cgroup;

import java.util.List;

/// What a cgroup holds its processes to.
///
/// @param memoryBytes memory of all of them together; no swap on top of it
/// @param milliCpus thousandths of a CPU, at least 10: below it the kernel refuses the quota
/// @param pids processes and threads together
/// @param io disk throughput, an entry per disk
public record CgroupLimits(long memoryBytes, int milliCpus, int pids, List<DeviceIo> io) {
  /// A shorter period makes the scheduler's own work visible, a longer one the pauses.
  static final int CPU_PERIOD_MICROS = 100_000;

  public CgroupLimits {
    if (memoryBytes <= 0 || milliCpus < 10 || pids < 1) {
      throw new IllegalArgumentException("limits must be above their minimum");
    }
    io = List.copyOf(io);
  }

  /// CPU time per period, in microseconds.
  long quotaMicros() {
    return (long) milliCpus * CPU_PERIOD_MICROS / 1000;
  }
}
