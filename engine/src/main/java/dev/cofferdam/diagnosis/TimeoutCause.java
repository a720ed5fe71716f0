package dev.cofferdam.diagnosis;

import dev.cofferdam.diagnosis.Diagnosis.Confidence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The wall time was over. Tells a program that computed from one that waited, since only the first
/// is helped by more CPU.
record TimeoutCause() implements Cause {
  private static final int BUSY_PERCENT = 80;

  @Override
  public Optional<Diagnosis> explain(Observation seen) {
    if (seen.ending().by() != Ending.By.TIMEOUT) {
      return Optional.empty();
    }
    long limit = seen.limits().wall().toMillis();
    long wall = Math.max(1, seen.counters().wallMillis());
    long cpu = seen.counters().cpuMillis();
    int milliCpus = seen.limits().milliCpus();
    // One thread can use one CPU only, so that is all a larger allowance is measured against.
    boolean busy = cpu * 100 >= BUSY_PERCENT * wall * Math.min(milliCpus, 1000) / 1000;
    boolean allUsed = cpu * 100 >= BUSY_PERCENT * wall * milliCpus / 1000;
    var details = new LinkedHashMap<String, String>();
    details.put("bound", busy ? "cpu" : "wall");
    details.put("limitMillis", Long.toString(limit));
    details.put("wallMillis", Long.toString(wall));
    details.put("cpuMillis", Long.toString(cpu));
    details.put("milliCpus", Integer.toString(milliCpus));
    String longer = "--timeout " + Amounts.doubledTime(limit);
    return Optional.of(
        new Diagnosis(
            Kind.TIMEOUT,
            Confidence.HIGH,
            "The program was ended after "
                + Amounts.seconds(limit)
                + (busy
                    ? ": it computed all the while, for "
                    : ": it mostly waited, and computed for ")
                + Amounts.seconds(cpu)
                + " with "
                + Amounts.cpus(milliCpus)
                + " CPU allowed.",
            details,
            longer
                + (busy
                    ? faster(seen, allUsed)
                    : "; see what it waits for, which on a busy host may be a CPU"),
            List.of(
                new Evidence.Counter("wall:milliseconds", wall, OptionalLong.of(limit)),
                new Evidence.Counter(
                    "cpu:milliseconds", cpu, OptionalLong.of(wall * milliCpus / 1000)))));
  }

  private static String faster(Observation seen, boolean allUsed) {
    if (seen.runByEngine()) {
      return "; more CPUs do not help, since it has one thread";
    }
    if (!allUsed) {
      return "; more CPUs help only a program that runs in parallel";
    }
    return seen.ceilings()
        .moreCpus(seen.limits().milliCpus())
        .map(flag -> ", or " + flag + " if it can use them")
        .orElse("; this host has no more CPUs");
  }
}
