package dev.cofferdam.diagnosis;

import dev.cofferdam.diagnosis.Diagnosis.Confidence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The kernel killed a process for memory: the program itself, or a child without which it gave up.
///
/// Only the kernel's oom_kill counter proves it. Exit status 137 does not (anyone may send
/// SIGKILL), and neither does ENOMEM: the sandbox's limit kills and never refuses an allocation, so
/// that ENOMEM comes from an address-space limit or an absurd size, which is the program's own
/// affair.
record MemoryCause() implements Cause {
  @Override
  public Optional<Diagnosis> explain(Observation seen) {
    Counters counted = seen.counters();
    if (counted.oomKills() <= 0) {
      return Optional.empty();
    }
    long limit = seen.limits().memoryBytes();
    boolean files = filesFilledMemory(seen);
    var details = new LinkedHashMap<String, String>();
    details.put("oomKills", Long.toString(counted.oomKills()));
    details.put("limitBytes", Long.toString(limit));
    details.put("peakBytes", Long.toString(counted.memoryPeakBytes()));
    details.put("layerInMemory", Boolean.toString(seen.layerInMemory()));
    if (files) {
      details.put("diskUsedBytes", Long.toString(counted.diskUsedBytes()));
    }
    return Optional.of(
        new Diagnosis(
            Kind.MEMORY_EXHAUSTED,
            Confidence.HIGH,
            summary(seen, files),
            details,
            mitigation(seen, files),
            List.of(
                new Evidence.Counter(
                    counted.oomKillSource(), counted.oomKills(), OptionalLong.empty()),
                new Evidence.Counter(
                    peakCounter(counted.oomKillSource()),
                    counted.memoryPeakBytes(),
                    OptionalLong.of(limit)))));
  }

  /// Whether what fills the memory is the writable layer.
  private static boolean filesFilledMemory(Observation seen) {
    return seen.layerInMemory()
        && seen.counters().diskUsedBytes() > seen.limits().memoryBytes() / 2;
  }

  private static String summary(Observation seen, boolean files) {
    String limit = Amounts.size(seen.limits().memoryBytes());
    String killed =
        seen.ending().by() == Ending.By.OOM
            ? "The kernel killed the program for memory"
            : "The kernel killed "
                + (seen.counters().oomKills() == 1
                    ? "a process"
                    : seen.counters().oomKills() + " processes")
                + " of the program for memory and it gave up";
    String peak =
        killed
            + ": "
            + Amounts.size(seen.counters().memoryPeakBytes())
            + " of "
            + limit
            + " were in use";
    return files
        ? peak
            + ", "
            + Amounts.size(seen.counters().diskUsedBytes())
            + " of them by files, since the writable layer is a tmpfs that counts against -m."
        : peak + ".";
  }

  private static String mitigation(Observation seen, boolean files) {
    String more = "-m " + Amounts.doubledSize(seen.limits().memoryBytes());
    return files
        ? more + ", or write less; as root the writable layer is on disk and costs no memory"
        : more + ", or hold less in memory at once";
  }

  private static String peakCounter(String oomKillSource) {
    return oomKillSource.startsWith("memory.events") ? "memory.peak" : "memory.max_usage_in_bytes";
  }
}
