package dev.cofferdam;

import dev.cofferdam.audit.AuditLog;
import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.host.NativeInit;
import dev.cofferdam.host.Privilege;
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
import dev.cofferdam.runtime.SandboxPlan;
import dev.cofferdam.runtime.Verified;
import dev.cofferdam.runtime.oci.OciRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;

/// What an engine is put together from. The one place that names a runtime's class.
///
/// @param config where things are kept
/// @param ledger the record of lives
/// @param audit the log of refusals and endings
/// @param admission what this host can hold
/// @param recorder records failed calls, or why it cannot
/// @param selection which runtime a run gets
record EngineParts(
    EngineConfig config,
    Ledger ledger,
    AuditLog audit,
    Admission admission,
    FailureRecorder.Attempt recorder,
    Selection selection)
    implements AutoCloseable {
  static EngineParts open(EngineConfig config) {
    Privilege privilege = Privilege.ofSelf();
    if (privilege.uid() != 0) {
      throw new CofferdamException(
          ErrorCode.HOST_UNSUITABLE,
          "this process is neither root nor inside a user namespace of its own",
          "start it with ./cofferdam, or under 'cofferdam-init rootless -- java …'");
    }
    directory(config.runtimeDirectory(), "rwx--x--x");
    directory(config.stateDirectory(), "rwx--x--x");
    Path box = directory(config.runtimeDirectory().resolve("box"), "rwx--x--x");
    Path templates = directory(config.stateDirectory().resolve("layers"), "rwx------");
    var ledger = Ledger.open(config.runtimeDirectory(), UidRanges.ofHost());
    var audit = new AuditLog(directory(config.stateDirectory().resolve("audit"), "rwx------"));
    CgroupParent cgroups = CgroupParent.choose(CgroupHierarchy.detect(), config.cgroupParent());
    FailureRecorder.Attempt recorder = FailureRecorder.open();
    var host =
        new OciRuntime.OciHost(
            List.of(config.runtimeDirectory(), config.stateDirectory()),
            NativeInit.unpack(config.stateDirectory().resolve("bin")),
            box,
            templates,
            config.stateDirectory().resolve("tools"),
            config.programs(),
            privilege,
            cgroups,
            recorder,
            (plan, call) -> refused(audit, plan, call),
            (plan, found) -> begun(ledger, plan, found));
    return new EngineParts(
        config,
        ledger,
        audit,
        new Admission(cgroups.memoryCeiling(), cgroups.pidsCeiling()),
        recorder,
        new Selection(List.of(OciRuntime.runc(host), OciRuntime.runsc(host))));
  }

  @Override
  public void close() {
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
