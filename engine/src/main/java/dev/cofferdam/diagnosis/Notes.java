package dev.cofferdam.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What is worth knowing about a run beside its causes.
final class Notes {
  private static final int MAX_NAMES = 8;

  private Notes() {}

  /// The notes; what a diagnosis already tells is left out.
  static List<Note> of(Observation seen, List<Diagnosis> told) {
    Counters counted = seen.counters();
    var notes = new ArrayList<Note>();
    if (ThrottleCause.isNotable(counted)) {
      notes.add(new Note(Note.CPU_THROTTLED, ThrottleCause.summary(seen)));
    }
    truncated(seen, "stdout", counted.stdoutBytes(), notes);
    truncated(seen, "stderr", counted.stderrBytes(), notes);
    if (counted.oomKills() > 0 && isNew(Kind.MEMORY_EXHAUSTED, told)) {
      notes.add(
          new Note(
              Note.CHILD_OOM_KILLED,
              "The kernel killed "
                  + (counted.oomKills() == 1 ? "a process" : counted.oomKills() + " processes")
                  + " of the program for memory; the limit is "
                  + Amounts.size(seen.limits().memoryBytes())
                  + "."));
    }
    if (counted.pidsRefused() > 0 && isNew(Kind.PROCESS_LIMIT, told)) {
      notes.add(
          new Note(
              Note.PROCESSES_REFUSED,
              "New processes were refused "
                  + Amounts.times(counted.pidsRefused())
                  + "; the limit is "
                  + seen.limits().pids()
                  + "."));
    }
    List<BlockedCall> refused = seen.blocked().stream().filter(call -> !call.probe()).toList();
    if (!refused.isEmpty() && isNew(Kind.SYSCALL_BLOCKED, told)) {
      notes.add(new Note(Note.SYSCALLS_REFUSED, "Refused system calls: " + names(refused) + "."));
    }
    if (seen.failed() && seen.endedByItself()) {
      seen.unrecorded()
          .ifPresent(reason ->
              notes.add(
                  new Note(
                      Note.FAILURES_UNRECORDED,
                      "No failed calls were recorded, so a cause in a file or the network cannot"
                          + " be told: "
                          + reason
                          + ".")));
    }
    return notes;
  }

  private static void truncated(Observation seen, String stream, long printed, List<Note> notes) {
    long kept = seen.limits().outputBytes();
    if (printed > kept) {
      notes.add(
          new Note(
              Note.OUTPUT_TRUNCATED,
              "Of "
                  + Amounts.size(printed)
                  + " on "
                  + stream
                  + " the first "
                  + Amounts.size(kept)
                  + " were kept."));
    }
  }

  private static boolean isNew(Kind kind, List<Diagnosis> told) {
    return told.stream().noneMatch(diagnosis -> diagnosis.kind() == kind);
  }

  private static String names(List<BlockedCall> refused) {
    List<String> names = refused.stream().map(BlockedCall::name).distinct().toList();
    String shown = names.stream().limit(MAX_NAMES).collect(Collectors.joining(", "));
    return names.size() > MAX_NAMES
        ? shown + " and " + (names.size() - MAX_NAMES) + " more"
        : shown;
  }
}
