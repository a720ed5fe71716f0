package dev.cofferdam.ledger;

import dev.cofferdam.sandbox.RuntimeName;
import dev.cofferdam.sandbox.SandboxId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One sandbox's entry in the ledger.
///
/// @param id the sandbox
/// @param name its label
/// @param runtime what isolates it
/// @param command its argument vector, for `ps`
/// @param ownerPid the engine's process
/// @param ownerStart that process's start time in clock ticks since boot (proc(5), `stat` field 22)
/// @param bootId the boot it belongs to
/// @param created when it was intended
/// @param deadline when it must be over
/// @param cgroups its cgroup directories
/// @param layers its directories with files of the program's
public record Life(
    SandboxId id,
    Optional<String> name,
    RuntimeName runtime,
    List<String> command,
    long ownerPid,
    long ownerStart,
    String bootId,
    Instant created,
    Instant deadline,
    List<String> cgroups,
    List<String> layers) {
  private static final int MAX_ARGUMENTS = 16;
  private static final int MAX_WORD = 80;

  public Life {
    command = List.copyOf(command);
    cgroups = List.copyOf(cgroups);
    layers = List.copyOf(layers);
  }

  /// One whose files are all in mounts of its own.
  public Life(
      SandboxId id,
      Optional<String> name,
      RuntimeName runtime,
      List<String> command,
      long ownerPid,
      long ownerStart,
      String bootId,
      Instant created,
      Instant deadline,
      List<String> cgroups) {
    this(
        id,
        name,
        runtime,
        command,
        ownerPid,
        ownerStart,
        bootId,
        created,
        deadline,
        cgroups,
        List.of());
  }

  /// A command line for a list, not for use: long arguments are cut.
  public static List<String> shortened(List<String> argv) {
    return argv.stream()
        .limit(MAX_ARGUMENTS)
        .map(word -> word.length() > MAX_WORD ? word.substring(0, MAX_WORD) + "…" : word)
        .toList();
  }
}
