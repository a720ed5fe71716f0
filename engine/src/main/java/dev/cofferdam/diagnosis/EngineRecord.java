package dev.cofferdam.diagnosis;

import dev.cofferdam.text.Printable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What was seen by an engine that runs the program itself (WebAssembly), in place of a kernel.
/// What the engine counted is its own; what the guest told went through the program's memory, so
/// that a program may have made it up.
///
/// @param refusal why the engine did not run the program at all
/// @param trap the engine's reason for ending it
/// @param growthsRefused how often it was refused more memory; empty where nobody counts
/// @param memoryBytes the linear memory it had at the end
/// @param uncaught what the guest says that ended the program
/// @param fatal the failed call that it ended for, as the guest says
/// @param unsupported what the guest says that the program tried and no WebAssembly has
public record EngineRecord(
    Optional<String> refusal,
    Optional<String> trap,
    OptionalLong growthsRefused,
    long memoryBytes,
    Optional<Uncaught> uncaught,
    Optional<Evidence.FailedCall> fatal,
    List<Unsupported> unsupported) {
  /// Where the processor runs the program.
  public static final EngineRecord NOTHING =
      new EngineRecord(
          Optional.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          0,
          Optional.empty(),
          Optional.empty(),
          List.of());

  private static final int SHOWN = 200;

  /// The trap of a program that gives itself up, as allocators do that get no memory.
  private static final String GAVE_UP = "unreachable";

  /// Traps of programs that go on with what a refused growth returns.
  private static final String STRAYED = "out of bounds";

  /// Whether the trap or the refusal is one for want of memory, where memory was refused.
  boolean endedForMemory() {
    return growthsRefused.orElse(0) > 0
        && (refusal.isPresent() || trap.filter(why -> why.contains(GAVE_UP)).isPresent());
  }

  /// Whether the trap may be one for want of memory.
  boolean mayHaveEndedForMemory() {
    return endedForMemory()
        || (growthsRefused.orElse(0) > 0 && trap.filter(why -> why.contains(STRAYED)).isPresent());
  }

  public EngineRecord {
    refusal = refusal.map(Printable::of);
    trap = trap.map(Printable::of);
    unsupported = List.copyOf(unsupported);
  }

  /// An exception that nobody caught.
  ///
  /// @param type its class
  /// @param message its text
  /// @param outOfMemory whether it says that there was no memory
  public record Uncaught(String type, String message, boolean outOfMemory) {
    public Uncaught {
      type = Printable.of(type, SHOWN);
      message = Printable.of(message, SHOWN);
    }
  }

  /// Something that the runtime does not have.
  ///
  /// @param what in a word or two, such as `subprocess`
  /// @param detail what was tried, such as `subprocess.run`
  /// @param decisive whether the program ended for it, as far as the guest can tell
  public record Unsupported(String what, String detail, boolean decisive) {
    /// Files where nothing is mounted, which no runtime has before somebody mounts them.
    public static final String NOT_MOUNTED = "files that are not mounted";

    public Unsupported {
      what = Printable.of(what, SHOWN);
      detail = Printable.of(detail, SHOWN);
    }

    /// Whether it is a package that may only be missing.
    boolean isPackage() {
      return what.equals("pip") || what.equals("npm");
    }
  }
}
