package dev.cofferdam.runtime.oci;

import dev.cofferdam.host.Channel;
import dev.cofferdam.host.Descriptor;
import dev.cofferdam.host.MountNamespace;
import dev.cofferdam.host.cgroup.SandboxCgroup;
import dev.cofferdam.host.seccomp.RefusedCall;
import dev.cofferdam.host.seccomp.SeccompPolicy;
import dev.cofferdam.host.sentry.SentryLog;
import dev.cofferdam.host.trace.FailureRecorder;
import dev.cofferdam.host.trace.Watch;
import dev.cofferdam.runtime.MountSource;
import dev.cofferdam.runtime.Removal;
import dev.cofferdam.runtime.Verified;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// What a sandbox is made of, and how it comes apart again.
///
/// @param variant which runtime it is
/// @param program the runtime's program
/// @param namespace where its mounts are
/// @param root its root
/// @param sources the host sides of its `-v`
/// @param cgroup its limits and counters
/// @param pid its PID 1 on the host
/// @param watchdog its keeper
/// @param channel to its init
/// @param stdin the write end of its standard input
/// @param stdout the read end of its standard output
/// @param stderr the read end of its standard error
/// @param recorder records failed calls, or why it cannot
/// @param policy which system calls are refused
/// @param audit is told of refused calls, verbatim
/// @param register is told what was seen inside, when the program begins
/// @param sentry what the Sentry says, where the program meets one
/// @param terminal our side of the program's terminal, where init does not make it
record OciParts(
    OciVariant variant,
    Path program,
    MountNamespace namespace,
    SandboxRoot root,
    List<MountSource> sources,
    SandboxCgroup cgroup,
    int pid,
    Watchdog watchdog,
    Channel channel,
    Descriptor stdin,
    Descriptor stdout,
    Descriptor stderr,
    FailureRecorder.Attempt recorder,
    SeccompPolicy policy,
    Consumer<RefusedCall> audit,
    Consumer<Verified> register,
    Optional<SentryLog> sentry,
    Optional<Descriptor> terminal)
    implements AutoCloseable {
  /// Starts recording its failed calls, where that can be; else [#unwatched()] says why not.
  Optional<Watch> watch() {
    OptionalLong cgroupId = cgroup.unifiedId();
    return switch (recorder) {
      case FailureRecorder.Recording(FailureRecorder recording) ->
          cgroupId.isPresent() ? recording.watch(cgroupId.getAsLong()) : Optional.empty();
      case FailureRecorder.Unavailable _ -> Optional.empty();
    };
  }

  /// Why there is no watch, one line for people.
  String unwatched() {
    return switch (recorder) {
      case FailureRecorder.Recording _ ->
          cgroup.unifiedId().isPresent()
              ? "as many sandboxes are being watched as can be at once"
              : "this host has no unified cgroup hierarchy, by which sandboxes are told apart";
      case FailureRecorder.Unavailable(String reason) -> reason;
    };
  }

  @Override
  public void close() {
    // The last named is closed first; one that fails keeps none of the others open.
    try (Removal _ = () -> terminal.ifPresent(Descriptor::close);
        stderr;
        stdout;
        stdin;
        channel;
        Removal _ = () -> sentry.ifPresent(SentryLog::close);
        Removal _ = () -> sources.forEach(MountSource::close);
        Removal _ = root::awaitLayerGone;
        namespace;
        root;
        Removal _ = cgroup::remove;
        watchdog) {
      watchdog.finish();
    }
  }
}
