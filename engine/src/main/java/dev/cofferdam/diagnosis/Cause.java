package dev.cofferdam.diagnosis;

import dev.cofferdam.diagnosis.Diagnosis.Confidence;
import java.util.Optional;

/// One thing that can make a program fail, recognised by its own evidence. Causes know nothing of
/// each other; [Diagnoser] puts them in order.
sealed interface Cause
    permits DiskCause,
        EngineCause,
        FileCause,
        LinearMemoryCause,
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
        TimeoutCause,
        UnsupportedCause {
  /// The diagnosis, if this cause is in evidence. Called only for a run that went wrong.
  Optional<Diagnosis> explain(Observation seen);

  /// Which half of a recorded cause to report. The program's last words may not create a cause, but
  /// they may say that a recorded one was not what ended it.
  enum Trust {
    /// Recorded, and the last words tell of nothing else.
    BELIEVED,
    /// Recorded, and the last words tell of something else.
    DOUBTED;

    boolean accepts(Verdict verdict) {
      return (verdict == Verdict.CONTRADICTED) == (this == DOUBTED);
    }
  }

  /// What the program's end makes of a recorded cause. That something failed is proved by its
  /// record, but not that the program ended for it: programs cope.
  enum Verdict {
    /// The last words tell of it.
    CONFIRMED,
    /// The program printed nothing at all, and nothing else is recorded after it.
    SILENT,
    /// Neither for nor against.
    OPEN,
    /// Only the guest of an engine, whose memory the program shares, tells of it.
    TOLD,
    /// The last words tell of something else.
    CONTRADICTED;

    private static final String ITS_WORD = "; that the program ended for it is its own word.";

    private static final String ON_THE_WAY =
        "; that was on the way, and nothing says that the program ended for it.";

    /// Whether it may be called the cause.
    boolean isSure() {
      return this == CONFIRMED || this == SILENT;
    }

    Confidence confidence() {
      return isSure() ? Confidence.HIGH : Confidence.LOW;
    }

    /// The sentence, as far as it may be claimed.
    String summary(String sentence) {
      return isSure()
          ? sentence
          : sentence.substring(0, sentence.length() - 1) + (this == TOLD ? ITS_WORD : ON_THE_WAY);
    }

    /// The remedy, as far as it may be promised.
    String mitigation(String remedy) {
      return isSure() ? remedy : "if it ended for that: " + remedy;
    }

    /// What remains of it for a failure that was not the last one recorded.
    Verdict unlessFollowed(boolean followed) {
      return this == SILENT && followed ? OPEN : this;
    }
  }
}
