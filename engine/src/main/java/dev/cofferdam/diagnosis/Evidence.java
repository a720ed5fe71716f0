package dev.cofferdam.diagnosis;

import java.util.Optional;
import java.util.OptionalLong;

/// One recorded fact that a diagnosis rests on, with its source.
public sealed interface Evidence {
  /// Where a fact comes from. How far a diagnosis may be trusted follows from it.
  enum Source {
    /// A counter of the kernel, read before and after.
    COUNTER,
    /// A system call as the kernel saw it.
    SYSCALL,
    /// The program's own output. It may lie.
    TEXT
  }

  Source source();

  /// A counter of the kernel over the life of the run.
  ///
  /// @param name the kernel's own name, such as `memory.oom_control:oom_kill`
  /// @param delta by how much it grew, or its value at the end where it has no beginning
  /// @param limit the limit it ran into, in the same unit
  record Counter(String name, long delta, OptionalLong limit) implements Evidence {
    @Override
    public Source source() {
      return Source.COUNTER;
    }
  }

  /// System calls that failed alike.
  ///
  /// @param call the name of the call, such as `openat`
  /// @param errno the name of the error, such as `EROFS`
  /// @param target the path or the address it was about, control characters made visible
  /// @param process the name of the calling process, control characters made visible
  /// @param count how often it was seen
  record FailedCall(String call, String errno, Optional<String> target, String process, long count)
      implements Evidence {
    @Override
    public Source source() {
      return Source.SYSCALL;
    }
  }

  /// A line of the program's own error output, control characters made visible.
  record Text(String line) implements Evidence {
    @Override
    public Source source() {
      return Source.TEXT;
    }
  }
}
