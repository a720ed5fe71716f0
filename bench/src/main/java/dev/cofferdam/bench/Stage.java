package dev.cofferdam.bench;

import dev.cofferdam.EngineConfig;
import dev.cofferdam.host.NativeInit;
import dev.cofferdam.host.Privilege;
import dev.cofferdam.host.ProcessIdentity;
import dev.cofferdam.host.cgroup.CgroupHierarchy;
import dev.cofferdam.host.cgroup.CgroupParent;
import dev.cofferdam.host.trace.FailureRecorder;
import dev.cofferdam.image.HostImage;
import dev.cofferdam.image.RootFilesystem;
import dev.cofferdam.ledger.Ledger;
import dev.cofferdam.ledger.Life;
import dev.cofferdam.ledger.UidRanges;
import dev.cofferdam.runtime.LiveSandbox;
import dev.cofferdam.runtime.Runtime;
import dev.cofferdam.runtime.SandboxPlan;
import dev.cofferdam.runtime.oci.OciRuntime;
import dev.cofferdam.sandbox.RuntimeName;
import dev.cofferdam.sandbox.SandboxId;
import dev.cofferdam.sandbox.SandboxSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A run taken step by step, as the engine takes it, with a clock between the steps. It stands on
/// the engine's parts, so that the engine itself needs no hooks for us.
final class Stage {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final EngineConfig config;
  private final Ledger ledger;
  private final Runtime runtime;

  /// A stage in the engine's own directories.
  ///
  /// @param recorder to record failed calls with; empty to leave them out
  Stage(EngineConfig config, Optional<FailureRecorder> recorder) {
    this.config = config;
    this.ledger = Ledger.open(config.runtimeDirectory(), UidRanges.ofHost());
    Path state = config.stateDirectory();
    this.runtime =
        OciRuntime.runc(
            new OciRuntime.OciHost(
                List.of(config.runtimeDirectory(), state),
                NativeInit.unpack(state.resolve("bin")),
                config.runtimeDirectory().resolve("box"),
                state.resolve("layers"),
                state.resolve("tools"),
                config.programs(),
                Privilege.ofSelf(),
                CgroupParent.choose(CgroupHierarchy.detect(), Optional.empty()),
                recorder
                    .<FailureRecorder.Attempt>map(FailureRecorder.Recording::new)
                    .orElseGet(() -> new FailureRecorder.Unavailable("left out")),
                (plan, call) -> {},
                (plan, found) -> {}));
  }

  /// Runs a program and writes down how long each step took, and all of them.
  void run(SandboxSpec spec, Contest steps) {
    var clock = new Clock(steps);
    RootFilesystem image = HostImage.prepare(config.stateDirectory());
    clock.lap("image");
    var id = SandboxId.random();
    Life life = life(id, spec, runtime.footprint(id, spec));
    long uidBase = ledger.intend(life);
    clock.lap("intend");
    try {
      var plan = new SandboxPlan(id, spec, image, uidBase);
      LiveSandbox sandbox = runtime.create(plan);
      clock.lap("create: namespace, root, cgroup, runc");
      try (sandbox) {
        sandbox.start();
        clock.lap("start: launch, execve");
        sandbox.await(PATIENCE);
        clock.lap("program");
        sandbox.settle();
        clock.lap("settle");
      }
      clock.lap("destroy");
    } finally {
      ledger.erase(id);
    }
    clock.lap("forget");
    clock.total();
  }

  private static Life life(SandboxId id, SandboxSpec spec, List<String> cgroups) {
    long pid = ProcessHandle.current().pid();
    Instant now = Instant.now();
    return new Life(
        id,
        spec.name(),
        RuntimeName.RUNC,
        spec.program().argv(),
        pid,
        ProcessIdentity.startTime(pid).orElse(0),
        ProcessIdentity.bootId(),
        now,
        now.plus(spec.limits().wall()),
        cgroups);
  }

  /// Time from one call to the next. The whole is written down before its parts, so that the table
  /// shows them as shares of it.
  private static final class Clock {
    private final Contest steps;
    private final Map<String, Long> laps = new LinkedHashMap<>();
    private final long start = System.nanoTime();
    private long last = start;

    Clock(Contest steps) {
      this.steps = steps;
    }

    void lap(String name) {
      long now = System.nanoTime();
      laps.put(name, now - last);
      last = now;
    }

    void total() {
      steps.record("all of it", last - start);
      laps.forEach(steps::record);
    }
  }
}
