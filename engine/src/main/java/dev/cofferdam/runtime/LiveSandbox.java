package dev.cofferdam.runtime;

import dev.cofferdam.diagnosis.BlockedCall;
import dev.cofferdam.diagnosis.Counters;
import dev.cofferdam.diagnosis.EngineRecord;
import dev.cofferdam.diagnosis.Evidence;
import dev.cofferdam.diagnosis.MountPoint;
import dev.cofferdam.diagnosis.Observation;
import dev.cofferdam.host.Descriptor;
import dev.cofferdam.sandbox.TerminalSize;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A sandbox that exists, from before its program's first instruction until nothing is left of it.
/// Owned by one run: [#start], [#await], [#settle] and [#close] are called in that order by one
/// thread, [#kill] and [#resize] by any.
public interface LiveSandbox extends AutoCloseable {
  /// Lets the program begin. Its clock starts here.
  ///
  /// @return why it could not be started, empty when it runs
  Optional<Observation.StartFailure> start();

  /// Where the program's standard input comes from; to be closed for its end.
  Descriptor stdin();

  /// What the program prints; with a terminal, all of it.
  Descriptor stdout();

  /// What the program prints as errors; empty with a terminal.
  Optional<Descriptor> stderr();

  /// Tells the program's terminal its new size; harmless without one.
  void resize(TerminalSize size);

  /// Waits for the program's end.
  ///
  /// @return empty when the time was over first
  /// @throws dev.cofferdam.error.CofferdamException with SANDBOX_LOST when the runtime gave way
  Optional<Exit> await(Duration patience);

  /// Kills everything in it. Returns when nobody is left, or after 5 s: [#settle] tries again.
  void kill();

  /// Kills what is left and reads what was recorded. The program must have ended.
  Recorded settle();

  /// What is in force, read back from the kernel once the program was let begin.
  InForce inForce();

  /// What it turned out to be inside, once the program was let begin; empty before, and where
  /// nothing looks.
  default Optional<Verified> verified() {
    return Optional.empty();
  }

  /// Destroys it: processes, mounts, devices, cgroups, files. Returns when they are gone.
  @Override
  void close();

  /// How the program ended.
  ///
  /// @param code its exit status, or 128 + signal
  /// @param signal the signal that ended it
  record Exit(int code, OptionalInt signal) {}

  /// What was recorded over its life.
  ///
  /// @param counters what the kernel counted; output bytes are the run's own count
  /// @param blocked refused calls
  /// @param failures failed calls, in the order in which each was seen last
  /// @param unrecorded why failed calls could not be recorded; empty when they were
  /// @param failuresDropped how many failed calls are not among them, since there were too many
  /// @param leftBehind FIFOs, sockets, devices and links in writable mounts, printable
  /// @param engine what was seen by an engine that runs the program itself
  record Recorded(
      Counters counters,
      List<BlockedCall> blocked,
      List<Evidence.FailedCall> failures,
      Optional<String> unrecorded,
      long failuresDropped,
      List<String> leftBehind,
      EngineRecord engine) {
    /// Of a program that no engine but the processor runs.
    public Recorded(
        Counters counters,
        List<BlockedCall> blocked,
        List<Evidence.FailedCall> failures,
        Optional<String> unrecorded,
        long failuresDropped,
        List<String> leftBehind) {
      this(
          counters,
          blocked,
          failures,
          unrecorded,
          failuresDropped,
          leftBehind,
          EngineRecord.NOTHING);
    }

    /// Of a sandbox that can no longer be asked. Room is not known to have lacked.
    public static final Recorded NOTHING =
        new Recorded(
            new Counters(
                0,
                "",
                0,
                0,
                0,
                "",
                OptionalLong.empty(),
                0,
                0,
                0,
                0,
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                0,
                0),
            List.of(),
            List.of(),
            Optional.of("the sandbox was lost"),
            0,
            List.of());

    public Recorded {
      blocked = List.copyOf(blocked);
      failures = List.copyOf(failures);
      leftBehind = List.copyOf(leftBehind);
    }
  }

  /// What is in force.
  ///
  /// @param cgroup `v1`, `v2`, or `none`
  /// @param values the kernel's own names and values
  /// @param io `off`, `full` or `partial`
  /// @param ioReason why only partly
  /// @param disk what the writable layer is made of
  /// @param mounts the mount table
  record InForce(
      String cgroup,
      Map<String, String> values,
      String io,
      Optional<String> ioReason,
      Capabilities.DiskLayerKind disk,
      List<MountPoint> mounts) {
    public InForce {
      values = Map.copyOf(values);
      mounts = List.copyOf(mounts);
    }

    /// The same with what the kernel gave back.
    public InForce withValues(Map<String, String> readBack) {
      return new InForce(cgroup, readBack, io, ioReason, disk, mounts);
    }
  }
}
