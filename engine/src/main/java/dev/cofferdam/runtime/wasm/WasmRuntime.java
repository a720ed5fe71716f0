package dev.cofferdam.runtime.wasm;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.host.Descriptor;
import dev.cofferdam.host.Paths;
import dev.cofferdam.host.Pipe;
import dev.cofferdam.host.cgroup.CgroupLimits;
import dev.cofferdam.host.cgroup.CgroupParent;
import dev.cofferdam.host.cgroup.SandboxCgroup;
import dev.cofferdam.runtime.Availability;
import dev.cofferdam.runtime.Capabilities;
import dev.cofferdam.runtime.LiveSandbox;
import dev.cofferdam.runtime.ProgramEnvironment;
import dev.cofferdam.runtime.Reserve;
import dev.cofferdam.runtime.Runtime;
import dev.cofferdam.runtime.SandboxPlan;
import dev.cofferdam.runtime.wasm.CommandLine.Read;
import dev.cofferdam.runtime.wasm.Spare.Serving;
import dev.cofferdam.runtime.wasm.WasmSandbox.WasmParts;
import dev.cofferdam.sandbox.Limits;
import dev.cofferdam.sandbox.Program;
import dev.cofferdam.sandbox.RuntimeName;
import dev.cofferdam.sandbox.SandboxId;
import dev.cofferdam.sandbox.SandboxSpec;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// `wasm`: the program has no system calls at all, only what WASI gives it. Needs no root, no
/// namespaces and no image.
public final class WasmRuntime implements Runtime, AutoCloseable {
  /// Of the worker's child beside the linear memory, which the engine itself holds to `-m`: the
  /// stack, which may be 48 MiB deep, tables and buffers.
  static final Reserve RESERVE = new Reserve(80L << 20, 0, 1);

  /// The child's own threads; the program has none.
  private static final int THREADS = 16;

  private final WasmHost host;
  private final Artifacts artifacts;
  private final Workers workers;
  private final Spare spare;

  /// A runtime whose workers are started with their first runs.
  public WasmRuntime(WasmHost host) {
    this.host = host;
    this.artifacts = new Artifacts(host.artifacts(), host.checkout(), host.progress());
    this.workers = new Workers(artifacts);
    this.spare = new Spare(host, artifacts, workers);
  }

  @Override
  public RuntimeName name() {
    return RuntimeName.WASM;
  }

  @Override
  public Availability probe() {
    try {
      if (artifacts.isReady(List.of("library"))) {
        return new Availability.Usable(artifacts.directory().toString());
      }
    } catch (CofferdamException foreign) {
      return new Availability.Unusable(
          "wasm: " + foreign.reason(), foreign.remedy(), foreign.code());
    }
    if (spare.isAllThereIs()) {
      return new Availability.Usable(System.getProperty("java.home"));
    }
    return artifacts
        .unbuildable()
        .<Availability>map(
            reason -> new Availability.Unusable("wasm: " + reason, artifacts.remedy()))
        .orElseGet(() -> new Availability.Usable(artifacts.directory().toString()));
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        Capabilities.DiskLayerKind.DIRECTORY,
        false,
        Capabilities.IoSupport.NONE,
        Capabilities.PidsLimit.PROGRAM);
  }

  @Override
  public Reserve reserve() {
    return spare.isAllThereIs() ? Spare.RESERVE : RESERVE;
  }

  @Override
  public List<String> footprint(SandboxId id, SandboxSpec spec) {
    return host.cgroups()
        .map(parent ->
            SandboxCgroup.plannedAlone(parent, id.value()).stream().map(Path::toString).toList())
        .orElse(List.of());
  }

  @Override
  public List<String> layers(SandboxId id) {
    return List.of(host.layers().resolve(id.value()).toString());
  }

  @Override
  public boolean takesImage() {
    return false;
  }

  @Override
  public Optional<Unserved> unserved(SandboxSpec spec) {
    Optional<Unserved> asked = new Unhonoured(spec, host.cgroups().isPresent()).reason();
    return asked.isPresent()
        ? asked
        : switch (CommandLine.read(spec)) {
          case Read.Runs(GuestCall call) -> spare.unserved(call.guest(), spec);
          // What is wrong everywhere is told when it is asked of this one.
          case Read.Wrong _ -> Optional.empty();
          case Read.RunsElsewhere(Unserved reason) -> Optional.of(reason);
        };
  }

  @Override
  public void prepare(SandboxSpec spec) {
    new Unhonoured(spec, host.cgroups().isPresent()).refuse();
    switch (CommandLine.read(spec)) {
      case Read.Runs(GuestCall call) -> spare.serving(call.guest(), spec);
      case Read.RunsElsewhere _ -> {
        // Its start says so, as a kernel's does.
      }
      case Read.Wrong(Unserved wrong) ->
          throw CofferdamException.invalid(wrong.reason(), wrong.remedy());
    }
  }

  @Override
  public LiveSandbox create(SandboxPlan plan) {
    Read read = CommandLine.read(plan.spec());
    Optional<JvmEngine> engine = Optional.empty();
    if (read instanceof Read.Runs(GuestCall call)) {
      switch (spare.serving(call.guest(), plan.spec())) {
        case Serving.OnWasmtime(Guest guest) -> read = new Read.Runs(call.on(guest));
        case Serving.OnJvm(JvmEngine instead) -> engine = Optional.of(instead);
      }
    }
    Deque<AutoCloseable> undo = new ArrayDeque<>();
    try {
      return create(plan, read, engine, undo);
    } catch (RuntimeException | Error failed) {
      while (!undo.isEmpty()) {
        try {
          undo.pop().close();
        } catch (Exception further) {
          failed.addSuppressed(further);
        }
      }
      throw failed;
    }
  }

  private LiveSandbox create(
      SandboxPlan plan, Read read, Optional<JvmEngine> engine, Deque<AutoCloseable> undo) {
    SandboxSpec spec = plan.spec();
    Optional<WorkerRequest.User> user = user(plan);
    Directories directories =
        engine.isPresent()
            ? Directories.bare(host, plan, user)
            : Directories.make(host, plan, user, library(read));
    undo.push(directories);
    Reserve reserve = engine.isPresent() ? Spare.RESERVE : RESERVE;
    Optional<SandboxCgroup> cgroup =
        host.cgroups().map(parent -> cgroup(parent, plan, reserve, engine.isPresent()));
    undo.push(() -> cgroup.ifPresent(SandboxCgroup::remove));
    Pipe stdin = keep(Pipe.open(), undo);
    Pipe stdout = keep(Pipe.open(), undo);
    Pipe stderr = keep(Pipe.open(), undo);
    List<Descriptor> streams = List.of(stdin.read(), stdout.write(), stderr.write());
    Optional<Descriptor> module = module(spec, read, directories, undo);
    Optional<WasmSandbox.Beginning> beginning =
        switch (read) {
          case Read.Runs(GuestCall call) when engine.isPresent() ->
              Optional.of(
                  spare.beginning(
                      engine.get(),
                      call,
                      spec,
                      directories.layer(),
                      streams,
                      user,
                      cgroup.map(SandboxCgroup::enclosingDirectories).orElse(List.of())));
          case Read.Runs(GuestCall call) ->
              Optional.of(beginning(call, spec, streams, directories, module, cgroup, user));
          case Read.RunsElsewhere _, Read.Wrong _ -> Optional.empty();
        };
    String unserved = read instanceof Read.RunsElsewhere(Unserved reason) ? reason.reason() : "";
    var parts =
        new WasmParts(
            beginning, unserved, directories, reserve, cgroup, stdin, stdout, stderr, module);
    return new WasmSandbox(host, plan, parts, inForce(spec, cgroup, directories));
  }

  private List<Preopen> library(Read read) {
    return read instanceof Read.Runs(GuestCall call) ? workers.files(call.guest()) : List.of();
  }

  private Optional<WorkerRequest.User> user(SandboxPlan plan) {
    SandboxSpec.User user = plan.spec().user();
    return host.privilege().isHostRoot()
        ? Optional.of(
            new WorkerRequest.User(
                Math.toIntExact(plan.uidBase() + user.uid()),
                Math.toIntExact(plan.uidBase() + user.gid())))
        : Optional.empty();
  }

  private static Optional<Descriptor> module(
      SandboxSpec spec, Read read, Directories directories, Deque<AutoCloseable> undo) {
    return read instanceof Read.Runs(GuestCall call)
            && call.guest() == Guest.MODULE
            && spec.program() instanceof Program.Script script
        ? Optional.of(keep(Paths.openUnwaiting(directories.script(script)), undo))
        : Optional.empty();
  }

  private WasmSandbox.Beginning beginning(
      GuestCall call,
      SandboxSpec spec,
      List<Descriptor> streams,
      Directories directories,
      Optional<Descriptor> module,
      Optional<SandboxCgroup> cgroup,
      Optional<WorkerRequest.User> user) {
    var request =
        new WorkerRequest(
            call,
            ProgramEnvironment.of(spec),
            spec.workdir(),
            streams,
            directories.preopens(),
            module,
            spec.limits(),
            Unhonoured.openFiles(spec),
            cgroup.map(SandboxCgroup::entrances).orElse(List.of()),
            cgroup.map(SandboxCgroup::deepestFirst).orElse(List.of()),
            user);
    return asker -> workers.begin(request, asker);
  }

  private static <T extends AutoCloseable> T keep(T resource, Deque<AutoCloseable> undo) {
    undo.push(resource);
    return resource;
  }

  private static SandboxCgroup cgroup(
      CgroupParent parent, SandboxPlan plan, Reserve reserve, boolean jvm) {
    Limits limits = plan.spec().limits();
    return SandboxCgroup.createAlone(
        parent,
        plan.id().value(),
        new CgroupLimits(
            reserve.memory(limits.memoryBytes()),
            limits.milliCpus(),
            jvm ? Spare.THREADS : THREADS,
            List.of()));
  }

  private LiveSandbox.InForce inForce(
      SandboxSpec spec, Optional<SandboxCgroup> cgroup, Directories directories) {
    var values = new LinkedHashMap<String, String>();
    cgroup.ifPresent(made -> values.putAll(made.enforce().values()));
    values.put("linear-memory:bytes", Long.toString(spec.limits().memoryBytes()));
    values.put("processes", "1");
    if (!directories.table().isEmpty()) {
      values.put("layer:bytes", Long.toString(spec.limits().diskBytes()));
      values.put("layer:files", Long.toString(WorkerRequest.files(spec.limits())));
      values.put("files:open", Long.toString(Unhonoured.openFiles(spec)));
    }
    return new LiveSandbox.InForce(
        host.cgroups().map(parent -> parent.version().label()).orElse("none"),
        values,
        "off",
        Optional.empty(),
        Capabilities.DiskLayerKind.DIRECTORY,
        directories.table());
  }

  /// Ends what is being built for runs that are not wanted any more.
  public void cancelBuilds() {
    workers.cancelBuilds();
  }

  /// Lets nothing more begin, and ends what is being built.
  public void refuse() {
    workers.refuse();
  }

  @Override
  public void close() {
    workers.close();
  }
}
