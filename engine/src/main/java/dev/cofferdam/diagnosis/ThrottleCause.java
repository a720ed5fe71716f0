package dev.cofferdam.diagnosis;

import dev.cofferdam.diagnosis.Diagnosis.Confidence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The CPU limit held the program back. Never why it failed; it may be why it was not done in time.
record ThrottleCause() implements Cause {
  private static final int FROM_PERCENT = 10;

  @Override
  public Optional<Diagnosis> explain(Observation seen) {
    if (seen.ending().by() != Ending.By.TIMEOUT || !isNotable(seen.counters())) {
      return Optional.empty();
    }
    Counters counted = seen.counters();
    int milliCpus = seen.limits().milliCpus();
    return Optional.of(
        new Diagnosis(
            Kind.CPU_THROTTLED,
            Confidence.HIGH,
            summary(seen),
            Map.of(
                "throttledMillis", Long.toString(counted.throttledMillis()),
                "wallMillis", Long.toString(counted.wallMillis()),
                "milliCpus", Integer.toString(milliCpus)),
            seen.ceilings()
                .moreCpus(milliCpus)
                .orElse("compute less, or give it more time: this host has no more CPUs"),
            List.of(
                new Evidence.Counter(
                    "cpu.stat:throttled", counted.throttledMillis(), OptionalLong.empty()))));
  }

  /// Whether it held the program back for long enough to be told.
  static boolean isNotable(Counters counted) {
    return counted.throttledMillis() > 0
        && counted.throttledMillis() * 100 >= FROM_PERCENT * counted.wallMillis();
  }

  /// How long, in one sentence.
  static String summary(Observation seen) {
    return "The limit of "
        + Amounts.cpus(seen.limits().milliCpus())
        + " CPU held the program back for "
        + Amounts.seconds(seen.counters().throttledMillis())
        + " of "
        + Amounts.seconds(seen.counters().wallMillis())
        + ".";
  }
}
