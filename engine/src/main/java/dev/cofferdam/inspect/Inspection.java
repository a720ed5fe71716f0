package dev.cofferdam.inspect;

import dev.cofferdam.host.ProcessFiles;
import dev.cofferdam.host.cgroup.HeldLimits;
import dev.cofferdam.ledger.Ledger;
import dev.cofferdam.ledger.Life;
import dev.cofferdam.runtime.GuestKernel;
import dev.cofferdam.runtime.Verified;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What is in force for one living sandbox, whoever owns it.
///
/// @param life what the ledger says
/// @param status how far it is
/// @param beginning what was found when its program began; empty before
/// @param process its process on the host; empty where there is none
/// @param program how the program itself is held, as the kernel inside told its init
/// @param mounts what the program has mounted: of a shared kernel as it is now, of the Sentry as it
///   was when the program began
/// @param limits what its cgroup holds it to
/// @param runtimeVersion what the runtime's program says now
/// @param unknown why a value is null, by its place in [InspectionTree]
public record Inspection(
    Life life,
    Status status,
    Optional<Beginning> beginning,
    Optional<HostProcess> process,
    Optional<Posture> program,
    Optional<List<MountLine>> mounts,
    HeldLimits limits,
    Optional<String> runtimeVersion,
    Map<String, String> unknown) {
  static final String MOUNTS = "Cofferdam.Mounts";

  /// What only the owner knows.
  private static final List<String> OF_BEGINNING =
      List.of(
          "Config",
          "Cofferdam.Process",
          "Cofferdam.Program",
          "Cofferdam.Verified",
          MOUNTS,
          "HostConfig",
          "Image",
          "Mounts",
          "State.Pid",
          "State.StartedAt");

  /// How far a sandbox is, in the words of `docker inspect`.
  public enum Status {
    /// Its program has not begun.
    CREATED,
    /// Its program runs.
    RUNNING,
    /// Its program has ended; its owner is about to remove it.
    EXITED
  }

  /// Finds out what a runtime's program is.
  public interface Versions {
    /// Its version; empty when it tells none.
    Optional<String> of(Life life, Path program);
  }

  public Inspection {
    unknown = Collections.unmodifiableMap(new TreeMap<>(unknown));
  }

  /// Looks at a sandbox.
  public static Inspection of(Life life, Ledger ledger, Versions versions) {
    var unknowns = new Unknowns();
    Optional<Beginning> beginning = ledger.begun(life.id()).flatMap(Beginning::parse);
    if (beginning.isEmpty()) {
      OF_BEGINNING.forEach(
          place -> unknowns.add(place, "its program has not begun, or its owner does not tell"));
    }
    Optional<HostProcess> process = beginning.flatMap(begun -> process(begun.found(), unknowns));
    Status status =
        beginning.isEmpty() ? Status.CREATED : process.isPresent() ? Status.RUNNING : Status.EXITED;
    Optional<Posture> program = beginning.flatMap(begun -> program(begun, process, unknowns));
    Optional<String> version =
        beginning.flatMap(begun -> versions.of(life, begun.found().program()));
    if (version.isEmpty()) {
      unknowns.add("Cofferdam.Versions.Runtime", "its program tells none");
    }
    if (beginning.flatMap(Beginning::version).isEmpty()) {
      unknowns.add("Cofferdam.Versions.Cofferdam", "its owner does not run from a built jar");
    }
    if (beginning.filter(begun -> begun.found().kernel() == GuestKernel.NONE).isPresent()) {
      String why = "no kernel shows it: a WebAssembly program has no mount table";
      unknowns.add("HostConfig.ReadonlyRootfs", why);
      unknowns.add("Mounts.RW", why);
      unknowns.add("Cofferdam.Cgroup.Pids", "a WebAssembly program is one process, uncounted");
    }
    return new Inspection(
        life,
        status,
        beginning,
        process,
        program,
        mounts(beginning, process),
        HeldLimits.of(life.cgroups().stream().map(Path::of).toList()),
        version,
        unknowns.reasons());
  }

  private static Optional<HostProcess> process(Verified found, Unknowns unknowns) {
    boolean sentry = found.kernel() == GuestKernel.SENTRY;
    var seen = HostProcess.of(new ProcessFiles(found.pid(), found.pidStart()), sentry, unknowns);
    if (seen.isEmpty()) {
      unknowns.add(HostProcess.PLACE, "the process is gone");
      if (!sentry) {
        unknowns.add(MOUNTS, "the process is gone");
      }
    }
    return seen;
  }

  private static Optional<Posture> program(
      Beginning begun, Optional<HostProcess> process, Unknowns unknowns) {
    if (begun.found().kernel() == GuestKernel.NONE) {
      return process.flatMap(HostProcess::posture);
    }
    String why = "/proc/self/status inside does not show it";
    return Optional.of(
        Posture.of(begun.found().inside().status(), "Cofferdam.Program", why, unknowns));
  }

  private static Optional<List<MountLine>> mounts(
      Optional<Beginning> beginning, Optional<HostProcess> process) {
    return beginning.flatMap(begun ->
        switch (begun.found().kernel()) {
          case HOST -> process.flatMap(HostProcess::mounts);
          case NONE -> Optional.of(List.of());
          case SENTRY -> Optional.of(MountLine.all(begun.found().inside().mounts()));
        });
  }
}
