package dev.cofferdam.cli;

import dev.cofferdam.diagnosis.Diagnosis;
import dev.cofferdam.diagnosis.Evidence;
import dev.cofferdam.diagnosis.Note;
import dev.cofferdam.run.Result;
import dev.cofferdam.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What is said about a run after its end: how it was isolated, and where it failed, why and what
/// to do. For people; programs read `--json`.
final class Report {
  private static final int MAX_LINES = 12;
  private static final int MAX_EVIDENCE = 4;
  private static final int MAX_LENGTH = 500;

  private Report() {}

  /// At most twelve lines.
  static List<String> lines(Result result) {
    var lines = new ArrayList<String>();
    result.diagnosis().ifPresent(diagnosis -> cause(diagnosis, lines));
    for (Diagnosis lesser : result.contributing()) {
      lines.add("  also " + lesser.kind() + ": " + lesser.summary());
    }
    for (Note note : result.notes()) {
      lines.add("note " + note.code() + ": " + note.message());
    }
    if (lines.size() >= MAX_LINES) {
      int dropped = lines.size() - (MAX_LINES - 2);
      lines.subList(MAX_LINES - 2, lines.size()).clear();
      lines.add("  and " + dropped + " more; --json has them all");
    }
    lines.add(isolation(result));
    return lines.stream().map(line -> Printable.of(line, MAX_LENGTH)).toList();
  }

  private static void cause(Diagnosis diagnosis, List<String> lines) {
    lines.add(diagnosis.kind() + ": " + diagnosis.summary());
    diagnosis.evidence().stream()
        .limit(MAX_EVIDENCE)
        .forEach(fact ->
            lines.add(
                "  " + fact.source().name().toLowerCase(Locale.ROOT) + ": " + describe(fact)));
    int more = diagnosis.evidence().size() - MAX_EVIDENCE;
    if (more > 0) {
      lines.add("  and " + more + " more facts; --json has them all");
    }
    if (diagnosis.confidence() == Diagnosis.Confidence.LOW) {
      lines.add(lowBecause(diagnosis.evidence()));
    }
    if (!diagnosis.mitigation().isEmpty()) {
      lines.add("  remedy: " + diagnosis.mitigation());
    }
  }

  private static String lowBecause(List<Evidence> evidence) {
    if (evidence.stream().anyMatch(Evidence.Text.class::isInstance)) {
      return "  only the program's own words say so";
    }
    if (evidence.stream().anyMatch(fact -> fact.source() == Evidence.Source.GUEST)) {
      return "  the runner inside says so, whose memory the program shares";
    }
    boolean recorded = evidence.stream().anyMatch(fact -> !(fact instanceof Evidence.Exit));
    return recorded
        ? "  it happened, but may not be why the program ended"
        : "  nothing else is in evidence";
  }

  private static String describe(Evidence fact) {
    return switch (fact) {
      case Evidence.Counter counter ->
          counter.name()
              + " "
              + counter.delta()
              + (counter.limit().isPresent() ? " of " + counter.limit().getAsLong() : "");
      case Evidence.FailedCall call ->
          call.call()
              + call.target().map(target -> " " + target).orElse("")
              + " -> "
              + call.errno()
              + " by "
              + call.process()
              + (call.count() > 1 ? ", " + call.count() + " times" : "");
      case Evidence.EngineCount counted ->
          counted.name()
              + " "
              + counted.value()
              + (counted.limit().isPresent() ? " of " + counted.limit().getAsLong() : "");
      case Evidence.EngineWord word -> word.line();
      case Evidence.Told told -> told.line();
      case Evidence.Exit exit -> "the program's own exit status " + exit.exitCode();
      case Evidence.Text text -> text.line();
    };
  }

  private static String isolation(Result result) {
    Result.Isolated isolated = result.isolation();
    String kernel =
        switch (result.runtime().isolation()) {
          case PROCESS -> "shares the host's kernel";
          case KERNEL, VM -> "does not share the host's kernel";
          case INSTRUCTION ->
              "its program makes no system calls of its own (the worker that runs it does, confined)";
        };
    String reason = isolated.reason().isEmpty() ? "" : "; " + isolated.reason();
    return result.runtime().label()
        + " isolates by "
        + isolated.level()
        + " and "
        + kernel
        + reason;
  }
}
