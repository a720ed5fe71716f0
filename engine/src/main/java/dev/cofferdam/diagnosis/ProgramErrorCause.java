package dev.cofferdam.diagnosis;

import dev.cofferdam.diagnosis.Diagnosis.Confidence;
import dev.cofferdam.text.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;

/// What remains: the program ended itself with a status, and nothing of the sandbox's is in
/// evidence. Always of low confidence, because it rests on what was not seen and on the program's
/// own words.
record ProgramErrorCause() implements Cause {
  private static final int SHOWN = 400;
  private static final int SIGNAL_BASE = 128;
  private static final int MAX_SIGNAL = 64;

  @Override
  public Optional<Diagnosis> explain(Observation seen) {
    LastWord word = LastWord.of(seen);
    int status = seen.ending().exitCode();
    var details = new LinkedHashMap<String, String>();
    details.put("exitCode", Integer.toString(status));
    word.exception().ifPresent(name -> details.put("exception", Printable.of(name, SHOWN)));
    String convention = "";
    if (status > SIGNAL_BASE && status <= SIGNAL_BASE + MAX_SIGNAL) {
      String signal = SignalName.of(status - SIGNAL_BASE);
      details.put("signalByConvention", signal);
      convention = " (which is how a shell reports a child ended by " + signal + ")";
    }
    var evidence = new ArrayList<Evidence>();
    evidence.add(new Evidence.Exit(status, seen.ending().signal()));
    seen.failures().stream()
        .filter(failure -> failure.errno().equals("ENOMEM"))
        .reduce((earlier, later) -> later)
        .ifPresent(evidence::add);
    if (!word.line().isEmpty()) {
      evidence.add(new Evidence.Text(word.line()));
    }
    return Optional.of(
        new Diagnosis(
            Kind.PROGRAM_ERROR,
            Confidence.LOW,
            "The program ended itself with exit status "
                + status
                + convention
                + (word.line().isEmpty()
                    ? " and said nothing."
                    : "; it said last: " + Printable.of(word.line(), SHOWN)),
            details,
            evidence.stream().anyMatch(Evidence.FailedCall.class::isInstance)
                ? "an allocation was refused though the memory limit was not reached: see --ulimit"
                    + " as and the size asked for"
                : "repair the program; nothing of the sandbox's is in evidence",
            evidence));
  }
}
