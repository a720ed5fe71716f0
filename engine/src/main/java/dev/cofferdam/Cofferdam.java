package dev.cofferdam;

import dev.cofferdam.diagnosis.Ceilings;
import dev.cofferdam.diagnosis.Note;
import dev.cofferdam.doctor.Doctor;
import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.host.ProcessIdentity;
import dev.cofferdam.image.HostImage;
import dev.cofferdam.image.RootFilesystem;
import dev.cofferdam.inspect.Inspection;
import dev.cofferdam.inspect.Lookup;
import dev.cofferdam.ledger.Life;
import dev.cofferdam.ledger.Sweep;
import dev.cofferdam.ledger.Swept;
import dev.cofferdam.run.Choice;
import dev.cofferdam.run.Result;
import dev.cofferdam.run.Run;
import dev.cofferdam.run.RunStreams;
import dev.cofferdam.run.Selection;
import dev.cofferdam.runtime.LiveSandbox;
import dev.cofferdam.runtime.Runtime;
import dev.cofferdam.runtime.SandboxPlan;
import dev.cofferdam.sandbox.SandboxId;
import dev.cofferdam.sandbox.SandboxSpec;
import dev.cofferdam.text.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// The engine. Runs programs in sandboxes of their own and leaves nothing of them. Thread-safe; a
/// sandbox does not outlive the process that holds its engine, nor the engine's [#close()].
public final class Cofferdam implements AutoCloseable {
  /// Longer than a runtime is given to make a sandbox, which nothing interrupts.
  private static final Duration CLOSING = Duration.ofSeconds(30);

  private final EngineParts parts;
  private final AtomicReference<Swept> swept = new AtomicReference<>(new Swept(0, 0));
  private final RunsUnderWay underWay = new RunsUnderWay();

  private Cofferdam(EngineParts parts) {
    this.parts = parts;
  }

  /// Opens the engine and removes what dead owners left behind.
  ///
  /// @throws CofferdamException when this host cannot run sandboxes
  public static Cofferdam open(EngineConfig config) {
    var engine = new Cofferdam(EngineParts.open(config));
    engine.collect();
    return engine;
  }

  /// Runs a program to its end and destroys its sandbox. Returns when the streams have taken the
  /// output, however long that takes: the sandbox is gone by then. An interrupt of this thread, or
  /// [#cancelAll()], ends that wait.
  ///
  /// @return what became of it; a program's failure is data
  /// @throws CofferdamException when it could not be run as asked
  public Result run(SandboxSpec spec, RunStreams streams) {
    try (RunsUnderWay.Ticket ticket = underWay.enter()) {
      Selection.Selected selected = parts.selection().select(spec);
      Runtime runtime = selected.runtime();
      Choice choice = selected.choice();
      if (selected.fallback()) {
        parts.fallback().say();
      }
      parts.admission().check(spec, runtime.reserve());
      RootFilesystem root = image(runtime);
      runtime.prepare(spec);
      var id = SandboxId.random();
      Life life = life(id, spec, choice, runtime);
      long uidBase = parts.ledger().intend(life);
      Run run;
      Result result;
      try (LiveSandbox sandbox = runtime.create(new SandboxPlan(id, spec, root, uidBase))) {
        Ceilings ceilings = parts.admission().ceilings(runtime.reserve());
        run = new Run(id, spec, choice, sandbox, ceilings, streams);
        ticket.begins(run);
        result = executed(run, life);
      } finally {
        new Sweep(parts.ledger()).release(life);
      }
      result = audited(result);
      run.deliver();
      return result;
    }
  }

  /// Ends every run of this engine; their results say that the caller ended them. Returns when they
  /// were told, and nobody in them is left or 5 s have passed.
  public void cancelAll() {
    parts.wasm().cancelBuilds();
    underWay.cancelAll();
  }

  /// The sandboxes alive on this host, whoever owns them, the oldest first.
  public List<Life> list() {
    return parts.ledger().living();
  }

  /// Finds out what is in force for a living sandbox, whoever owns it.
  ///
  /// @param word its id, its name, or enough of the beginning of its id
  /// @throws CofferdamException when there is none, or more than one
  public Inspection inspect(String word) {
    Life life = Lookup.find(word, list());
    return Inspection.of(
        life, parts.ledger(), (of, program) -> Doctor.version(of.runtime(), program.toString()));
  }

  /// The version of this engine; empty where it does not run from its jar.
  public static Optional<String> version() {
    return Optional.ofNullable(Cofferdam.class.getPackage()).map(Package::getImplementationVersion);
  }

  /// Removes what dead owners left behind.
  ///
  /// @return what was removed since this engine was opened, its opening included
  public Swept collect() {
    Swept now = new Sweep(parts.ledger()).run();
    return swept.updateAndGet(before -> before.plus(now));
  }

  /// Refuses new runs, ends those that are under way and waits for them, 30 s at most.
  @Override
  public void close() {
    parts.wasm().refuse();
    underWay.close(CLOSING);
    parts.close();
  }

  private RootFilesystem image(Runtime runtime) {
    return runtime.takesImage()
        ? HostImage.prepare(parts.config().stateDirectory())
        : RootFilesystem.NONE;
  }

  private static Life life(SandboxId id, SandboxSpec spec, Choice choice, Runtime runtime) {
    Instant now = Instant.now();
    return new Life(
        id,
        spec.name(),
        choice.runtime(),
        Life.shortened(spec.program().argv()),
        ProcessHandle.current().pid(),
        ProcessIdentity.ownStartTime(),
        ProcessIdentity.bootId(),
        now,
        now.plus(spec.limits().wall()),
        runtime.footprint(id, spec),
        runtime.layers(id));
  }

  /// One that fails without a result has ended too, and the audit log says so.
  private Result executed(Run run, Life life) {
    try {
      return run.execute();
    } catch (RuntimeException | Error failed) {
      auditFailure(life, failed);
      throw failed;
    }
  }

  private void auditFailure(Life life, Throwable failed) {
    var fields = new LinkedHashMap<String, Object>();
    life.name().ifPresent(name -> fields.put("name", name));
    fields.put("runtime", life.runtime().label());
    fields.put("endedBy", "FAILURE");
    fields.put("failure", Printable.of(String.valueOf(failed.getMessage())));
    parts.audit().append("ended", life.id().value(), fields);
  }

  /// Writes its end into the audit log.
  ///
  /// @return the result, with a note when the log lacks something of this run
  private Result audited(Result result) {
    var fields = new LinkedHashMap<String, Object>();
    result.name().ifPresent(name -> fields.put("name", name));
    fields.put("runtime", result.runtime().label());
    fields.put("exitCode", result.ending().exitCode());
    fields.put("endedBy", result.ending().by().name());
    result.diagnosis().ifPresent(cause -> fields.put("kind", cause.kind().name()));
    fields.put(
        "blockedCalls",
        result.blockedCalls().stream()
            .map(call ->
                Map.of(
                    "name", call.name(),
                    "arch", call.arch(),
                    "process", call.process(),
                    "pid", call.pid(),
                    "count", call.count(),
                    "atLeast", call.atLeast(),
                    "probe", call.probe()))
            .toList());
    String id = result.id().value();
    parts.audit().append("ended", id, fields);
    return parts
        .audit()
        .missing(id)
        .map(reason ->
            result.withNote(
                new Note(
                    Note.AUDIT_INCOMPLETE,
                    "The audit log lacks something of this run: " + Printable.of(reason) + ".")))
        .orElse(result);
  }
}
