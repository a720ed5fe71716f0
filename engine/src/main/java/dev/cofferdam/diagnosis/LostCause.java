package dev.cofferdam.diagnosis;

import dev.cofferdam.diagnosis.Diagnosis.Confidence;
import dev.cofferdam.text.Printable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The runtime or the host gave way, or a fault of ours kept the program from starting.
record LostCause() implements Cause {
  @Override
  public Optional<Diagnosis> explain(Observation seen) {
    return switch (seen.ending().by()) {
      case LOST ->
          Optional.of(
              diagnosis(
                  seen,
                  Kind.SANDBOX_LOST,
                  "The sandbox was lost: "
                      + seen.lost()
                          .map(Printable::of)
                          .orElse(seen.runtime().label() + " or the host gave way")
                      + ".",
                  "run it again; if it happens again, see what cofferdam doctor says"));
      case NOT_STARTED ->
          seen.startFailure().isPresent()
              ? Optional.empty()
              : Optional.of(
                  diagnosis(
                      seen,
                      Kind.INTERNAL,
                      "The program was not started and no reason was recorded.",
                      "run it again with --debug and report what it prints"));
      case PROGRAM, TIMEOUT, OOM, OUTPUT, CALLER -> Optional.empty();
    };
  }

  private static Diagnosis diagnosis(
      Observation seen, Kind kind, String summary, String mitigation) {
    return new Diagnosis(
        kind,
        Confidence.HIGH,
        summary,
        Map.of("runtime", seen.runtime().label()),
        mitigation,
        // The exit status is ours: the program's nobody knows.
        List.of(
            seen.lost()
                .<Evidence>map(Evidence.EngineWord::new)
                .orElseGet(
                    () -> new Evidence.Exit(seen.ending().exitCode(), seen.ending().signal()))));
  }
}
