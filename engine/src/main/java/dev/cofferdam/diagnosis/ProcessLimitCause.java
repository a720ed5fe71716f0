package dev.cofferdam.diagnosis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/// The program ran into the limit of processes and threads: `fork` failed with EAGAIN.
record ProcessLimitCause(Trust trust) implements Cause {
  private static final Set<String> ERRORS = Set.of("EAGAIN");
  private static final Pattern WORDS =
      Pattern.compile(
          "start (?:a )?new thread|create (?:a )?(?:native )?thread|pthread_create|cannot fork"
              + "|fork failed",
          Pattern.CASE_INSENSITIVE);
  private static final List<String> BEARERS = LastWord.bearers("BlockingIOError");

  @Override
  public Optional<Diagnosis> explain(Observation seen) {
    long refused = seen.counters().pidsRefused();
    if (refused <= 0) {
      return Optional.empty();
    }
    int limit = seen.limits().pids();
    Verdict verdict = verdict(seen);
    if (!trust.accepts(verdict)) {
      return Optional.empty();
    }
    var details = new LinkedHashMap<String, String>();
    details.put("refused", Long.toString(refused));
    details.put("limit", Integer.toString(limit));
    seen.counters().pidsPeak().ifPresent(peak -> details.put("peak", Long.toString(peak)));
    return Optional.of(
        new Diagnosis(
            Kind.PROCESS_LIMIT,
            verdict.confidence(),
            verdict.summary(
                "The kernel refused "
                    + (refused == 1 ? "one new process" : refused + " new processes")
                    + ": no more than "
                    + limit
                    + " processes and threads are allowed at once."),
            details,
            verdict.mitigation(mitigation(seen)),
            List.of(
                new Evidence.Counter(
                    seen.counters().pidsRefusedSource(), refused, OptionalLong.of(limit)))));
  }

  private static Verdict verdict(Observation seen) {
    LastWord word = LastWord.of(seen);
    Verdict verdict =
        word.on(
            seen,
            text ->
                word.names().in(text).stream().anyMatch(ERRORS::contains)
                    || WORDS.matcher(text).find(),
            ERRORS,
            BEARERS);
    boolean stuck =
        seen.ending().by() == Ending.By.TIMEOUT
            && (word.isEmpty() || seen.counters().pidsRefused() >= seen.limits().pids());
    return stuck ? Verdict.SILENT : verdict;
  }

  private static String mitigation(Observation seen) {
    return seen.ceilings()
        .moreProcesses(seen.limits().pids())
        .map(flag ->
            flag + " if the program needs that many; a program that only forks needs a repair")
        .orElse("start fewer at once: this host has no more for a sandbox");
  }
}
