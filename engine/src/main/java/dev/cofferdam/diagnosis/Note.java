package dev.cofferdam.diagnosis;

/// Something worth knowing though nothing failed for it.
///
/// @param code a stable name, one of the constants here
/// @param message one sentence
public record Note(String code, String message) {
  /// The CPU limit held the program back for a tenth of its wall time or more.
  public static final String CPU_THROTTLED = "CPU_THROTTLED";

  /// More was printed than kept.
  public static final String OUTPUT_TRUNCATED = "OUTPUT_TRUNCATED";

  /// A process was killed for memory and the program coped.
  public static final String CHILD_OOM_KILLED = "CHILD_OOM_KILLED";

  /// System calls were refused and the program coped.
  public static final String SYSCALLS_REFUSED = "SYSCALLS_REFUSED";

  /// Forks were refused and the program coped.
  public static final String PROCESSES_REFUSED = "PROCESSES_REFUSED";

  /// The program failed where failed calls could not be recorded, so that a file or a network cause
  /// would have gone unseen.
  public static final String FAILURES_UNRECORDED = "FAILURES_UNRECORDED";

  /// The program failed, and more of its calls failed than are recorded.
  public static final String FAILURES_DROPPED = "FAILURES_DROPPED";

  /// The log of refused calls and endings lacks something of this run, since it could not be
  /// written.
  public static final String AUDIT_INCOMPLETE = "AUDIT_INCOMPLETE";

  /// Links, sockets, FIFOs or devices lie in a writable mount after the run.
  public static final String LEFT_BEHIND = "LEFT_BEHIND";

  /// The writable layer is memory: what is written inside counts against the memory limit.
  public static final String LAYER_IN_MEMORY = "LAYER_IN_MEMORY";
}
