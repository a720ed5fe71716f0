package dev.cofferdam.diagnosis;

import java.util.OptionalLong;

/// What the kernel counted between the program's first instruction and its end.
///
/// @param oomKills processes killed for memory (v1 `memory.oom_control`, v2 `memory.events`)
/// @param oomKillSource the kernel's name of that counter
/// @param memoryPeakBytes the most memory used at once
/// @param memoryReserveBytes what the limit holds beside the program's, for a runtime that is in
///   its cgroup
/// @param pidsRefused forks refused by the process limit
/// @param pidsRefusedSource who counted them: the kernel's name of its counter, or the Sentry's log
/// @param pidsPeak the most processes and threads at once, counted from `execve`; empty where the
///   kernel keeps no such mark and sampling saw none
/// @param cpuMillis CPU time used
/// @param throttledMillis wall time during which the CPU limit held the sandbox back
/// @param wallMillis wall time
/// @param diskUsedBytes bytes used in the writable layer at the end
/// @param diskFreeBytes bytes free in it at the end
/// @param inodesFree inodes free in it at the end
/// @param stdoutBytes printed to stdout, kept or not
/// @param stderrBytes printed to stderr, kept or not
public record Counters(
    long oomKills,
    String oomKillSource,
    long memoryPeakBytes,
    long memoryReserveBytes,
    long pidsRefused,
    String pidsRefusedSource,
    OptionalLong pidsPeak,
    long cpuMillis,
    long throttledMillis,
    long wallMillis,
    long diskUsedBytes,
    long diskFreeBytes,
    long inodesFree,
    long stdoutBytes,
    long stderrBytes) {
  /// The same counters with what was printed.
  public Counters withOutput(long stdout, long stderr) {
    return new Counters(
        oomKills,
        oomKillSource,
        memoryPeakBytes,
        memoryReserveBytes,
        pidsRefused,
        pidsRefusedSource,
        pidsPeak,
        cpuMillis,
        throttledMillis,
        wallMillis,
        diskUsedBytes,
        diskFreeBytes,
        inodesFree,
        stdout,
        stderr);
  }
}
