package dev.cofferdam.runtime.wasm;

import dev.cofferdam.diagnosis.Counters;
import dev.cofferdam.diagnosis.EngineRecord;
import dev.cofferdam.diagnosis.Observation.StartFailure;
import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.host.Descriptor;
import dev.cofferdam.host.Pipe;
import dev.cofferdam.host.cgroup.CgroupReadings;
import dev.cofferdam.host.cgroup.SandboxCgroup;
import dev.cofferdam.runtime.LiveSandbox;
import dev.cofferdam.runtime.Removal;
import dev.cofferdam.runtime.Reserve;
import dev.cofferdam.runtime.SandboxPlan;
import dev.cofferdam.runtime.Verified;
import dev.cofferdam.runtime.wasm.Ended.How;
import dev.cofferdam.sandbox.TerminalSize;
import dev.cofferdam.text.Printable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A program of the worker's, from its directories to nothing left.
///
/// Ends in this order, whatever happened: kill the worker's child, kill the cgroup, remove it,
/// remove the directories.
final class WasmSandbox implements LiveSandbox {
  private static final int SIGNAL_BASE = 128;

  /// What a shell makes of a program that gave up, as wasmtime(1) ends after a trap.
  private static final int TRAPPED = 134;

  private static final int NOT_EXECUTABLE = 126;
  private static final int MAX_LEFT_BEHIND = 100;
  private static final int SIGKILL = 9;
  private static final Duration DYING = Duration.ofSeconds(5);

  /// What a worker is given beyond that, whose host has much to do.
  private static final Duration BUSY = Duration.ofSeconds(10);

  private final WasmHost host;
  private final SandboxPlan plan;
  private final WasmParts parts;
  private final InForce inForce;
  private volatile Optional<Workers.Begun> begun = Optional.empty();
  private Optional<Verified> verified = Optional.empty();
  private volatile boolean killed;

  /// Ended with its worker, which did not answer when it was to end this run.
  private volatile boolean abandoned;

  private long startedNanos;
  private long endedNanos;

  WasmSandbox(WasmHost host, SandboxPlan plan, WasmParts parts, InForce inForce) {
    this.host = host;
    this.plan = plan;
    this.parts = parts;
    this.inForce = inForce;
  }

  @Override
  public Optional<StartFailure> start() {
    Optional<Beginning> beginning = parts.beginning();
    if (beginning.isEmpty()) {
      parts.closeTheirs();
      return Optional.of(new StartFailure("ENOTSUP", parts.unserved()));
    }
    try {
      return start(beginning.get().begin(new Asker()));
    } finally {
      parts.closeTheirs();
    }
  }

  /// Knows the run before it is known to begin, so that it can be ended until then.
  private final class Asker implements Workers.Asker {
    @Override
    public void asked(Workers.Begun now) {
      begun = Optional.of(now);
      if (killed) {
        end(now);
      }
    }

    @Override
    public boolean isKilled() {
      return killed;
    }
  }

  private Optional<StartFailure> start(Workers.Begun now) {
    Optional<WorkerRun.Started> process = now.run().awaitStart(Duration.ZERO);
    if (process.isEmpty() && now.run().ended().filter(Ended::isHosts).isPresent()) {
      throw new CofferdamException(
          ErrorCode.INTERNAL,
          "the wasm worker could not begin the run: " + hosts(now),
          Worker.AGAIN);
    }
    startedNanos = System.nanoTime();
    process.ifPresent(found -> verify(now, found));
    return Optional.empty();
  }

  private void verify(Workers.Begun now, WorkerRun.Started process) {
    Verified found =
        Verified.ofEngine(
            now.carrier().engine(), process.confinement(), process.pid(), now.carrier().program());
    verified = Optional.of(found);
    host.register().accept(plan, found);
  }

  @Override
  public Descriptor stdin() {
    return parts.stdin().write();
  }

  @Override
  public Descriptor stdout() {
    return parts.stdout().read();
  }

  @Override
  public Optional<Descriptor> stderr() {
    return Optional.of(parts.stderr().read());
  }

  @Override
  public void resize(TerminalSize size) {
    // A terminal is refused before.
  }

  @Override
  public Optional<Exit> await(Duration patience) {
    if (begun.isEmpty()) {
      return Optional.of(new Exit(NOT_EXECUTABLE, OptionalInt.empty()));
    }
    Workers.Begun now = begun.get();
    Optional<Ended> ended = now.run().awaitEnd(patience);
    if (abandoned && ended.isEmpty()) {
      endedNanos = System.nanoTime();
      return Optional.of(new Exit(SIGNAL_BASE + SIGKILL, OptionalInt.of(SIGKILL)));
    }
    refuseLost(now);
    ended.ifPresent(_ -> endedNanos = System.nanoTime());
    return ended.map(WasmSandbox::exit);
  }

  /// Of a run whose end nobody can tell, since the worker or the host gave way.
  private static void refuseLost(Workers.Begun now) {
    if (now.run().isLost()) {
      throw lost(now);
    }
    if (now.run().ended().filter(Ended::isHosts).isPresent()) {
      throw new CofferdamException(
          ErrorCode.SANDBOX_LOST, "the host failed the wasm worker: " + hosts(now), Worker.AGAIN);
    }
  }

  private static String hosts(Workers.Begun now) {
    return now.run().ended().map(Ended::text).map(Printable::of).orElse("");
  }

  private static CofferdamException lost(Workers.Begun now) {
    if (!now.run().isLost()) {
      return new CofferdamException(
          ErrorCode.SANDBOX_LOST,
          "the program was not seen to end when it was killed: it waits in the kernel",
          "see what the host's disks are waiting for (dmesg); what is left of it ends with that");
    }
    return now.carrier().gone();
  }

  private static Exit exit(Ended ended) {
    return switch (ended.how()) {
      case EXIT -> new Exit(ended.code() & 0xff, OptionalInt.empty());
      case TRAP -> new Exit(TRAPPED, OptionalInt.empty());
      // Of the host's failures nobody asks the status.
      case REFUSED, HOST -> new Exit(NOT_EXECUTABLE, OptionalInt.empty());
      case SIGNAL -> new Exit(SIGNAL_BASE + ended.code(), OptionalInt.of(ended.code()));
    };
  }

  @Override
  public void kill() {
    killed = true;
    begun.ifPresent(this::end);
    parts.cgroup().ifPresent(SandboxCgroup::kill);
  }

  /// Where the worker does not end it, it ends with the worker: but not where the kernel holds it,
  /// which is no fault of the worker's.
  private void end(Workers.Begun now) {
    now.carrier().kill(now.run());
    if (isOver(now, DYING)
        || (!now.carrier().isStopped() && (isOver(now, BUSY) || now.run().isHeldByKernel()))) {
      return;
    }
    abandoned = true;
    now.carrier().abandon();
  }

  private static boolean isOver(Workers.Begun now, Duration patience) {
    return now.run().awaitEnd(patience).isPresent() || now.run().isLost();
  }

  @Override
  public Recorded settle() {
    if (!abandoned && begun.flatMap(now -> now.run().ended()).isEmpty()) {
      kill();
    }
    Optional<Ended> ended = begun.flatMap(now -> now.run().ended());
    if (!abandoned) {
      if (begun.isPresent() && ended.isEmpty()) {
        throw lost(begun.get());
      }
      begun.ifPresent(WasmSandbox::refuseLost);
    }
    GuestReports reports =
        GuestReports.of(
            ended.map(Ended::reports).orElse(List.of()),
            ended.map(Ended::refusals).orElse(List.of()),
            inForce.mounts());
    return new Recorded(
        counters(ended),
        List.of(),
        reports.failures(),
        Optional.empty(),
        0,
        parts.directories().leftBehind(MAX_LEFT_BEHIND),
        engine(ended, reports));
  }

  private static EngineRecord engine(Optional<Ended> ended, GuestReports reports) {
    return ended
        .map(end ->
            new EngineRecord(
                end.how() == How.REFUSED ? Optional.of(end.text()) : Optional.empty(),
                end.how() == How.TRAP ? Optional.of(reason(end)) : Optional.empty(),
                end.growthsRefused(),
                end.usage().linearBytes(),
                reports.uncaught(),
                reports.fatal(),
                reports.unsupported()))
        .orElse(EngineRecord.NOTHING);
  }

  /// The engine's own words alone: in the text there are names of the program's.
  private static String reason(Ended trap) {
    return trap.cause().isEmpty() ? "without a word" : trap.cause();
  }

  private Counters counters(Optional<Ended> ended) {
    Optional<CgroupReadings> readings = parts.cgroup().map(SandboxCgroup::read);
    Optional<Ended.Usage> usage = ended.map(Ended::usage);
    long disk = usage.map(Ended.Usage::diskBytes).orElse(0L);
    long files = usage.map(Ended.Usage::files).orElse(0L);
    long linear = usage.map(Ended.Usage::linearBytes).orElse(0L);
    return new Counters(
        readings.map(CgroupReadings::oomKills).orElse(0L),
        readings.map(CgroupReadings::oomKillSource).orElse(""),
        readings
            .map(read -> Math.max(linear, read.memoryPeakBytes().orElse(read.memoryNow())))
            .orElse(Math.max(linear, usage.map(Ended.Usage::residentBytes).orElse(0L))),
        parts.cgroup().isPresent() ? parts.reserve().memoryBytes() : 0,
        0,
        "",
        OptionalLong.empty(),
        usage.map(used -> used.cpu().toMillis()).orElse(0L),
        readings.map(read -> read.throttledMicros() / 1000).orElse(0L),
        wallMillis(ended),
        disk,
        Math.max(0, plan.spec().limits().diskBytes() - disk),
        Math.max(0, WorkerRequest.files(plan.spec().limits()) - files),
        0,
        0);
  }

  /// Of one that was killed the worker's own clock counts too, which begins a little earlier: the
  /// child's timer may have kept the deadline while this process was stopped or late.
  private long wallMillis(Optional<Ended> ended) {
    long ours = startedNanos == 0 ? 0 : (endedAt() - startedNanos) / 1_000_000;
    return ended
        .filter(end -> end.how() == How.SIGNAL)
        .map(end -> Math.max(ours, end.usage().wall().toMillis()))
        .orElse(ours);
  }

  /// When it ended; until now, where nobody saw its end.
  private long endedAt() {
    return endedNanos == 0 ? System.nanoTime() : endedNanos;
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
      begun
          .filter(now -> now.run().ended().isEmpty() && !now.run().isLost())
          .ifPresent(now -> kill());
      begun.ifPresent(now -> now.carrier().release(now.run()));
    }
  }

  /// Has a carrier begin the run.
  interface Beginning {
    /// Begins it.
    ///
    /// @param asker is told of the run as soon as it is asked for
    Workers.Begun begin(Workers.Asker asker);
  }

  /// Both ends of its standard streams and what else it is made of.
  ///
  /// @param beginning begins the run; empty where no guest can run the program
  /// @param unserved why none can
  /// @param directories what it has of the file system
  /// @param reserve what the kernel's limit has beside the program's memory
  /// @param cgroup its limits in the kernel, where this host lets us make any
  /// @param stdin its standard input
  /// @param stdout its standard output
  /// @param stderr its standard error
  /// @param module the file of a module
  record WasmParts(
      Optional<Beginning> beginning,
      String unserved,
      Directories directories,
      Reserve reserve,
      Optional<SandboxCgroup> cgroup,
      Pipe stdin,
      Pipe stdout,
      Pipe stderr,
      Optional<Descriptor> module)
      implements AutoCloseable {
    /// Closes the program's ends, which it has by now.
    void closeTheirs() {
      stdin.read().close();
      stdout.write().close();
      stderr.write().close();
      module.ifPresent(Descriptor::close);
    }

    @Override
    public void close() {
      // The last named is closed first; one that fails keeps none of the others open.
      try (directories;
          Removal _ = () -> cgroup.ifPresent(SandboxCgroup::remove);
          stdin;
          stdout;
          stderr) {
        module.ifPresent(Descriptor::close);
      }
    }
  }
}
