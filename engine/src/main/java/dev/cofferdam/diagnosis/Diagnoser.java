package dev.cofferdam.diagnosis;

import dev.cofferdam.diagnosis.Cause.Trust;
import dev.cofferdam.diagnosis.Diagnosis.Confidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Tells why a run did not go well (design, section 6): a pure function of what was recorded.
///
/// A kind rests on a counter or on a recorded system call. The program's own text decides only
/// `COMMAND_NOT_FOUND`, `MODULE_MISSING` and `PROGRAM_ERROR`, and otherwise may only choose between
/// recorded causes or put one in doubt: whoever prints an error message has not proved it.
public final class Diagnoser {
  /// What is sure comes before what was only met on the way.
  private static final Comparator<Diagnosis> BY_PRECEDENCE =
      Comparator.comparing(Diagnosis::confidence).thenComparing(Diagnosis::kind);

  private Diagnoser() {}

  /// The causes and notes that the recorded facts bear out. A run that exited with 0, or that its
  /// caller ended, has no cause.
  public static Findings diagnose(Observation seen) {
    if (!seen.failed()) {
      return new Findings(Optional.empty(), List.of(), Notes.of(seen, List.of()));
    }
    List<Diagnosis> found = explain(Order.CAUSES, seen).sorted(BY_PRECEDENCE).toList();
    if (found.isEmpty()) {
      found = explain(Order.REMAINDER, seen).limit(1).toList();
    }
    var contributing = new ArrayList<>(found.subList(Math.min(1, found.size()), found.size()));
    explain(Order.LESSER, seen).sorted(BY_PRECEDENCE).forEach(contributing::add);
    var all = new ArrayList<>(contributing);
    all.addAll(found);
    return new Findings(found.stream().findFirst(), contributing, Notes.of(seen, all));
  }

  private static Stream<Diagnosis> explain(List<Cause> causes, Observation seen) {
    return causes.stream()
        .flatMap(cause -> cause.explain(seen).stream())
        .map(Diagnoser::noSurerThanItsSources);
  }

  /// What rests on nothing but what a program can have made up is never sure.
  private static Diagnosis noSurerThanItsSources(Diagnosis found) {
    boolean proved =
        found.evidence().isEmpty()
            || found.evidence().stream()
                .anyMatch(fact ->
                    switch (fact.source()) {
                      case COUNTER, SYSCALL, ENGINE -> true;
                      case GUEST, TEXT -> false;
                    });
    return proved
        ? found
        : new Diagnosis(
            found.kind(),
            Confidence.LOW,
            found.summary(),
            found.details(),
            found.mitigation(),
            found.evidence());
  }

  /// Loaded only when something went wrong: a run that went well does not pay for the patterns.
  private static final class Order {
    /// What may be the primary cause, in order of precedence.
    static final List<Cause> CAUSES =
        List.of(
            new LostCause(),
            new MemoryCause(Trust.BELIEVED),
            new ProcessLimitCause(Trust.BELIEVED),
            new DiskCause(Trust.BELIEVED),
            new OutputCause(),
            new TimeoutCause(),
            new SyscallCause(Trust.BELIEVED),
            FileCause.readOnly(Trust.BELIEVED),
            FileCause.permission(Trust.BELIEVED),
            new NetworkCause(Trust.BELIEVED),
            new LinearMemoryCause(),
            new UnsupportedCause(Trust.BELIEVED),
            new EngineCause(),
            new StartCause(),
            new ShellCause(),
            new ModuleCause());

    /// What remains when none of them is in evidence.
    static final List<Cause> REMAINDER = List.of(new SignalCause(), new ProgramErrorCause());

    /// What is never the primary cause.
    static final List<Cause> LESSER =
        List.of(
            new MemoryCause(Trust.DOUBTED),
            new ProcessLimitCause(Trust.DOUBTED),
            new DiskCause(Trust.DOUBTED),
            new SyscallCause(Trust.DOUBTED),
            FileCause.readOnly(Trust.DOUBTED),
            FileCause.permission(Trust.DOUBTED),
            new NetworkCause(Trust.DOUBTED),
            new UnsupportedCause(Trust.DOUBTED),
            new ThrottleCause());
  }
}
