package dev.cofferdam.runtime.wasm;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.host.Descriptor;
import dev.cofferdam.runtime.ProgramEnvironment;
import dev.cofferdam.runtime.Reserve;
import dev.cofferdam.runtime.Runtime.Unserved;
import dev.cofferdam.sandbox.SandboxSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The engine that is taken for JavaScript where Wasmtime cannot be had: when, and for what.
final class Spare {
  /// Of the guest's JVM beside the guest's memory: its code, its compilers, what Endive keeps.
  static final Reserve RESERVE = new Reserve(320L << 20, 0, 1);

  /// The JVM's own threads; the program has none.
  static final int THREADS = 64;

  private final WasmHost host;
  private final Artifacts artifacts;
  private final Workers workers;

  Spare(WasmHost host, Artifacts artifacts, Workers workers) {
    this.host = host;
    this.artifacts = artifacts;
    this.workers = workers;
  }

  /// Whether there is one, and nothing else.
  boolean isAllThereIs() {
    return host.spare().isPresent()
        && !artifacts.isReady(List.of("library"))
        && artifacts.unbuildable().isPresent();
  }

  /// What runs a program.
  sealed interface Serving {
    /// A guest whose worker is there.
    record OnWasmtime(Guest guest) implements Serving {}

    /// The engine that is taken without Wasmtime.
    record OnJvm(JvmEngine engine) implements Serving {}
  }

  /// Makes sure that something can run a guest.
  ///
  /// @throws CofferdamException RUNTIME_UNAVAILABLE when nothing can
  Serving serving(Guest guest, SandboxSpec spec) {
    Optional<Unserved> unserved = unserved(guest, spec);
    if (unserved.isPresent()) {
      throw new CofferdamException(
          ErrorCode.RUNTIME_UNAVAILABLE, unserved.get().reason(), unserved.get().remedy());
    }
    if (guest != Guest.JS || host.spare().isEmpty() || artifacts.isReady(guest.artifacts())) {
      return new Serving.OnWasmtime(workers.prepare(guest));
    }
    if (artifacts.unbuildable().isPresent() || artifacts.failedLately()) {
      return new Serving.OnJvm(host.spare().get().get());
    }
    try {
      return new Serving.OnWasmtime(workers.prepare(guest));
    } catch (CofferdamException failed) {
      if (failed.code() != ErrorCode.RUNTIME_UNAVAILABLE || !spec.mounts().isEmpty()) {
        throw failed;
      }
      JvmEngine engine = host.spare().get().get();
      host.progress()
          .accept(
              failed.reason() + "; JavaScript runs on " + engine.name().release() + " meanwhile");
      return new Serving.OnJvm(engine);
    }
  }

  /// What it cannot run, where there is nothing else.
  Optional<Unserved> unserved(Guest guest, SandboxSpec spec) {
    if (!isAllThereIs()) {
      return Optional.empty();
    }
    String why = artifacts.unbuildable().orElse("");
    String lacks =
        switch (guest) {
          case PYTHON, PLAIN, SCIENCE -> "Python on wasm takes Wasmtime";
          case MODULE -> "a .wasm takes Wasmtime";
          case JS -> spec.mounts().isEmpty() ? "" : "-v on wasm takes Wasmtime";
        };
    return lacks.isEmpty()
        ? Optional.empty()
        : Optional.of(new Unserved(lacks + ", and " + why, artifacts.remedy()));
  }

  /// How a run on it begins.
  ///
  /// @param home the directory of the run
  /// @param streams its standard input, output and error
  /// @param joined the cgroups that it joins
  WasmSandbox.Beginning beginning(
      JvmEngine engine,
      GuestCall call,
      SandboxSpec spec,
      Path home,
      List<Descriptor> streams,
      Optional<WorkerRequest.User> user,
      List<Path> joined) {
    var order =
        new JvmOrder(
            host.init(),
            engine,
            new JvmClassPath(host.copies()).of(engine),
            home,
            call.json(ProgramEnvironment.of(spec), spec.workdir()),
            streams,
            user,
            joined,
            spec.limits());
    if (user.isPresent()) {
      JvmClassPath.requireReachable(order.classPath().folder());
      JvmClassPath.requireReachable(order.java());
    }
    return asker -> JvmRun.begin(order, asker);
  }
}
