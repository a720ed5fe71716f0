package dev.cofferdam.diagnosis;

import java.util.Optional;

/// The most that any sandbox on this host can have. A remedy that asks for more would be refused.
///
/// @param milliCpus thousandths of a CPU
/// @param memoryBytes memory
/// @param pids processes and threads at once
public record Ceilings(int milliCpus, long memoryBytes, long pids) {
  private static final long MIB = 1L << 20;

  /// The flag for twice the memory or what there is; empty where there is no more.
  Optional<String> moreMemory(long limitBytes) {
    long ceiling = memoryBytes / MIB;
    long more = limitBytes >= memoryBytes / 2 ? ceiling : Math.ceilDiv(limitBytes * 2, MIB);
    return more * MIB > limitBytes ? Optional.of("-m " + more + "m") : Optional.empty();
  }

  /// The flag for twice the processes or what there is; empty where there are no more.
  Optional<String> moreProcesses(int limit) {
    long more = Math.min(limit * 2L, pids);
    return more > limit ? Optional.of("--pids-limit " + more) : Optional.empty();
  }

  /// The flag for twice the CPUs or what there is; empty where there are no more.
  Optional<String> moreCpus(int limit) {
    long more = Math.min(limit * 2L, milliCpus);
    return more > limit ? Optional.of("--cpus " + Amounts.cpus(more)) : Optional.empty();
  }
}
