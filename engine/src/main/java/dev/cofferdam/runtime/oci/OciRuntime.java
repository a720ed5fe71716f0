package dev.cofferdam.runtime.oci;

import dev.cofferdam.host.Privilege;
import dev.cofferdam.host.cgroup.CgroupParent;
import dev.cofferdam.host.cgroup.SandboxCgroup;
import dev.cofferdam.host.seccomp.RefusedCall;
import dev.cofferdam.host.trace.FailureRecorder;
import dev.cofferdam.runtime.Availability;
import dev.cofferdam.runtime.Capabilities;
import dev.cofferdam.runtime.LiveSandbox;
import dev.cofferdam.runtime.Reserve;
import dev.cofferdam.runtime.Runtime;
import dev.cofferdam.runtime.SandboxPlan;
import dev.cofferdam.runtime.Verified;
import dev.cofferdam.sandbox.RuntimeName;
import dev.cofferdam.sandbox.SandboxId;
import dev.cofferdam.sandbox.SandboxSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/// A runtime that takes OCI bundles. What differs between them is in the constructor's arguments.
public final class OciRuntime implements Runtime {
  private final OciVariant variant;
  private final OciHost host;

  private OciRuntime(OciVariant variant, OciHost host) {
    this.variant = variant;
    this.host = host;
  }

  /// What a runtime has of the host, shared by all its sandboxes.
  ///
  /// @param own the engine's directories, which no sandbox may see
  /// @param init the native init program
  /// @param box an empty directory of ours, on which each sandbox's namespace mounts its own
  /// @param templates where templates of writable layers lie
  /// @param tools where `cofferdam setup` puts runtimes
  /// @param programs where programs of runtimes lie that are not to be looked for
  /// @param privilege who we are
  /// @param cgroups below which sandboxes have theirs
  /// @param recorder records failed calls, or why it cannot
  /// @param audit is told of refused calls, verbatim
  /// @param register is told what was seen inside, when the program begins
  public record OciHost(
      List<Path> own,
      Path init,
      Path box,
      Path templates,
      Path tools,
      Map<RuntimeName, Path> programs,
      Privilege privilege,
      CgroupParent cgroups,
      FailureRecorder.Attempt recorder,
      BiConsumer<SandboxPlan, RefusedCall> audit,
      BiConsumer<SandboxPlan, Verified> register) {}

  /// `runc`, the reference runtime: namespaces, cgroups and seccomp on the host's own kernel.
  public static OciRuntime runc(OciHost host) {
    return new OciRuntime(OciVariant.RUNC, host);
  }

  /// `runsc`: gVisor's kernel in user space between the program and the host's.
  public static OciRuntime runsc(OciHost host) {
    return new OciRuntime(OciVariant.RUNSC, host);
  }

  @Override
  public RuntimeName name() {
    return variant.name();
  }

  @Override
  public Availability probe() {
    return RuntimeBinary.find(name(), host.programs(), host.tools())
        .<Availability>map(program -> new Availability.Usable(program.toString()))
        .orElseGet(() ->
            new Availability.Unusable(name().label() + " is not installed", variant.remedy()));
  }

  @Override
  public Reserve reserve() {
    return variant.reserve();
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        host.privilege().isHostRoot()
            ? Capabilities.DiskLayerKind.LOOP
            : Capabilities.DiskLayerKind.TMPFS,
        variant.isSentry() || host.recorder() instanceof FailureRecorder.Recording,
        switch (host.cgroups().ioSupport()) {
          case NONE -> Capabilities.IoSupport.NONE;
          case PARTIAL -> Capabilities.IoSupport.PARTIAL;
          case FULL -> Capabilities.IoSupport.FULL;
        },
        Capabilities.PidsLimit.PROGRAM);
  }

  @Override
  public List<String> footprint(SandboxId id, SandboxSpec spec) {
    return SandboxCgroup.planned(host.cgroups(), id.value(), !spec.limits().io().isNone()).stream()
        .map(Path::toString)
        .toList();
  }

  @Override
  public LiveSandbox create(SandboxPlan plan) {
    Path binary =
        RuntimeBinary.find(name(), host.programs(), host.tools())
            .orElseThrow(() -> new RuntimeMissing(name()).exception());
    return new SandboxCreation(host, variant, binary, plan).create();
  }
}
