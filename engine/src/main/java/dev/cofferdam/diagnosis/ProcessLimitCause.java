package dev.cofferdam.diagnosis;

import dev.cofferdam.diagnosis.Diagnosis.Confidence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The program ran into the limit of processes and threads: `fork` failed with EAGAIN.
record ProcessLimitCause() implements Cause {
  @Override
  public Optional<Diagnosis> explain(Observation seen) {
    long refused = seen.counters().pidsRefused();
    if (refused <= 0) {
      return Optional.empty();
    }
    int limit = seen.limits().pids();
    var details = new LinkedHashMap<String, String>();
    details.put("refused", Long.toString(refused));
    details.put("limit", Integer.toString(limit));
    seen.counters().pidsPeak().ifPresent(peak -> details.put("peak", Long.toString(peak)));
    return Optional.of(
        new Diagnosis(
            Kind.PROCESS_LIMIT,
            Confidence.HIGH,
            "The kernel refused "
                + (refused == 1 ? "one new process" : refused + " new processes")
                + ": no more than "
                + limit
                + " processes and threads are allowed at once.",
            details,
            "--pids-limit "
                + limit * 2L
                + " if the program needs that many; a program that only forks needs a repair",
            List.of(new Evidence.Counter("pids.events:max", refused, OptionalLong.of(limit)))));
  }
}
