package dev.cofferdam.diagnosis;

import dev.cofferdam.diagnosis.Diagnosis.Confidence;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The engine did not take the program, or ended it where it broke the rules of WebAssembly: the
/// program's own fault, told by the engine.
record EngineCause() implements Cause {
  @Override
  public Optional<Diagnosis> explain(Observation seen) {
    EngineRecord engine = seen.engine();
    if (!seen.endedByItself()) {
      return Optional.empty();
    }
    return engine
        .refusal()
        .filter(reason -> engine.growthsRefused().orElse(0) == 0)
        .map(reason ->
            diagnosis(
                "refused",
                "The program was not run: " + reason + ".",
                reason,
                "give a whole module or component that imports WASI only (preview 1 with _start, or"
                    + " wasi:cli/run), built for this engine's version where it is compiled"))
        .or(() ->
            engine
                .trap()
                .filter(reason -> !engine.mayHaveEndedForMemory())
                .map(reason ->
                    diagnosis(
                        "trap",
                        "The program was ended by a trap: " + reason + ".",
                        reason,
                        "repair the program; nothing of the sandbox's is in evidence")));
  }

  private static Diagnosis diagnosis(String key, String summary, String reason, String remedy) {
    return new Diagnosis(
        Kind.PROGRAM_ERROR,
        Confidence.HIGH,
        summary,
        Map.of(key, reason),
        remedy,
        List.of(new Evidence.EngineWord(reason)));
  }
}
