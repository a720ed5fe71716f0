package dev.cofferdam.diagnosis;

import java.util.Optional;

/// One thing that can make a program fail, recognised by its own evidence. Causes know nothing of
/// each other; [Diagnoser] puts them in order.
sealed interface Cause
    permits DiskCause,
        FileCause,
        LostCause,
        MemoryCause,
        ModuleCause,
        NetworkCause,
        OutputCause,
        ProcessLimitCause,
        ProgramErrorCause,
        ShellCause,
        SignalCause,
        StartCause,
        SyscallCause,
        ThrottleCause,
        TimeoutCause {
  /// The diagnosis, if this cause is in evidence. Called only for a run that went wrong.
  Optional<Diagnosis> explain(Observation seen);

  /// Which half of a recorded cause to report. The program's last words may not create a cause, but
  /// they may say that a recorded one was not what ended it.
  enum Trust {
    /// Recorded, and the last words agree or are silent.
    BELIEVED,
    /// Recorded, and the last words tell of something else.
    DOUBTED;

    boolean accepts(Verdict verdict) {
      return (verdict == Verdict.CONTRADICTED) == (this == DOUBTED);
    }
  }

  /// What the program's last words make of a recorded cause.
  enum Verdict {
    /// They tell of it.
    CONFIRMED,
    /// They say nothing that bears on it.
    SILENT,
    /// They tell of something else.
    CONTRADICTED
  }
}
