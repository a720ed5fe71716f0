package dev.cofferdam.behaviour;

import dev.cofferdam.Cofferdam;
import dev.cofferdam.EngineConfig;
import dev.cofferdam.run.Result;
import dev.cofferdam.run.RunStreams;
import dev.cofferdam.sandbox.Bytes;
import dev.cofferdam.sandbox.MountSpec;
import dev.cofferdam.sandbox.Program;
import dev.cofferdam.sandbox.RuntimeRequest;
import dev.cofferdam.sandbox.SandboxSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An engine for a test, on one runtime, in the host's usual directories.
final class Harness implements AutoCloseable {
  private final Cofferdam engine;
  private final RuntimeUnderTest runtime;

  private Harness(Cofferdam engine, RuntimeUnderTest runtime) {
    this.engine = engine;
    this.runtime = runtime;
  }

  static Harness on(RuntimeUnderTest runtime) {
    EngineConfig host = EngineConfig.ofHost();
    return at(host.runtimeDirectory(), host.stateDirectory(), runtime);
  }

  /// Not in the usual directories.
  static Harness at(Path runtimeDirectory, Path stateDirectory, RuntimeUnderTest runtime) {
    return new Harness(
        Cofferdam.open(
            new EngineConfig(
                runtimeDirectory,
                stateDirectory,
                Optional.empty(),
                Map.of(runtime.name(), runtime.program()))),
        runtime);
  }

  Cofferdam engine() {
    return engine;
  }

  RuntimeUnderTest runtime() {
    return runtime;
  }

  Result run(SandboxSpec spec) {
    return run(spec, RunStreams.captured());
  }

  /// Runs on the runtime under test, whichever the spec names.
  Result run(SandboxSpec spec, RunStreams streams) {
    return engine.run(spec.withRuntime(new RuntimeRequest.Named(runtime.name())), streams);
  }

  /// Runs a Python program given as lines.
  Result python(String... lines) {
    return run(pythonSpec(lines));
  }

  static SandboxSpec pythonSpec(String... lines) {
    return SandboxSpec.of(
        new Program.Script(
            "main.py", Bytes.of(String.join("\n", lines) + "\n"), List.of("python3"), List.of()));
  }

  /// Runs a command line of the shell.
  Result shell(String line) {
    return run(SandboxSpec.of(new Program.Command(List.of("sh", "-c", line))));
  }

  static MountSpec mount(Path source, String destination, MountSpec.Mode mode) {
    return new MountSpec(source, destination, mode);
  }

  @Override
  public void close() {
    engine.close();
  }
}
