package dev.cofferdam.run;

import dev.cofferdam.diagnosis.Ceilings;
import dev.cofferdam.diagnosis.Counters;
import dev.cofferdam.diagnosis.Diagnoser;
import dev.cofferdam.diagnosis.Ending;
import dev.cofferdam.diagnosis.Ending.By;
import dev.cofferdam.diagnosis.Findings;
import dev.cofferdam.diagnosis.Note;
import dev.cofferdam.diagnosis.Observation;
import dev.cofferdam.diagnosis.Observation.StartFailure;
import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.host.Descriptor;
import dev.cofferdam.host.KernelException;
import dev.cofferdam.runtime.Capabilities.DiskLayerKind;
import dev.cofferdam.runtime.LiveSandbox;
import dev.cofferdam.runtime.LiveSandbox.Exit;
import dev.cofferdam.runtime.Verified;
import dev.cofferdam.sandbox.Bytes;
import dev.cofferdam.sandbox.SandboxId;
import dev.cofferdam.sandbox.SandboxSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// One run, from a sandbox whose program has not begun to the result: start, stream, settle,
/// diagnose (design, section 4). Destroying the sandbox is its caller's. All but [#cancel()] is for
/// one thread.
public final class Run {
  private static final int SIGKILL = 9;
  private static final int TIMED_OUT = 124;
  private static final int OURS = 125;
  private static final int NOT_EXECUTABLE = 126;
  private static final int NOT_FOUND = 127;
  private static final int KILLED = 137;
  private static final Duration DYING = Duration.ofSeconds(10);
  private static final int INPUT_BUFFER = 64 * 1024;

  private final SandboxId id;
  private final SandboxSpec spec;
  private final Choice choice;
  private final LiveSandbox sandbox;
  private final Ceilings ceilings;
  private final RunStreams streams;
  private final RunEnd end;
  private volatile boolean cancelled;
  private volatile List<Output> outputs = List.of();
  private boolean lost;
  private Optional<String> lostFor = Optional.empty();

  /// A run of a sandbox.
  ///
  /// @param choice what isolates it and why
  /// @param ceilings the most that a sandbox can have here
  public Run(
      SandboxId id,
      SandboxSpec spec,
      Choice choice,
      LiveSandbox sandbox,
      Ceilings ceilings,
      RunStreams streams) {
    this.id = id;
    this.spec = spec;
    this.choice = choice;
    this.sandbox = sandbox;
    this.ceilings = ceilings;
    this.streams = streams;
    this.end = new RunEnd(sandbox::kill);
  }

  /// Ends the run on the caller's behalf; from any thread.
  public void cancel() {
    cancelled = true;
    end.callerGone();
    outputs.forEach(Output::hurry);
  }

  /// Runs the program to its end. What it printed is read by then, if not passed on: [#deliver()].
  public Result execute() {
    Optional<StartFailure> failure = start();
    long cap = spec.limits().outputBytes();
    Output stdout = Output.start("stdout-" + id, sandbox.stdout(), streams.stdout(), cap, end);
    Optional<Output> stderr =
        sandbox
            .stderr()
            .map(source -> Output.start("stderr-" + id, source, streams.stderr(), cap, end));
    outputs = Stream.concat(Stream.of(stdout), stderr.stream()).toList();
    if (cancelled) {
      outputs.forEach(Output::hurry);
    }
    feedInput();
    streams.resizes().ifPresent(source -> source.accept(sandbox::resize));
    Optional<Exit> exit = awaitEnd(failure.isPresent());
    LiveSandbox.Recorded settled = settle();
    outputs.forEach(Output::drain);
    end.over();
    var observation = observe(exit, failure, settled, stdout, stderr);
    return result(observation, settled, stdout, stderr);
  }

  /// Waits until the caller's streams have what was printed, or fail. Only they decide how long
  /// that takes, so the sandbox should be gone by now; after [#cancel()] it takes a second at most.
  public void deliver() {
    outputs.forEach(Output::deliver);
  }

  private Optional<StartFailure> start() {
    try {
      return sandbox.start();
    } catch (CofferdamException gone) {
      if (gone.code() != ErrorCode.SANDBOX_LOST || end.by() == By.PROGRAM) {
        throw gone;
      }
      // Killed by us before its program began: that is how it ended.
      return Optional.empty();
    }
  }

  private void feedInput() {
    Descriptor stdin = sandbox.stdin();
    boolean terminal = spec.terminal().isPresent();
    if (!spec.stdin()) {
      if (!terminal) {
        stdin.close();
      }
      return;
    }
    Thread.ofPlatform()
        .daemon()
        .name("stdin-" + id)
        .start(() -> {
          byte[] buffer = new byte[INPUT_BUFFER];
          try {
            for (int count = streams.stdin().read(buffer);
                count >= 0;
                count = streams.stdin().read(buffer)) {
              stdin.write(buffer, 0, count);
            }
          } catch (IOException | KernelException | IllegalStateException gone) {
            // Whoever does not read any more, program or caller, has ended the input.
          } finally {
            if (!terminal) {
              stdin.close();
            }
          }
        });
  }

  /// Waits for the program's end, and brings it about when its time is over.
  ///
  /// @return empty when the sandbox was lost
  private Optional<Exit> awaitEnd(boolean notStarted) {
    try {
      Optional<Exit> exit = sandbox.await(notStarted ? DYING : spec.limits().wall());
      if (exit.isEmpty()) {
        end.timedOut();
        exit = sandbox.await(DYING);
      }
      lost = exit.isEmpty();
      return exit;
    } catch (CofferdamException gone) {
      if (gone.code() != ErrorCode.SANDBOX_LOST) {
        throw gone;
      }
      lost = true;
      lostFor = Optional.of(gone.reason());
      return Optional.empty();
    }
  }

  private LiveSandbox.Recorded settle() {
    try {
      return sandbox.settle();
    } catch (CofferdamException | KernelException | UncheckedIOException failed) {
      boolean gone =
          failed instanceof CofferdamException told && told.code() == ErrorCode.SANDBOX_LOST;
      if (!lost && !gone) {
        throw failed;
      }
      lost = true;
      lostFor = lostFor.or(() -> Optional.ofNullable(failed.getMessage()));
      return LiveSandbox.Recorded.NOTHING;
    }
  }

  private Observation observe(
      Optional<Exit> exit,
      Optional<StartFailure> failure,
      LiveSandbox.Recorded settled,
      Output stdout,
      Optional<Output> stderr) {
    LiveSandbox.InForce inForce = sandbox.inForce();
    Counters counters =
        settled.counters().withOutput(stdout.total(), stderr.map(Output::total).orElse(0L));
    return new Observation(
        spec.program().argv(),
        spec.workdir(),
        spec.user(),
        spec.limits(),
        ceilings,
        spec.network(),
        choice.runtime(),
        inForce.disk() == DiskLayerKind.TMPFS,
        ending(exit, failure, settled.counters()),
        counters,
        settled.blocked(),
        settled.failures(),
        settled.unrecorded(),
        inForce.mounts(),
        stderr.orElse(stdout).tail().toText(),
        failure,
        lostFor,
        settled.engine());
  }

  private Ending ending(Optional<Exit> exit, Optional<StartFailure> failure, Counters counters) {
    if (lost || exit.isEmpty()) {
      return new Ending(OURS, OptionalInt.empty(), By.LOST);
    }
    if (failure.isPresent()) {
      int code = failure.get().errno().equals("ENOENT") ? NOT_FOUND : NOT_EXECUTABLE;
      return new Ending(code, OptionalInt.empty(), By.NOT_STARTED);
    }
    OptionalInt signal = exit.get().signal();
    boolean killed = signal.isPresent() && signal.getAsInt() == SIGKILL;
    By by = end.by();
    if (by == By.PROGRAM && killed) {
      if (counters.oomKills() > 0) {
        by = By.OOM;
      } else if (counters.wallMillis() >= spec.limits().wall().toMillis()) {
        // The watchdog kept the deadline while this process was stopped.
        by = By.TIMEOUT;
      }
    }
    return switch (by) {
      case TIMEOUT -> new Ending(TIMED_OUT, signal, by);
      case OOM, OUTPUT, CALLER -> new Ending(KILLED, signal, by);
      case PROGRAM, NOT_STARTED, LOST -> new Ending(exit.get().code(), signal, by);
    };
  }

  private Result result(
      Observation observation,
      LiveSandbox.Recorded settled,
      Output stdout,
      Optional<Output> stderr) {
    Findings findings = Diagnoser.diagnose(observation);
    LiveSandbox.InForce inForce = sandbox.inForce();
    Counters counters = observation.counters();
    return new Result(
        id,
        spec.name(),
        choice.runtime(),
        choice.isolated(sandbox.verified().map(Verified::how)),
        spec.image(),
        observation.ending(),
        stdout.kept(),
        stderr.map(Output::kept).orElse(Bytes.EMPTY),
        stdout.truncated(),
        stderr.map(Output::truncated).orElse(false),
        new Result.LimitsReport(
            spec.limits(),
            inForce.cgroup(),
            inForce.values(),
            inForce.io(),
            inForce.ioReason(),
            inForce.disk().name().toLowerCase(Locale.ROOT)),
        new Result.Usage(
            counters.wallMillis(),
            counters.cpuMillis(),
            counters.memoryPeakBytes(),
            counters.pidsPeak(),
            counters.diskUsedBytes()),
        settled.blocked(),
        findings.primary(),
        findings.contributing(),
        notes(findings, settled, inForce));
  }

  private List<Note> notes(
      Findings findings, LiveSandbox.Recorded settled, LiveSandbox.InForce inForce) {
    var notes = new ArrayList<>(findings.notes());
    if (outputs.stream().anyMatch(Output::cut)) {
      notes.add(
          new Note(
              Note.OUTPUT_TRUNCATED,
              "The output was not seen to end, though its writers were killed; something of it may"
                  + " be missing."));
    }
    if (!settled.leftBehind().isEmpty()) {
      notes.add(
          new Note(
              Note.LEFT_BEHIND,
              "Links, sockets, FIFOs or devices lie in writable mounts: "
                  + String.join(", ", settled.leftBehind())
                  + "."));
    }
    if (settled.failuresDropped() > 0 && findings.primary().isPresent()) {
      notes.add(
          new Note(
              Note.FAILURES_DROPPED,
              settled.failuresDropped()
                  + " more failed calls are not recorded, since there were too many; the diagnosis"
                  + " rests on the others."));
    }
    if (inForce.disk() == DiskLayerKind.TMPFS) {
      notes.add(
          new Note(Note.LAYER_IN_MEMORY, "Files written inside count against the memory limit."));
    }
    return List.copyOf(notes);
  }
}
