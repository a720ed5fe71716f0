package dev.cofferdam.diagnosis;

import dev.cofferdam.text.Printable;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// One recorded fact that a diagnosis rests on, with its source.
public sealed interface Evidence {
  /// Where a fact comes from. How far a diagnosis may be trusted follows from it.
  enum Source {
    /// A counter of the kernel, read before and after.
    COUNTER,
    /// A system call as the kernel saw it.
    SYSCALL,
    /// What an engine counted or said that runs the program itself.
    ENGINE,
    /// What our own runner inside told, through memory that the program shares: it may lie.
    GUEST,
    /// The program's own output. It may lie.
    TEXT
  }

  /// Where it comes from.
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
  /// @param target the path or the address it was about, made printable
  /// @param process the name of the calling process, made printable
  /// @param count how often it was seen
  /// @param writes whether it meant to change its target; not part of the JSON
  /// @param source the kernel, or the runner inside where no kernel is asked
  record FailedCall(
      String call,
      String errno,
      Optional<String> target,
      String process,
      long count,
      boolean writes,
      Source source)
      implements Evidence {
    /// A call as the kernel saw it.
    public FailedCall(
        String call,
        String errno,
        Optional<String> target,
        String process,
        long count,
        boolean writes) {
      this(call, errno, target, process, count, writes, Source.SYSCALL);
    }

    /// A call that may have meant to change its target.
    public FailedCall(
        String call, String errno, Optional<String> target, String process, long count) {
      this(call, errno, target, process, count, true);
    }

    public FailedCall {
      call = Printable.of(call, 64);
      target = target.map(Printable::of);
      process = Printable.of(process, 64);
    }
  }

  /// What an engine counted that runs the program itself.
  ///
  /// @param name what it is, such as `linear-memory:bytes`
  /// @param value at the end
  /// @param limit the limit it ran into, in the same unit
  record EngineCount(String name, long value, OptionalLong limit) implements Evidence {
    @Override
    public Source source() {
      return Source.ENGINE;
    }
  }

  /// What an engine said of the program's end, made printable.
  record EngineWord(String line) implements Evidence {
    public EngineWord {
      line = Printable.of(line);
    }

    @Override
    public Source source() {
      return Source.ENGINE;
    }
  }

  /// What the runner inside told, made printable.
  record Told(String line) implements Evidence {
    public Told {
      line = Printable.of(line);
    }

    @Override
    public Source source() {
      return Source.GUEST;
    }
  }

  /// How the kernel reported the end of the program (waitid(2)).
  ///
  /// @param exitCode as in [Ending]
  /// @param signal the signal that ended it, where one did
  record Exit(int exitCode, OptionalInt signal) implements Evidence {
    @Override
    public Source source() {
      return Source.SYSCALL;
    }
  }

  /// A line of the program's own error output, made printable.
  record Text(String line) implements Evidence {
    public Text {
      line = Printable.of(line);
    }

    @Override
    public Source source() {
      return Source.TEXT;
    }
  }
}
