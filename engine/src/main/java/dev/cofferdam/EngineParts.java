package dev.cofferdam;

import dev.cofferdam.audit.AuditLog;
import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.host.NativeInit;
import dev.cofferdam.host.OwnPlaces;
import dev.cofferdam.host.Privilege;
import dev.cofferdam.host.ProcessIdentity;
import dev.cofferdam.host.cgroup.CgroupHierarchy;
import dev.cofferdam.host.cgroup.CgroupParent;
import dev.cofferdam.host.seccomp.RefusedCall;
import dev.cofferdam.host.trace.FailureRecorder;
import dev.cofferdam.inspect.Asked;
import dev.cofferdam.inspect.Beginning;
import dev.cofferdam.ledger.Ledger;
import dev.cofferdam.ledger.UidRanges;
import dev.cofferdam.run.Admission;
import dev.cofferdam.run.Selection;
import dev.cofferdam.runtime.MissingRuntime;
import dev.cofferdam.runtime.Runtime;
import dev.cofferdam.runtime.SandboxPlan;
import dev.cofferdam.runtime.Verified;
import dev.cofferdam.runtime.oci.OciRuntime;
import dev.cofferdam.runtime.wasm.WasmHost;
import dev.cofferdam.runtime.wasm.WasmRuntime;
import dev.cofferdam.sandbox.RuntimeName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What an engine is put together from. The one place that names a runtime's class.
///
/// @param config where things are kept
/// @param ledger the record of lives
/// @param audit the log of refusals and endings
/// @param admission what this host can hold
/// @param recorder records failed calls, or why it cannot
/// @param selection which runtime a run gets
/// @param wasm the one that keeps processes between runs
/// @param fallback says that it had to be that one
record EngineParts(
    EngineConfig config,
    Ledger ledger,
    AuditLog audit,
    Admission admission,
    FailureRecorder.Attempt recorder,
    Selection selection,
    WasmRuntime wasm,
    Fallback fallback)
    implements AutoCloseable {
  static EngineParts open(EngineConfig config) {
    Privilege privilege = Privilege.ofSelf();
    directory(config.runtimeDirectory(), "rwx--x--x");
    directory(config.stateDirectory(), "rwx--x--x");
    var ledger = Ledger.open(config.runtimeDirectory(), UidRanges.ofHost());
    var audit = new AuditLog(directory(config.stateDirectory().resolve("audit"), "rwx------"));
    Path init = NativeInit.unpack(directory(config.stateDirectory().resolve("bin"), "rwxr-xr-x"));
    OwnPlaces.require(config.stateDirectory().resolve("tools"));
    Cgroups cgroups = Cgroups.choose(config.cgroupParent());
    WasmRuntime wasm = wasm(config, ledger, init, privilege, cgroups.parent());
    Optional<CofferdamException> refusal =
        privilege.uid() == 0 ? cgroups.refusal() : Optional.of(notRoot());
    FailureRecorder.Attempt recorder =
        refusal.isPresent()
            ? new FailureRecorder.Unavailable("no runtime of this host's makes system calls")
            : FailureRecorder.open();
    List<Runtime> oci =
        refusal.isPresent()
            ? Stream.of(RuntimeName.RUNC, RuntimeName.RUNSC)
                .<Runtime>map(name -> new MissingRuntime(name, refusal.get()))
                .toList()
            : oci(config, ledger, audit, init, privilege, cgroups.parent().orElseThrow(), recorder);
    String stronger =
        refusal.map(CofferdamException::reason).orElse("runsc (gVisor) is not installed");
    String remedy = refusal.map(CofferdamException::remedy).orElse("'cofferdam setup' installs it");
    return new EngineParts(
        config,
        ledger,
        audit,
        cgroups.admission(),
        recorder,
        new Selection(Stream.concat(oci.stream(), Stream.of(wasm)).toList()),
        wasm,
        new Fallback(
            config.stateDirectory().resolve("told-of-wasm"), config.notices(), stronger, remedy));
  }

  private static CofferdamException notRoot() {
    String why = System.getenv("COFFERDAM_ROOTLESS_REFUSED");
    return new CofferdamException(
        ErrorCode.HOST_UNSUITABLE,
        why == null || why.isEmpty()
            ? "this process is neither root nor inside a user namespace of its own"
            : why,
        "start it with ./cofferdam as a user with subordinate ids, or as root; Python and"
            + " JavaScript run with --runtime wasm");
  }

  /// Where sandboxes can have cgroups, or why they cannot.
  private record Cgroups(Optional<CgroupParent> parent, Optional<CofferdamException> refusal) {
    static Cgroups choose(Optional<String> asked) {
      try {
        return new Cgroups(
            Optional.of(CgroupParent.choose(CgroupHierarchy.detect(), asked)), Optional.empty());
      } catch (CofferdamException refused) {
        if (asked.isPresent()) {
          throw refused;
        }
        return new Cgroups(Optional.empty(), Optional.of(refused));
      }
    }

    Admission admission() {
      return parent
          .map(place -> new Admission(place.memoryCeiling(), place.pidsCeiling()))
          .orElseGet(() -> new Admission(CgroupParent.machineMemory(), Long.MAX_VALUE));
    }
  }

  private static List<Runtime> oci(
      EngineConfig config,
      Ledger ledger,
      AuditLog audit,
      Path init,
      Privilege privilege,
      CgroupParent cgroups,
      FailureRecorder.Attempt recorder) {
    var host =
        new OciRuntime.OciHost(
            own(config),
            init,
            directory(config.runtimeDirectory().resolve("box"), "rwx--x--x"),
            directory(config.stateDirectory().resolve("layers"), "rwx------"),
            config.stateDirectory().resolve("tools"),
            config.programs(),
            privilege,
            cgroups,
            recorder,
            (plan, call) -> refused(audit, plan, call),
            (plan, found) -> begun(ledger, plan, found));
    return List.of(OciRuntime.runc(host), OciRuntime.runsc(host));
  }

  /// The directories of runs outlive a reboot, which the ledger does not: each boot has its own.
  private static WasmRuntime wasm(
      EngineConfig config,
      Ledger ledger,
      Path init,
      Privilege privilege,
      Optional<CgroupParent> cgroups) {
    Path layers = directory(config.stateDirectory().resolve("wasm-layers"), "rwx------");
    String boot = ProcessIdentity.bootId();
    LayersOfBoots.keep(layers, boot);
    return new WasmRuntime(
        new WasmHost(
            own(config),
            config.wasmDirectory(),
            Optional.ofNullable(System.getProperty("cofferdam.checkout")).map(Path::of),
            directory(layers.resolve(boot), "rwx------"),
            init,
            privilege,
            cgroups,
            config.notices(),
            config.spare(),
            config.stateDirectory().resolve("bin"),
            (plan, found) -> begun(ledger, plan, found)));
  }

  /// What no program may reach: the next run executes what lies there.
  private static List<Path> own(EngineConfig config) {
    return List.of(config.runtimeDirectory(), config.stateDirectory(), config.wasmDirectory());
  }

  @Override
  public void close() {
    wasm.close();
    switch (recorder) {
      case FailureRecorder.Recording(FailureRecorder recording) -> recording.close();
      case FailureRecorder.Unavailable _ -> {
        // Nothing was opened.
      }
    }
  }

  private static void begun(Ledger ledger, SandboxPlan plan, Verified found) {
    var asked = Asked.of(plan.spec(), plan.root());
    ledger.begin(plan.id(), new Beginning(found, asked, Cofferdam.version()).text());
  }

  private static void refused(AuditLog audit, SandboxPlan plan, RefusedCall call) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("call", call.name());
    fields.put("number", call.number());
    fields.put("arch", call.arch());
    fields.put("process", call.process());
    fields.put("pid", call.pid());
    fields.put("probe", call.probe());
    audit.append("refused", plan.id().value(), fields);
  }

  private static Path directory(Path path, String permissions) {
    try {
      if (!Files.isDirectory(path)) {
        Files.createDirectories(
            path,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
      }
      OwnPlaces.require(path);
      return path;
    } catch (IOException failed) {
      throw new CofferdamException(
          ErrorCode.HOST_UNSUITABLE,
          "cannot make the directory " + path,
          "run as root, or set COFFERDAM_STATE_DIR and COFFERDAM_RUNTIME_DIR",
          failed);
    }
  }
}
