package dev.cofferdam.runtime;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.host.KernelName;
import dev.cofferdam.host.ProcessIdentity;
import dev.cofferdam.sandbox.RuntimeName;
import dev.cofferdam.text.Printable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// What a sandbox turned out to be, from what was seen inside and not from what was configured,
/// just before its program was let begin.
///
/// @param kernel whose kernel answers inside
/// @param inside what was seen
/// @param host what the host's own kernel says of itself
/// @param pid the process on the host: the program, or the Sentry that serves it
/// @param pidStart its start time in clock ticks since boot; 0 when it was gone already
/// @param program the runtime's program
/// @param at when that was
public record Verified(
    GuestKernel kernel,
    Inside inside,
    KernelName host,
    long pid,
    long pidStart,
    Path program,
    Instant at) {
  /// Compares what is inside with what was asked for.
  ///
  /// @param runtime what was asked for
  /// @param expected the kernel that it gives
  /// @param pid the sandbox's process on the host
  /// @throws CofferdamException RUNTIME_UNAVAILABLE when another kernel answers
  public static Verified of(
      RuntimeName runtime, GuestKernel expected, Inside inside, long pid, Path program) {
    KernelName host = KernelName.ofHost();
    Optional<GuestKernel> found = GuestKernel.behind(inside, host);
    if (!found.equals(Optional.of(expected))) {
      String whose = found.map(GuestKernel::label).orElse("none that is known");
      throw new CofferdamException(
          ErrorCode.RUNTIME_UNAVAILABLE,
          "%s was asked for, but the kernel inside is %s (%s): the program was not started"
              .formatted(runtime.label(), whose, Printable.of(inside.kernel().toString())),
          program + " is not what it is taken for; 'cofferdam doctor' shows what is there");
    }
    return new Verified(
        expected,
        inside,
        host,
        pid,
        ProcessIdentity.startTime(pid).orElse(0),
        program,
        Instant.now());
  }

  /// What an engine says of a program that it runs itself.
  ///
  /// @param engine its name, and what it runs
  /// @param confinement what holds the process that it is in
  /// @param pid that process
  /// @param program the worker's file
  public static Verified ofEngine(KernelName engine, String confinement, long pid, Path program) {
    return new Verified(
        GuestKernel.NONE,
        new Inside(engine, "", "", Optional.empty(), "", confinement),
        KernelName.ofHost(),
        pid,
        ProcessIdentity.startTime(pid).orElse(0),
        program,
        Instant.now());
  }

  /// How it is known, one sentence.
  public String how() {
    String said = Printable.of(inside.kernel().toString());
    return switch (kernel) {
      case HOST -> "uname inside says " + said + ", as the host does";
      case SENTRY ->
          "the kernel log inside says \""
              + Printable.of(inside.firstOfLog().lines().findFirst().orElse(""))
              + "\" and uname "
              + said
              + "; the host is "
              + host;
      case NONE ->
          "the worker runs it as WebAssembly on "
              + said
              + ", in a process under "
              + Printable.of(inside.status());
    };
  }
}
