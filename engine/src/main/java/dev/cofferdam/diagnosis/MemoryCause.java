package dev.cofferdam.diagnosis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/// The kernel killed a process for memory: the program itself, or a child without which it gave up.
///
/// Only the kernel's oom_kill counter proves it. Exit status 137 does not (anyone may send
/// SIGKILL), and neither does ENOMEM: the sandbox's limit kills and never refuses an allocation, so
/// that ENOMEM comes from an address-space limit or an absurd size, which is the program's own
/// affair.
record MemoryCause(Trust trust) implements Cause {
  private static final int KILLED = 137;

  /// How programs tell that a child was killed, or that they had no memory.
  private static final Pattern WORDS =
      Pattern.compile(
          "\\b(?:sigkill|killed|out of memory|oom|memoryerror|signal 9|terminated abruptly)\\b"
              + "|(?<![\\w.])-9(?![\\w.])"
              + "|\\b(?:status|code|error|exit|exited with|returned)\\W{1,3}137\\b",
          Pattern.CASE_INSENSITIVE);

  private static final List<String> BEARERS = LastWord.bearers("BrokenProcessPool", "EOFError");

  @Override
  public Optional<Diagnosis> explain(Observation seen) {
    Counters counted = seen.counters();
    if (counted.oomKills() <= 0) {
      return Optional.empty();
    }
    Verdict verdict = verdict(seen);
    if (!trust.accepts(verdict)) {
      return Optional.empty();
    }
    long limit = seen.limits().memoryBytes() + counted.memoryReserveBytes();
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
            verdict.confidence(),
            verdict.summary(summary(seen, verdict, files)),
            details,
            verdict.mitigation(mitigation(seen, files)),
            List.of(
                new Evidence.Counter(
                    counted.oomKillSource(), counted.oomKills(), OptionalLong.empty()),
                new Evidence.Counter(
                    peakCounter(counted.oomKillSource()),
                    counted.memoryPeakBytes(),
                    OptionalLong.of(limit)))));
  }

  private static Verdict verdict(Observation seen) {
    if (seen.ending().by() == Ending.By.OOM || seen.ending().exitCode() == KILLED) {
      return seen.ending().by() == Ending.By.OUTPUT ? Verdict.OPEN : Verdict.CONFIRMED;
    }
    LastWord word = LastWord.of(seen);
    Verdict verdict = word.on(seen, text -> WORDS.matcher(text).find(), Set.of("ENOMEM"), BEARERS);
    // Whoever waits for a worker that was killed says nothing and waits for ever.
    return word.isEmpty() && seen.ending().by() == Ending.By.TIMEOUT ? Verdict.SILENT : verdict;
  }

  /// Whether what fills the memory is the writable layer.
  private static boolean filesFilledMemory(Observation seen) {
    return seen.layerInMemory()
        && seen.counters().diskUsedBytes() > seen.limits().memoryBytes() / 2;
  }

  private static String killed(Observation seen, Verdict verdict) {
    long kills = seen.counters().oomKills();
    String child =
        "The kernel killed "
            + (kills == 1 ? "a process" : kills + " processes")
            + " of the program for memory";
    return switch (seen.ending().by()) {
      case OOM -> "The kernel killed the program for memory";
      case PROGRAM -> child + (verdict.isSure() ? ", and it gave up" : "");
      case TIMEOUT -> child + ", which then went on until its time was over";
      case OUTPUT -> child + ", which then went on until it had printed too much";
      case CALLER, NOT_STARTED, LOST -> child;
    };
  }

  private static String summary(Observation seen, Verdict verdict, boolean files) {
    long reserve = seen.counters().memoryReserveBytes();
    String peak =
        killed(seen, verdict)
            + ": "
            + Amounts.size(seen.counters().memoryPeakBytes())
            + " of "
            + Amounts.size(seen.limits().memoryBytes() + reserve)
            + " were in use"
            + (reserve == 0
                ? ""
                : ", " + Amounts.size(reserve) + " of them set aside for the runtime itself");
    return files
        ? peak
            + ", "
            + Amounts.size(seen.counters().diskUsedBytes())
            + " of them by files, since the writable layer is a tmpfs that counts against -m."
        : peak + ".";
  }

  private static String mitigation(Observation seen, boolean files) {
    String less =
        files
            ? "write less; as root the writable layer is on disk and costs no memory"
            : "hold less in memory at once";
    return seen.ceilings()
        .moreMemory(seen.limits().memoryBytes())
        .map(flag -> flag + ", or " + less)
        .orElse(less + ": this host has no more for a sandbox");
  }

  private static String peakCounter(String oomKillSource) {
    return oomKillSource.startsWith("memory.events") ? "memory.peak" : "memory.max_usage_in_bytes";
  }
}
