package dev.cofferdam.runtime.oci;

import dev.cofferdam.diagnosis.Counters;
import dev.cofferdam.diagnosis.Observation.StartFailure;
import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.host.Channel;
import dev.cofferdam.host.Descriptor;
import dev.cofferdam.host.DiskLayer;
import dev.cofferdam.host.KernelException;
import dev.cofferdam.host.PseudoTerminal;
import dev.cofferdam.host.cgroup.CgroupReadings;
import dev.cofferdam.host.seccomp.RefusalListener;
import dev.cofferdam.host.sentry.SentryLog;
import dev.cofferdam.host.trace.Watch;
import dev.cofferdam.runtime.LiveSandbox;
import dev.cofferdam.runtime.SandboxPlan;
import dev.cofferdam.runtime.Verified;
import dev.cofferdam.sandbox.TerminalSize;
import java.io.EOFException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/// A sandbox behind an OCI runtime, from `init` waiting at its channel to nothing left.
///
/// Ends in this order, whatever happened: kill the cgroup, let the watchdog remove the cgroup and
/// go, let the mount namespace go (with it the bundle, the runtime's state, the layer and its loop
/// device), close what is ours.
final class OciSandbox implements LiveSandbox {
  private static final int TERMINAL = 1;
  private static final int LISTENER = 2;
  private static final int ENDED = 4;
  private static final int RUNS = 5;
  private static final int SIGNAL_OF_STATUS = 0x7f;
  private static final int SIGNAL_BASE = 128;
  private static final Duration HANDSHAKE = Duration.ofSeconds(10);
  private static final Duration EXECVE = Duration.ofSeconds(30);
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);
  private static final int MAX_LEFT_BEHIND = 100;
  private static final int NAME_MAX = 255;

  /// The watchdog's deadline comes after ours: it is for an owner that is stopped.
  private static final Duration WATCHDOG_SLACK = Duration.ofMillis(400);

  private final SandboxPlan plan;
  private final OciParts parts;
  private InForce inForce;
  private final byte[] launchRequest;
  private Optional<Witness> witness = Optional.empty();
  private Optional<Verified> verified = Optional.empty();
  private Optional<Descriptor> terminal;
  private Optional<CgroupReadings> atStart = Optional.empty();
  private long startedNanos;
  private long endedNanos;

  OciSandbox(SandboxPlan plan, OciParts parts, InForce inForce, byte[] launchRequest) {
    this.plan = plan;
    this.parts = parts;
    this.terminal = parts.terminal();
    this.inForce = inForce;
    this.launchRequest = launchRequest;
  }

  @Override
  public Optional<StartFailure> start() {
    Channel channel = parts.channel();
    send(channel, launchRequest);
    return parts.sentry().isPresent()
        ? startBehindSentry(channel, parts.sentry().get())
        : startOnHost(channel);
  }

  /// The Sentry passes no descriptors out, so that there is no listener to wait for; and all of it
  /// is in its cgroup already.
  private Optional<StartFailure> startBehindSentry(Channel channel, SentryLog log) {
    witness = Optional.of(new Witness.Sentry(log));
    inForce = inForce.withValues(parts.cgroup().enforce().values());
    Duration patience = parts.variant().patience(EXECVE, plan.spec().limits());
    Channel.Message first = expect(channel, patience);
    if (first.type() == ReportedFailure.TYPE) {
      return Optional.of(failure(channel, first));
    }
    go(channel, verify(channel, first));
    Optional<Channel.Message> answer = receive(channel, patience);
    startedNanos = System.nanoTime();
    // What the Sentry used until now is not the program's.
    atStart = Optional.of(parts.cgroup().read());
    parts.watchdog().deadline(plan.spec().limits().wall().plus(WATCHDOG_SLACK));
    return started(channel, answer);
  }

  private Optional<StartFailure> startOnHost(Channel channel) {
    Optional<RefusalListener> listener = Optional.empty();
    while (listener.isEmpty()) {
      Channel.Message message = expect(channel, HANDSHAKE);
      switch (message.type()) {
        case TERMINAL -> terminal = message.descriptor();
        case LISTENER ->
            listener =
                Optional.of(
                    RefusalListener.start(
                        message.descriptor().orElseThrow(OciSandbox::lost),
                        parts.policy(),
                        parts.audit()));
        case ReportedFailure.TYPE -> {
          return Optional.of(failure(channel, message));
        }
        default -> throw lost();
      }
    }
    witness =
        Optional.of(new Witness.HostKernel(listener.get(), Optional.empty(), parts.unwatched()));
    Verified found = verify(channel, expect(channel, HANDSHAKE));
    // Not before: until init has spoken, PID 1 may still be the runtime with its threads, which
    // would count as the program's.
    inForce = inForce.withValues(parts.cgroup().adopt(parts.pid()).values());
    parts.watchdog().deadline(plan.spec().limits().wall().plus(WATCHDOG_SLACK));
    // From here on: what init itself tries before is not the program's doing.
    Optional<Watch> watch = parts.watch();
    witness = Optional.of(new Witness.HostKernel(listener.get(), watch, parts.unwatched()));
    startedNanos = System.nanoTime();
    go(channel, found);
    return started(channel, receive(channel, EXECVE));
  }

  private Verified verify(Channel channel, Channel.Message message) {
    if (message.type() != LookInside.TYPE) {
      throw lost();
    }
    OciVariant variant = parts.variant();
    return Verified.of(
        variant.name(),
        variant.kernel(),
        LookInside.read(channel, message).orElseThrow(OciSandbox::lost),
        parts.pid(),
        parts.program());
  }

  /// The program begins; while it does, what was found is written down.
  private void go(Channel channel, Verified found) {
    verified = Optional.of(found);
    send(channel, new byte[] {'G'});
    parts.register().accept(found);
  }

  private Optional<StartFailure> started(Channel channel, Optional<Channel.Message> answer) {
    if (answer.isEmpty() && !channel.ended()) {
      throw lost();
    }
    // A supervisor keeps the channel, so that no end of file says that the program runs.
    return answer
        .filter(message -> message.type() != RUNS)
        .map(message -> failure(channel, message))
        .map(failure -> parts.sentry().isPresent() ? asOnLinux(failure) : failure);
  }

  /// What Linux says of an argument that is too long, the Sentry says with the error of a path that
  /// is; no path as short as this can be.
  private static StartFailure asOnLinux(StartFailure failure) {
    return failure.errno().equals("ENAMETOOLONG") && failure.target().length() < NAME_MAX
        ? new StartFailure("E2BIG", failure.target())
        : failure;
  }

  @Override
  public Descriptor stdin() {
    return terminal.orElse(parts.stdin());
  }

  @Override
  public Descriptor stdout() {
    return terminal.orElse(parts.stdout());
  }

  @Override
  public Optional<Descriptor> stderr() {
    return terminal.isPresent() ? Optional.empty() : Optional.of(parts.stderr());
  }

  @Override
  public void resize(TerminalSize size) {
    terminal.ifPresent(master -> PseudoTerminal.resize(master, size.columns(), size.rows()));
  }

  @Override
  public Optional<Exit> await(Duration patience) {
    return parts
        .watchdog()
        .awaitExit(patience)
        .map(message -> {
          endedNanos = System.nanoTime();
          return supervisedExit()
              .orElseGet(() -> exit(message.value(), signal((int) message.extra())));
        });
  }

  /// The Sentry ends with a status even where the program was ended by a signal; its log tells. One
  /// that was killed has no word left, and it was the kernel or we that did it.
  private int signal(int ofProcess) {
    if (ofProcess != 0 || parts.sentry().isEmpty()) {
      return ofProcess;
    }
    SentryLog log = parts.sentry().get();
    witness.ifPresent(OciSandbox::hearTheLast);
    if (log.isWhole() && !log.programEnded()) {
      throw new CofferdamException(
          ErrorCode.SANDBOX_LOST,
          "gVisor ended without a word of the program's end, as when the host refuses it a thread",
          "run it again; if it happens again, with more of --pids-limit or -m");
    }
    return log.killedBy().orElse(0);
  }

  /// The program's own end, as its supervisor read it: PID 1 itself cannot end by a signal that
  /// ended the program. Empty where none supervises, or it died without a word.
  private Optional<Exit> supervisedExit() {
    if (!plan.spec().supervised()) {
      return Optional.empty();
    }
    try {
      return parts
          .channel()
          .receive(LAST_WORDS)
          .filter(message -> message.type() == ENDED)
          .map(message -> {
            int signal = message.value() & SIGNAL_OF_STATUS;
            return exit(signal == 0 ? message.value() >> 8 & 0xff : SIGNAL_BASE + signal, signal);
          });
    } catch (EOFException | KernelException cut) {
      return Optional.empty();
    }
  }

  private static Exit exit(int code, int signal) {
    return new Exit(code, signal == 0 ? OptionalInt.empty() : OptionalInt.of(signal));
  }

  @Override
  public void kill() {
    parts.cgroup().kill();
  }

  @Override
  public Recorded settle() {
    parts.cgroup().kill();
    witness.ifPresent(OciSandbox::hearTheLast);
    CgroupReadings readings = parts.cgroup().read();
    DiskLayer.Space space = parts.namespace().call(() -> DiskLayer.space(parts.root().layer()));
    List<String> leftBehind = parts.root().leftBehind(MAX_LEFT_BEHIND);
    OptionalLong refusedForks =
        parts.sentry().map(log -> OptionalLong.of(log.refusedForks())).orElse(OptionalLong.empty());
    var counters =
        new Counters(
            readings.oomKills(),
            readings.oomKillSource(),
            readings.memoryPeakBytes().orElse(readings.memoryNow()),
            parts.variant().reserve().memoryBytes(),
            refusedForks.orElse(readings.pidsRefused()),
            refusedForks.isPresent() ? "clone:EAGAIN" : readings.pidsRefusedSource(),
            // What the cgroup counts behind a Sentry is the Sentry.
            parts.variant().isSentry() ? OptionalLong.empty() : readings.pidsPeak(),
            (readings.cpuMicros() - before(CgroupReadings::cpuMicros)) / 1000,
            (readings.throttledMicros() - before(CgroupReadings::throttledMicros)) / 1000,
            // No program, no time: init failed before it was told to go.
            startedNanos == 0 ? 0 : (ended() - startedNanos) / 1_000_000,
            space.usedBytes(),
            space.freeBytes(),
            space.freeInodes(),
            0,
            0);
    return new Recorded(
        counters,
        witness.map(Witness::blocked).orElse(List.of()),
        FailedCalls.evidence(witness.map(Witness::failed).orElse(List.of())),
        witness.map(Witness::silence).orElse(Optional.of(parts.unwatched())),
        witness.map(Witness::dropped).orElse(0L),
        leftBehind);
  }

  private long before(ToLongFunction<CgroupReadings> counter) {
    return atStart.map(counter::applyAsLong).orElse(0L);
  }

  @Override
  public InForce inForce() {
    return inForce;
  }

  @Override
  public Optional<Verified> verified() {
    return verified;
  }

  @Override
  public void close() {
    try (parts) {
      terminal.ifPresent(Descriptor::close);
      witness.ifPresent(Witness::close);
    }
  }

  /// When the program ended; until now, when it was lost and nobody saw its end.
  private long ended() {
    return endedNanos == 0 ? System.nanoTime() : endedNanos;
  }

  /// A call may be refused at the very end: what is counted is final once nobody is left to call.
  private static void hearTheLast(Witness witness) {
    try {
      witness.hearTheLast(LAST_WORDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(Channel channel, byte[] bytes) {
    try {
      channel.send(bytes);
    } catch (KernelException gone) {
      throw lost();
    }
  }

  private static Channel.Message expect(Channel channel, Duration patience) {
    return receive(channel, patience).orElseThrow(OciSandbox::lost);
  }

  private static Optional<Channel.Message> receive(Channel channel, Duration patience) {
    try {
      return channel.receive(patience);
    } catch (EOFException | KernelException cut) {
      throw lost();
    }
  }

  private static StartFailure failure(Channel channel, Channel.Message message) {
    if (message.type() != ReportedFailure.TYPE) {
      throw lost();
    }
    ReportedFailure failure = ReportedFailure.read(channel, message);
    if (failure.step() != ReportedFailure.PROGRAM) {
      throw failure.exception();
    }
    return new StartFailure(failure.errno(), failure.about());
  }

  private static CofferdamException lost() {
    return new CofferdamException(
        ErrorCode.SANDBOX_LOST,
        "the sandbox's init did not answer",
        "run it again; if it stays, report it with --debug");
  }
}
