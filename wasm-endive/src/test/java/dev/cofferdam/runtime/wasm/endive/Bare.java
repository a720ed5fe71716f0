package dev.cofferdam.runtime.wasm.endive;

import dev.cofferdam.Cofferdam;
import dev.cofferdam.EngineConfig;
import dev.cofferdam.run.Result;
import dev.cofferdam.run.RunStreams;
import dev.cofferdam.sandbox.Bytes;
import dev.cofferdam.sandbox.Program;
import dev.cofferdam.sandbox.RuntimeName;
import dev.cofferdam.sandbox.RuntimeRequest;
import dev.cofferdam.sandbox.SandboxSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// An engine on a host where Wasmtime cannot be had: there is nothing in its directory, and no
/// checkout to build it from.
final class Bare implements AutoCloseable {
  private static final String CHECKOUT = "cofferdam.checkout";

  private final String before = Objects.requireNonNullElse(System.getProperty(CHECKOUT), "");
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private final Cofferdam engine;

  /// @param nowhere a path at which there is nothing
  Bare(Path nowhere) {
    this(nowhere, nowhere);
  }

  /// @param checkout from which Wasmtime could be built
  /// @param wasm where it would be
  Bare(Path checkout, Path wasm) {
    System.setProperty(CHECKOUT, checkout.toString());
    EngineConfig host = EngineConfig.ofHost();
    engine =
        Cofferdam.open(
            new EngineConfig(
                    host.runtimeDirectory(),
                    host.stateDirectory(),
                    Optional.empty(),
                    Map.of(RuntimeName.WASM, wasm),
                    notices::add)
                .withSpare(Endive::engine));
  }

  /// What people were told.
  List<String> notices() {
    return List.copyOf(notices);
  }

  Result run(SandboxSpec spec) {
    return run(spec, RunStreams.captured());
  }

  Result run(SandboxSpec spec, RunStreams streams) {
    return engine.run(spec.withRuntime(new RuntimeRequest.Named(RuntimeName.WASM)), streams);
  }

  /// Runs JavaScript given as lines.
  Result javascript(String... lines) {
    return run(script("main.js", "node", List.of(), lines));
  }

  static SandboxSpec script(
      String name, String interpreter, List<String> arguments, String... lines) {
    return SandboxSpec.of(
        new Program.Script(
            name, Bytes.of(String.join("\n", lines) + "\n"), List.of(interpreter), arguments));
  }

  @Override
  public void close() {
    engine.close();
    System.setProperty(CHECKOUT, before);
  }
}
