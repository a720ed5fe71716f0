package dev.cofferdam.sandbox;

import dev.cofferdam.error.CofferdamException;
import java.time.Duration;

/// The hard limits of a sandbox. All of them are enforced, or the run is refused.
///
/// @param memoryBytes memory of all processes together, swap excluded
/// @param milliCpus thousandths of a CPU: 1000 is one core's worth of time
/// @param pids processes and threads together
/// @param diskBytes size of the writable layer
/// @param shmBytes size of `/dev/shm`
/// @param wall time from the program's first instruction to its end
/// @param outputBytes kept of stdout and of stderr each; ten times as much ends the run
/// @param io disk throughput
public record Limits(
    long memoryBytes,
    int milliCpus,
    int pids,
    long diskBytes,
    long shmBytes,
    Duration wall,
    long outputBytes,
    IoLimits io) {
  private static final long MIB = 1L << 20;

  /// The contract's defaults (design, section 5).
  public static final Limits DEFAULT =
      new Limits(
          128 * MIB, 1000, 64, 64 * MIB, 64 * MIB, Duration.ofSeconds(30), 10 * MIB, IoLimits.NONE);

  /// Below this no interpreter starts and the kernel's own bookkeeping fails.
  public static final long MIN_MEMORY_BYTES = 6 * MIB;

  /// The smallest ext4 that leaves room for files.
  public static final long MIN_DISK_BYTES = 2 * MIB;

  public Limits {
    require(memoryBytes >= MIN_MEMORY_BYTES, "memory limit below 6m", "-m 128m");
    require(milliCpus >= 10, "CPU limit must be at least 0.01", "--cpus 1");
    require(milliCpus <= 1_000_000, "CPU limit above 1000", "--cpus 1");
    require(pids >= 1, "process limit must be at least 1", "--pids-limit 64");
    require(pids <= 1 << 22, "process limit above 4194304", "--pids-limit 64");
    require(diskBytes >= MIN_DISK_BYTES, "disk limit below 2m", "--disk 64m");
    require(diskBytes <= 1L << 44, "disk limit above 16t", "--disk 64m");
    require(shmBytes >= 4096, "size of /dev/shm below 4k", "--shm-size 64m");
    require(
        wall.compareTo(Duration.ofMillis(1)) >= 0 && wall.compareTo(Duration.ofDays(7)) <= 0,
        "time limit must lie between 1 ms and 7 days",
        "--timeout 30s");
    require(outputBytes >= 1, "output limit must be at least 1 byte", "--output 10m");
  }

  private static void require(boolean holds, String message, String example) {
    if (!holds) {
      throw CofferdamException.invalid(message, "for example " + example);
    }
  }
}
