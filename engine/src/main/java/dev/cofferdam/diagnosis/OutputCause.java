package dev.cofferdam.diagnosis;

import dev.cofferdam.diagnosis.Diagnosis.Confidence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The program printed ten times what may be kept, and we ended it.
record OutputCause() implements Cause {
  private static final int FACTOR = 10;

  @Override
  public Optional<Diagnosis> explain(Observation seen) {
    if (seen.ending().by() != Ending.By.OUTPUT) {
      return Optional.empty();
    }
    Counters counted = seen.counters();
    boolean stdout = counted.stdoutBytes() >= counted.stderrBytes();
    String stream = stdout ? "stdout" : "stderr";
    long printed = stdout ? counted.stdoutBytes() : counted.stderrBytes();
    long kept = seen.limits().outputBytes();
    return Optional.of(
        new Diagnosis(
            Kind.OUTPUT_LIMIT,
            Confidence.HIGH,
            "The program printed "
                + Amounts.size(printed)
                + " to "
                + stream
                + ", ten times the "
                + Amounts.size(kept)
                + " that are kept, and was ended.",
            Map.of(
                "stream", stream,
                "printedBytes", Long.toString(printed),
                "limitBytes", Long.toString(kept)),
            "print less, write it to a file in a :rw mount, or --output "
                + Amounts.doubledSize(kept),
            List.of(
                new Evidence.Counter(
                    stream + ":bytes",
                    printed,
                    OptionalLong.of(
                        kept > Long.MAX_VALUE / FACTOR ? Long.MAX_VALUE : kept * FACTOR)))));
  }
}
