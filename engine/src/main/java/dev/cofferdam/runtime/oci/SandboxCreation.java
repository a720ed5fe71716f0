package dev.cofferdam.runtime.oci;

import dev.cofferdam.diagnosis.MountPoint;
import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.host.Channel;
import dev.cofferdam.host.ConsoleSocket;
import dev.cofferdam.host.Descriptor;
import dev.cofferdam.host.MountNamespace;
import dev.cofferdam.host.Ownership;
import dev.cofferdam.host.Pipe;
import dev.cofferdam.host.Poll;
import dev.cofferdam.host.PseudoTerminal;
import dev.cofferdam.host.cgroup.CgroupLimits;
import dev.cofferdam.host.cgroup.SandboxCgroup;
import dev.cofferdam.host.sentry.SentryLog;
import dev.cofferdam.runtime.Capabilities.DiskLayerKind;
import dev.cofferdam.runtime.EngineDirectories;
import dev.cofferdam.runtime.LiveSandbox;
import dev.cofferdam.runtime.MountSource;
import dev.cofferdam.runtime.ProgramEnvironment;
import dev.cofferdam.runtime.SandboxPlan;
import dev.cofferdam.sandbox.SandboxSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes one sandbox, step by step; what was made is undone, the last first, when a step fails.
final class SandboxCreation {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int MAX_COMPLAINT = 4096;
  private static final String SENTRY_LOG = "sentry.log";
  private static final String CONSOLE_SOCKET = "console";

  private final OciRuntime.OciHost host;
  private final OciVariant variant;
  private final Path binary;
  private final SandboxPlan plan;
  private final SandboxSpec spec;
  private final IdMapping ids;
  private final Deque<AutoCloseable> undo = new ArrayDeque<>();

  SandboxCreation(OciRuntime.OciHost host, OciVariant variant, Path binary, SandboxPlan plan) {
    this.host = host;
    this.variant = variant;
    this.binary = binary;
    this.plan = plan;
    this.spec = plan.spec();
    this.ids = IdMapping.of(host.privilege(), plan.uidBase(), spec.user());
  }

  LiveSandbox create() {
    try {
      return attempt();
    } catch (RuntimeException | Error failed) {
      undoAll(failed);
      throw failed;
    }
  }

  private LiveSandbox attempt() {
    var root = new SandboxRoot(host.box(), plan, ids, variant.isSentry());
    MountNamespace namespace = namespaceOf(root);
    // Inside: a mount can only be cloned in the namespace that its descriptor was opened in.
    var own = new EngineDirectories(host.own());
    List<MountSource> sources = namespace.call(() -> MountSource.openAll(spec.mounts(), own));
    sources.forEach(undo::push);
    boolean loop = host.privilege().isHostRoot();
    var templates = loop ? Optional.of(host.templates()) : Optional.<Path>empty();
    var device = namespace.call(() -> root.assemble(host.init(), templates, sources));
    var io = new IoDevices(spec.limits().io(), host.cgroups().ioSupport()).judge(device, sources);
    SandboxCgroup cgroup = makeCgroup(variant.cgroupLimits(spec.limits(), io.devices()));

    Pipe stdin = programs(keep(Pipe.open()));
    Pipe stdout = programs(keep(variant.outputPipe()));
    Pipe stderr = programs(keep(variant.outputPipe()));
    Channel.Pair channel = keep(Channel.open());
    Optional<SentryLog> sentry = sentryLog(namespace);
    Optional<ConsoleSocket> console = console(namespace);
    List<Descriptor> stdio = List.of(stdin.read(), stdout.write(), stderr.write());
    Watchdog watchdog =
        namespace.call(() -> {
          Path bundle = writeBundle(root, cgroup);
          return Watchdog.start(host.init(), order(bundle, cgroup), stdio, channel.theirs());
        });
    undo.push(watchdog);
    undo.push(watchdog::finish);
    stdin.read().close();
    stdout.write().close();
    stderr.write().close();
    channel.theirs().close();

    Watchdog.Started started = watchdog.awaitStart(patience());
    int pid = started.pid().orElseThrow(() -> runtimeFailed(started, namespace, stderr.read()));
    var parts =
        new OciParts(
            variant,
            binary,
            namespace,
            root,
            sources,
            cgroup,
            pid,
            watchdog,
            channel.takeOurs(),
            stdin.write(),
            stdout.read(),
            stderr.read(),
            host.recorder(),
            variant.guard().policy(),
            call -> host.audit().accept(plan, call),
            found -> host.register().accept(plan, found),
            sentry,
            console.map(this::terminal));
    return new OciSandbox(plan, parts, inForce(io, loop, root), launchRequest());
  }

  /// The layer is gone only once the namespace is, which goes once nothing of the root is held.
  private MountNamespace namespaceOf(SandboxRoot root) {
    undo.push(root::awaitLayerGone);
    MountNamespace namespace = keep(MountNamespace.open("cofferdam-" + plan.id()));
    undo.push(root);
    return namespace;
  }

  /// The program can then open it by name, such as /dev/stdout.
  private Pipe programs(Pipe pipe) {
    Ownership.give(pipe.write(), ids.hostUid(spec.user().uid()), ids.hostGid(spec.user().gid()));
    return pipe;
  }

  private LiveSandbox.InForce inForce(IoDevices.Judged io, boolean loop, SandboxRoot root) {
    return new LiveSandbox.InForce(
        host.cgroups().version().label(),
        Map.of(),
        io.label(),
        io.reason(),
        loop ? DiskLayerKind.LOOP : DiskLayerKind.TMPFS,
        mountTable(root));
  }

  /// The Sentry passes no descriptors out, so that init cannot send a terminal that it made; and
  /// only one that the runtime made is the Sentry's own, with keys that become signals.
  private Optional<ConsoleSocket> console(MountNamespace namespace) {
    return variant.isSentry() && spec.terminal().isPresent()
        ? Optional.of(
            keep(namespace.call(() -> ConsoleSocket.open(host.box().resolve(CONSOLE_SOCKET)))))
        : Optional.empty();
  }

  private Descriptor terminal(ConsoleSocket console) {
    Optional<Descriptor> taken = console.take(patience());
    console.close();
    Descriptor master =
        keep(
            taken.orElseThrow(() ->
                new CofferdamException(
                    ErrorCode.SANDBOX_LOST,
                    "the runtime handed over no terminal",
                    "run 'cofferdam doctor'")));
    spec.terminal().ifPresent(size -> PseudoTerminal.resize(master, size.columns(), size.rows()));
    return master;
  }

  private Optional<SentryLog> sentryLog(MountNamespace namespace) {
    if (!variant.isSentry()) {
      return Optional.empty();
    }
    SentryLog log =
        namespace.call(() ->
            SentryLog.open(
                host.box().resolve(SENTRY_LOG),
                variant.guard().policy(),
                call -> host.audit().accept(plan, call)));
    return Optional.of(keep(log));
  }

  private SandboxCgroup makeCgroup(CgroupLimits limits) {
    String id = plan.id().value();
    SandboxCgroup cgroup = SandboxCgroup.create(host.cgroups(), id, limits);
    undo.push(cgroup::remove);
    return cgroup;
  }

  private <T extends AutoCloseable> T keep(T resource) {
    undo.push(resource);
    return resource;
  }

  private void undoAll(Throwable failed) {
    while (!undo.isEmpty()) {
      try {
        undo.pop().close();
      } catch (Exception further) {
        failed.addSuppressed(further);
      }
    }
  }

  private Path writeBundle(SandboxRoot root, SandboxCgroup cgroup) throws IOException {
    var config =
        new OciConfig(
            root.rootfs().toString(),
            spec.user().uid(),
            spec.user().gid(),
            ids.uids(),
            ids.gids(),
            cgroup.runtimePath(),
            spec.limits().shmBytes(),
            variant.guard().section(),
            root.bound(),
            variant.isSentry() && spec.terminal().isPresent(),
            variant.isSentry() ? ProgramDefaults.ulimitsBehindSentry(spec) : List.of());
    Files.writeString(host.box().resolve("config.json"), config.json());
    return host.box();
  }

  private Watchdog.Order order(Path bundle, SandboxCgroup cgroup) {
    Path pidFile = bundle.resolve("pid");
    return new Watchdog.Order(
        patience().plusSeconds(10),
        pidFile,
        cgroup.directories(),
        variant.isSentry() ? cgroup.enclosingDirectories() : cgroup.joinDirectories(),
        commandLine(bundle, pidFile));
  }

  private Duration patience() {
    return variant.patience(PATIENCE, spec.limits());
  }

  private List<String> commandLine(Path bundle, Path pidFile) {
    var words = new ArrayList<>(List.of(binary.toString()));
    words.addAll(List.of("--root", bundle.resolve("state").toString()));
    words.addAll(List.of("--log", bundle.resolve("runtime.log").toString()));
    words.addAll(variant.options());
    if (variant.isSentry()) {
      words.add("--debug-log=" + bundle.resolve(SENTRY_LOG));
    }
    words.addAll(List.of("run", "--detach", "--bundle", bundle.toString()));
    words.addAll(List.of("--pid-file", pidFile.toString()));
    if (variant.isSentry() && spec.terminal().isPresent()) {
      words.addAll(List.of("--console-socket", bundle.resolve(CONSOLE_SOCKET).toString()));
    }
    words.addAll(variant.handOver());
    words.add(plan.id().value());
    return List.copyOf(words);
  }

  private byte[] launchRequest() {
    return variant.isSentry()
        ? LaunchRequest.unheard(spec, ProgramEnvironment.of(spec), variant.guard().filter())
        : LaunchRequest.encode(
            spec,
            ProgramDefaults.ulimits(spec),
            ProgramEnvironment.of(spec),
            variant.guard().filter());
  }

  private static List<MountPoint> mountTable(SandboxRoot root) {
    var table = new ArrayList<>(root.table());
    table.add(new MountPoint("/dev/shm", false, Optional.empty()));
    return table;
  }

  private CofferdamException runtimeFailed(
      Watchdog.Started started, MountNamespace namespace, Descriptor stderr) {
    String complaint = "";
    if (Poll.readable(stderr, 0)) {
      byte[] buffer = new byte[MAX_COMPLAINT];
      complaint = new String(buffer, 0, stderr.read(buffer), StandardCharsets.UTF_8).strip();
    }
    String log =
        namespace.call(() -> {
          Path file = host.box().resolve("runtime.log");
          return Files.exists(file) ? Files.readString(file).strip() : "";
        });
    String status =
        started.status().isPresent() ? "exit status " + started.status().getAsInt() : "no answer";
    return new CofferdamException(
        ErrorCode.SANDBOX_LOST,
        variant.name().label() + " could not make the sandbox (" + status + "): " + complaint,
        log.isEmpty()
            ? "run 'cofferdam doctor'"
            : "run 'cofferdam doctor'; the runtime said: " + log);
  }
}
