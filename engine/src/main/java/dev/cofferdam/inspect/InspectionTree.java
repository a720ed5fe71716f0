package dev.cofferdam.inspect;

import dev.cofferdam.host.KernelName;
import dev.cofferdam.host.UserNamespace.Mapping;
import dev.cofferdam.ledger.Life;
import dev.cofferdam.runtime.Inside;
import dev.cofferdam.runtime.Verified;
import dev.cofferdam.sandbox.Isolation;
import dev.cofferdam.sandbox.MountSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// An inspection as a tree of objects, lists, texts, numbers and truths: what `docker inspect` has
/// is where it has it, as far as it applies, and what it has not is below `Cofferdam`. Every member
/// is always there; what is not known is null, with the reason in `Cofferdam.Unknown`.
public final class InspectionTree {
  private static final long NANOS_A_MILLI = 1_000_000;

  private final Inspection seen;
  private final Optional<Asked> asked;
  private final Optional<Verified> found;

  private InspectionTree(Inspection seen) {
    this.seen = seen;
    this.asked = seen.beginning().map(Beginning::asked);
    this.found = seen.beginning().map(Beginning::found);
  }

  /// The tree.
  public static Map<String, @Nullable Object> of(Inspection inspection) {
    return new InspectionTree(inspection).whole();
  }

  private Map<String, @Nullable Object> whole() {
    Life life = seen.life();
    var tree = new LinkedHashMap<String, @Nullable Object>();
    tree.put("Id", life.id().value());
    tree.put("Name", life.name().orElse(null));
    tree.put("Created", life.created().toString());
    tree.put("Path", life.command().isEmpty() ? null : life.command().getFirst());
    tree.put("Args", life.command().stream().skip(1).toList());
    tree.put("State", state());
    tree.put("Image", asked.map(Asked::digest).orElse(null));
    tree.put("Config", config());
    tree.put("HostConfig", hostConfig());
    tree.put(
        "Mounts", asked.map(all -> all.mounts().stream().map(this::mount).toList()).orElse(null));
    tree.put("Cofferdam", ours());
    return tree;
  }

  private Map<String, @Nullable Object> state() {
    var state = new LinkedHashMap<String, @Nullable Object>();
    state.put("Status", seen.status().name().toLowerCase(Locale.ROOT));
    state.put("Running", seen.status() == Inspection.Status.RUNNING);
    state.put("Pid", found.map(Verified::pid).orElse(null));
    state.put("StartedAt", found.map(begun -> begun.at().toString()).orElse(null));
    return state;
  }

  private Map<String, @Nullable Object> config() {
    var config = new LinkedHashMap<String, @Nullable Object>();
    config.put("Image", asked.map(Asked::image).orElse(null));
    config.put("User", asked.map(Asked::user).orElse(null));
    config.put("WorkingDir", asked.map(Asked::workdir).orElse(null));
    config.put("Tty", asked.map(Asked::terminal).orElse(null));
    return config;
  }

  private Map<String, @Nullable Object> hostConfig() {
    var config = new LinkedHashMap<String, @Nullable Object>();
    config.put("Runtime", seen.life().runtime().label());
    config.put("NetworkMode", asked.map(Asked::network).orElse(null));
    config.put("Memory", asked.map(Asked::memoryBytes).orElse(null));
    // As docker has it: memory and swap together, which is to say no swap.
    config.put("MemorySwap", asked.map(Asked::memoryBytes).orElse(null));
    config.put("NanoCpus", asked.map(all -> all.milliCpus() * NANOS_A_MILLI).orElse(null));
    config.put("PidsLimit", asked.map(Asked::pids).orElse(null));
    config.put("ShmSize", asked.map(Asked::shmBytes).orElse(null));
    config.put("DiskSize", asked.map(Asked::diskBytes).orElse(null));
    config.put("ReadonlyRootfs", isReadOnly("/").orElse(null));
    config.put("Init", asked.map(Asked::supervised).orElse(null));
    config.put("AutoRemove", true);
    config.put("Privileged", false);
    return config;
  }

  private Optional<Boolean> isReadOnly(String destination) {
    return seen.mounts()
        .flatMap(mounts -> MountLine.at(destination, mounts))
        .map(MountLine::readOnly);
  }

  /// A mount of `-v`. Whether it can be written to is what the kernel says, not what was asked.
  private Map<String, @Nullable Object> mount(MountSpec spec) {
    var mount = new LinkedHashMap<String, @Nullable Object>();
    mount.put("Type", "bind");
    mount.put("Source", spec.source().toString());
    mount.put("Destination", spec.destination());
    mount.put("Mode", spec.mode().label());
    mount.put("RW", isReadOnly(spec.destination()).map(readOnly -> !readOnly).orElse(null));
    return mount;
  }

  private Map<String, @Nullable Object> ours() {
    Isolation isolation = seen.life().runtime().isolation();
    var ours = new LinkedHashMap<String, @Nullable Object>();
    ours.put("Isolation", isolation.label());
    ours.put("SharedKernel", isolation == Isolation.PROCESS);
    ours.put("Verified", found.map(InspectionTree::verified).orElse(null));
    ours.put("Process", seen.process().map(this::process).orElse(null));
    ours.put("Program", seen.program().map(InspectionTree::posture).orElse(null));
    ours.put("Cgroup", cgroup());
    ours.put(
        "Mounts",
        seen.mounts()
            .map(mounts -> mounts.stream().map(InspectionTree::mount).toList())
            .orElse(null));
    ours.put("Network", network());
    ours.put("Versions", versions());
    ours.put("Deadline", seen.life().deadline().toString());
    ours.put("OwnerPid", seen.life().ownerPid());
    ours.put("Unknown", seen.unknown());
    return ours;
  }

  private static Map<String, @Nullable Object> verified(Verified found) {
    Inside inside = found.inside();
    var verified = new LinkedHashMap<String, @Nullable Object>();
    verified.put("Kernel", found.kernel().label());
    verified.put("How", found.how());
    verified.put("At", found.at().toString());
    verified.put("Uname", name(inside.kernel()));
    verified.put("HostUname", name(found.host()));
    verified.put("ProcVersion", inside.procVersion());
    verified.put("KernelLog", inside.logRefused().isPresent() ? null : inside.firstOfLog());
    verified.put("KernelLogRefused", inside.logRefused().orElse(null));
    return verified;
  }

  private static Map<String, @Nullable Object> name(KernelName kernel) {
    var name = new LinkedHashMap<String, @Nullable Object>();
    name.put("Release", kernel.release());
    name.put("Version", kernel.version());
    return name;
  }

  private Map<String, @Nullable Object> process(HostProcess process) {
    var tree = new LinkedHashMap<String, @Nullable Object>();
    tree.put("Pid", process.pid());
    tree.put(
        "Is",
        found
            .map(begun ->
                switch (begun.kernel()) {
                  case HOST -> "the first process of the sandbox";
                  case NONE -> "the worker's child, in which the program runs as WebAssembly";
                  case SENTRY -> "the Sentry, which is the kernel that the program meets";
                })
            .orElse(null));
    var namespaces = new LinkedHashMap<String, @Nullable Object>();
    for (HostProcess.Namespace namespace : process.namespaces()) {
      var one = new LinkedHashMap<String, @Nullable Object>();
      one.put("Inode", orNull(namespace.inode()));
      one.put("HostInode", orNull(namespace.ofHost()));
      one.put("Own", namespace.isOwn().orElse(null));
      namespaces.put(namespace.kind(), one);
    }
    tree.put("Namespaces", namespaces);
    tree.put("UidMap", process.uids().map(InspectionTree::mappings).orElse(null));
    tree.put("GidMap", process.gids().map(InspectionTree::mappings).orElse(null));
    process.posture().ifPresent(posture -> tree.putAll(posture(posture)));
    return tree;
  }

  private static List<Map<String, @Nullable Object>> mappings(List<Mapping> mappings) {
    return mappings.stream().map(InspectionTree::mapping).toList();
  }

  private static Map<String, @Nullable Object> mapping(Mapping mapping) {
    var tree = new LinkedHashMap<String, @Nullable Object>();
    tree.put("Inside", mapping.inside());
    tree.put("Host", mapping.outside());
    tree.put("Count", mapping.count());
    return tree;
  }

  private static Map<String, @Nullable Object> posture(Posture posture) {
    var sets = new LinkedHashMap<String, @Nullable Object>();
    Posture.SETS.values().stream()
        .sorted()
        .forEach(set -> sets.put(set, posture.capabilities().get(set)));
    var seccomp = new LinkedHashMap<String, @Nullable Object>();
    seccomp.put("Mode", posture.seccompMode().orElse(null));
    seccomp.put("Filters", orNull(posture.seccompFilters()));
    var tree = new LinkedHashMap<String, @Nullable Object>();
    tree.put("Capabilities", sets);
    tree.put("NoNewPrivs", posture.noNewPrivs().orElse(null));
    tree.put("Seccomp", seccomp);
    return tree;
  }

  private Map<String, @Nullable Object> cgroup() {
    var tree = new LinkedHashMap<String, @Nullable Object>();
    tree.put("Version", seen.limits().version().label());
    tree.put("Limits", seen.limits().limits());
    tree.put("MemoryUsage", orNull(seen.limits().memoryNow()));
    tree.put("Pids", orNull(seen.limits().pidsNow()));
    tree.put("Membership", seen.process().flatMap(HostProcess::cgroups).orElse(null));
    return tree;
  }

  private static Map<String, @Nullable Object> mount(MountLine mount) {
    var tree = new LinkedHashMap<String, @Nullable Object>();
    tree.put("Destination", mount.destination());
    tree.put("Type", mount.type());
    tree.put("Source", mount.source());
    tree.put("RW", !mount.readOnly());
    tree.put("Options", mount.options());
    return tree;
  }

  private Map<String, @Nullable Object> network() {
    var tree = new LinkedHashMap<String, @Nullable Object>();
    tree.put("Mode", asked.map(Asked::network).orElse(null));
    tree.put("Interfaces", seen.process().flatMap(HostProcess::interfaces).orElse(null));
    return tree;
  }

  private Map<String, @Nullable Object> versions() {
    var tree = new LinkedHashMap<String, @Nullable Object>();
    tree.put("Cofferdam", seen.beginning().flatMap(Beginning::version).orElse(null));
    tree.put("Runtime", seen.runtimeVersion().orElse(null));
    tree.put("RuntimeProgram", found.map(begun -> begun.program().toString()).orElse(null));
    tree.put("HostKernel", KernelName.ofHost().toString());
    return tree;
  }

  private static @Nullable Long orNull(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }

  private static @Nullable Integer orNull(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }
}
