package dev.cofferdam.host.cgroup;

import java.util.OptionalLong;

/// The kernel's counters of a sandbox's program at one moment. They only grow, except for the two
/// that end in `Now`; a counter whose file is gone reads 0.
///
/// @param oomKills processes killed because the memory limit was reached
/// @param oomKillSource the kernel's name of that counter
/// @param memoryPeakBytes the most memory used at once, empty on a v2 kernel before 5.19
/// @param memoryNow bytes in use
/// @param pidsRefused forks refused by the process limit
/// @param pidsRefusedSource the kernel's name of that counter
/// @param pidsPeak the most processes and threads at once, empty on a kernel before 6.1
/// @param pidsNow processes and threads
/// @param cpuMicros CPU time used
/// @param throttledMicros time for which runnable threads were held back, summed over CPUs
/// @param throttledPeriods periods of 100 ms in which that happened
public record CgroupReadings(
    long oomKills,
    String oomKillSource,
    OptionalLong memoryPeakBytes,
    long memoryNow,
    long pidsRefused,
    String pidsRefusedSource,
    OptionalLong pidsPeak,
    long pidsNow,
    long cpuMicros,
    long throttledMicros,
    long throttledPeriods) {}
