package dev.cofferdam.run;

import dev.cofferdam.diagnosis.BlockedCall;
import dev.cofferdam.diagnosis.Diagnosis;
import dev.cofferdam.diagnosis.Ending;
import dev.cofferdam.diagnosis.Note;
import dev.cofferdam.sandbox.Bytes;
import dev.cofferdam.sandbox.Limits;
import dev.cofferdam.sandbox.RuntimeName;
import dev.cofferdam.sandbox.SandboxId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What became of a run. The shape of the JSON object that `cofferdam run --json` prints
/// (`docs/result.schema.json`).
///
/// @param id the sandbox's id; it no longer exists
/// @param name the caller's label
/// @param runtime what isolated it
/// @param isolation what that means, and why it was chosen
/// @param image the image's reference
/// @param ending exit code, signal and who ended it
/// @param stdout what was kept of standard output
/// @param stderr what was kept of standard error
/// @param stdoutTruncated whether more was printed than kept
/// @param stderrTruncated whether more was printed than kept
/// @param limits asked and in force
/// @param usage what it used
/// @param blockedCalls system calls that the filter refused
/// @param diagnosis the primary cause, empty when the run went well
/// @param contributing lesser causes
/// @param notes what is worth knowing though nothing failed
public record Result(
    SandboxId id,
    Optional<String> name,
    RuntimeName runtime,
    Isolated isolation,
    String image,
    Ending ending,
    Bytes stdout,
    Bytes stderr,
    boolean stdoutTruncated,
    boolean stderrTruncated,
    LimitsReport limits,
    Usage usage,
    List<BlockedCall> blockedCalls,
    Optional<Diagnosis> diagnosis,
    List<Diagnosis> contributing,
    List<Note> notes) {
  /// The version of the JSON shape.
  public static final int SCHEMA_VERSION = 1;

  public Result {
    blockedCalls = List.copyOf(blockedCalls);
    contributing = List.copyOf(contributing);
    notes = List.copyOf(notes);
  }

  /// The same result with one more note.
  public Result withNote(Note note) {
    var more = new ArrayList<>(notes);
    more.add(note);
    return new Result(
        id,
        name,
        runtime,
        isolation,
        image,
        ending,
        stdout,
        stderr,
        stdoutTruncated,
        stderrTruncated,
        limits,
        usage,
        blockedCalls,
        diagnosis,
        contributing,
        more);
  }

  /// What separates the program from the host.
  ///
  /// @param level `process`, `kernel`, `vm` or `instruction`
  /// @param sharedKernel whether the host's kernel serves the program's system calls
  /// @param reason why this runtime was chosen, one sentence
  /// @param verified how it was verified from inside that this is what runs, one sentence; empty
  ///   when nothing looked, or the end came before
  public record Isolated(
      String level, boolean sharedKernel, String reason, Optional<String> verified) {}

  /// The limits as they were enforced.
  ///
  /// @param asked the limits of the spec
  /// @param cgroup `v1` or `v2`
  /// @param inForce values read back from the kernel, by limit name
  /// @param io `off`, `full` or `partial`
  /// @param ioReason why only partly
  /// @param disk `loop` or `tmpfs`: what the writable layer is made of
  public record LimitsReport(
      Limits asked,
      String cgroup,
      Map<String, String> inForce,
      String io,
      Optional<String> ioReason,
      String disk) {
    public LimitsReport {
      inForce = Map.copyOf(inForce);
    }
  }

  /// What the run used.
  ///
  /// @param wallMillis from the program's first instruction to its end
  /// @param cpuMillis CPU time of all its processes
  /// @param memoryPeakBytes the most memory used at once
  /// @param pidsPeak the most processes and threads at once, counted from `execve`
  /// @param diskBytes bytes used in the writable layer
  public record Usage(
      long wallMillis,
      long cpuMillis,
      long memoryPeakBytes,
      OptionalLong pidsPeak,
      long diskBytes) {}
}
