package dev.cofferdam.diagnosis;

import dev.cofferdam.sandbox.Limits;
import dev.cofferdam.sandbox.NetworkPolicy;
import dev.cofferdam.sandbox.RuntimeName;
import dev.cofferdam.sandbox.SandboxSpec;
import dev.cofferdam.text.Printable;
import java.util.List;
import java.util.Optional;

/// Everything that was recorded about a run: the input of a diagnosis.
///
/// @param command the argument vector
/// @param workdir where it started: what a relative path of a failure is relative to
/// @param user whom it ran as
/// @param limits the limits in force
/// @param ceilings the most that they can be on this host
/// @param network the policy in force
/// @param runtime what isolated it
/// @param layerInMemory whether the writable layer counts against the memory limit (tmpfs)
/// @param ending how it ended
/// @param counters what the kernel counted
/// @param blocked the calls that the filter refused
/// @param failures calls that failed for a reason that the boundary may have given, in the order in
///   which they were last seen: the one before the end stands last
/// @param unrecorded why they could not be recorded; empty when they were
/// @param mounts the sandbox's mount table
/// @param stderrTail the end of its error output, decoded leniently
/// @param startFailure why the program could not be started, where it could not
/// @param lost why nobody saw its end, where nobody did
/// @param engine what was seen by an engine that runs the program itself, where one does
public record Observation(
    List<String> command,
    String workdir,
    SandboxSpec.User user,
    Limits limits,
    Ceilings ceilings,
    NetworkPolicy network,
    RuntimeName runtime,
    boolean layerInMemory,
    Ending ending,
    Counters counters,
    List<BlockedCall> blocked,
    List<Evidence.FailedCall> failures,
    Optional<String> unrecorded,
    List<MountPoint> mounts,
    String stderrTail,
    Optional<StartFailure> startFailure,
    Optional<String> lost,
    EngineRecord engine) {
  /// Of the end of the error output: room for a long chain of tracebacks with the longest path.
  public static final int TAIL_BYTES = 32 * 1024;

  /// Why `execve` of the program failed.
  ///
  /// @param errno the error's name
  /// @param target the file that was tried, made printable
  public record StartFailure(String errno, String target) {
    public StartFailure {
      target = Printable.of(target);
    }
  }

  public Observation {
    command = List.copyOf(command);
    blocked = List.copyOf(blocked);
    failures = List.copyOf(failures);
    mounts = List.copyOf(mounts);
  }

  /// Whether the failed calls were recorded.
  boolean failuresRecorded() {
    return unrecorded.isEmpty();
  }

  /// Whether an engine runs the program itself, which counts what it writes.
  boolean runByEngine() {
    return runtime == RuntimeName.WASM;
  }

  /// Whether there is something to explain. A run that its caller ended did not go wrong.
  boolean failed() {
    return switch (ending.by()) {
      case CALLER -> false;
      case TIMEOUT, OUTPUT, NOT_STARTED, LOST -> true;
      case PROGRAM, OOM -> ending.exitCode() != 0;
    };
  }

  /// Whom the program ran as, for people.
  String userName() {
    return user.uid() == SandboxSpec.User.APPUSER.uid() ? "appuser" : "user " + user.uid();
  }

  /// The failure that was recorded last, of those that may say why a program ended.
  Optional<Evidence.FailedCall> lastFailure() {
    return failures.reversed().stream()
        .filter(failure ->
            !Incidental.is(
                failure,
                failure.target().map(path -> InsidePath.normalise(path, workdir)).orElse("")))
        .findFirst();
  }

  /// Whether the program ended by itself, so that its last words can tell why.
  boolean endedByItself() {
    return ending.by() == Ending.By.PROGRAM;
  }
}
