package dev.cofferdam.diagnosis;

import java.util.OptionalInt;

/// How the program ended.
///
/// @param exitCode what the shell convention makes of it: the program's own status, 128 + signal,
///   124 for a timeout, 126 or 127 when it could not be started, 137 when it was killed for memory
/// @param signal the signal that ended PID 1, where one did
/// @param by who ended it
public record Ending(int exitCode, OptionalInt signal, By by) {
  /// Who ended a run.
  public enum By {
    /// It ended by itself.
    PROGRAM,
    /// Its wall time was over.
    TIMEOUT,
    /// The kernel killed it for memory.
    OOM,
    /// It printed ten times what may be kept.
    OUTPUT,
    /// The caller interrupted it, or no longer reads its output.
    CALLER,
    /// The program could not be started at all.
    NOT_STARTED,
    /// The runtime or the host gave way.
    LOST;

    /// The name as it is written in results.
    public String label() {
      return switch (this) {
        case PROGRAM -> "program";
        case TIMEOUT -> "timeout";
        case OOM -> "oom";
        case OUTPUT -> "output";
        case CALLER -> "caller";
        case NOT_STARTED -> "notStarted";
        case LOST -> "lost";
      };
    }
  }
}
