package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.Cofferdam;
import dev.cofferdam.EngineConfig;
import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.run.Result;
import dev.cofferdam.run.RunStreams;
import dev.cofferdam.sandbox.Isolation;
import dev.cofferdam.sandbox.Program;
import dev.cofferdam.sandbox.RuntimeName;
import dev.cofferdam.sandbox.RuntimeRequest;
import dev.cofferdam.sandbox.SandboxSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Which runtime a run gets where some are missing: never a weaker one than asked, and the host's
/// kernel only when that was said.
class SelectionTest {
  private static final Path MISSING = Path.of("/no/such/program");
  private static final RuntimeRequest AUTO = new RuntimeRequest.Auto();
  private static final RuntimeRequest RUNC = new RuntimeRequest.Named(RuntimeName.RUNC);
  private static final RuntimeRequest RUNSC = new RuntimeRequest.Named(RuntimeName.RUNSC);

  /// Every request that runc does not satisfy.
  static Stream<RuntimeRequest> beyondRunc() {
    return Stream.of(
        AUTO,
        RUNSC,
        new RuntimeRequest.Named(RuntimeName.MICROVM),
        new RuntimeRequest.Named(RuntimeName.WASM),
        new RuntimeRequest.AtLeast(Isolation.KERNEL),
        new RuntimeRequest.AtLeast(Isolation.VM),
        new RuntimeRequest.AtLeast(Isolation.INSTRUCTION));
  }

  @ParameterizedTest
  @MethodSource("beyondRunc")
  void withoutRunscNothingFallsBackOnRunc(RuntimeRequest request) {
    try (Cofferdam engine = engine(program(RuntimeName.RUNC), MISSING)) {
      assertThatThrownBy(() -> run(engine, request))
          .isInstanceOfSatisfying(
              CofferdamException.class,
              refusal -> {
                assertThat(refusal.code()).isEqualTo(ErrorCode.RUNTIME_UNAVAILABLE);
                assertThat(refusal.remedy()).isNotBlank();
              });
    }
  }

  @Test
  void theRemedyOfAMissingRunscInstallsIt() {
    try (Cofferdam engine = engine(program(RuntimeName.RUNC), MISSING)) {
      assertThatThrownBy(() -> run(engine, RUNSC))
          .isInstanceOfSatisfying(
              CofferdamException.class,
              refusal -> {
                assertThat(refusal.reason()).contains("runsc is not installed");
                assertThat(refusal.remedy()).contains("cofferdam setup");
              });
    }
  }

  @Test
  void aSharedKernelIsForThoseWhoSaySo() {
    try (Cofferdam engine = engine(program(RuntimeName.RUNC), MISSING)) {
      assertThat(run(engine, RUNC).runtime()).isEqualTo(RuntimeName.RUNC);
      Result atLeast = run(engine, new RuntimeRequest.AtLeast(Isolation.PROCESS));
      assertThat(atLeast.runtime()).isEqualTo(RuntimeName.RUNC);
      assertThat(atLeast.isolation().sharedKernel()).isTrue();
      assertThat(atLeast.isolation().level()).isEqualTo("process");
    }
  }

  @Test
  void withoutRuncTheStrongerOneServes() {
    try (Cofferdam engine = engine(MISSING, program(RuntimeName.RUNSC))) {
      Result result = run(engine, new RuntimeRequest.AtLeast(Isolation.PROCESS));
      assertThat(result.runtime()).isEqualTo(RuntimeName.RUNSC);
      assertThat(result.isolation().sharedKernel()).isFalse();
      assertThatThrownBy(() -> run(engine, RUNC)).isInstanceOf(CofferdamException.class);
    }
  }

  @Test
  void aPlainRunGetsAKernelOfItsOwnAndIsToldWhy() {
    try (Cofferdam engine = engine(program(RuntimeName.RUNC), program(RuntimeName.RUNSC))) {
      for (RuntimeRequest request : List.of(AUTO, new RuntimeRequest.AtLeast(Isolation.KERNEL))) {
        Result result = run(engine, request);
        assertThat(result.runtime()).isEqualTo(RuntimeName.RUNSC);
        assertThat(result.isolation().level()).isEqualTo("kernel");
        assertThat(result.isolation().reason()).isNotBlank();
        assertThat(result.stdout().toText()).contains("Starting gVisor");
      }
      Result named = run(engine, RUNC);
      assertThat(named.runtime()).isEqualTo(RuntimeName.RUNC);
      assertThat(named.isolation().reason()).isEqualTo("asked for");
    }
  }

  private static Result run(Cofferdam engine, RuntimeRequest request) {
    return engine.run(
        SandboxSpec.of(new Program.Command(List.of("dmesg"))).withRuntime(request),
        RunStreams.captured());
  }

  /// Without a runtime that takes it, Python runs as WebAssembly, which is said, and what is no
  /// program of a guest's does not run.
  @Test
  void withoutRunscAScriptRunsOnWasm(@TempDir Path state) {
    var said = new ArrayList<String>();
    Path wasm = program(RuntimeName.WASM);
    try (Cofferdam engine =
        Cofferdam.open(config(program(RuntimeName.RUNC), MISSING, wasm, state, said::add))) {
      SandboxSpec script = Harness.pythonSpec("print('hello')");
      Result result = engine.run(script, RunStreams.captured());
      assertThat(result.runtime()).isEqualTo(RuntimeName.WASM);
      assertThat(result.isolation().reason()).contains("no stronger one is usable");
      assertThat(result.stdout().toText()).isEqualTo("hello\n");
      engine.run(script, RunStreams.captured());
      assertThat(said).singleElement().asString().contains("runsc", "cofferdam setup");
      assertThatThrownBy(() -> run(engine, AUTO))
          .isInstanceOfSatisfying(
              CofferdamException.class,
              refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.RUNTIME_UNAVAILABLE));
      // Nor what wasm would have to leave out.
      SandboxSpec limited = script.withLimits(TestLimits.writing(1 << 20, false));
      assertThatThrownBy(() -> engine.run(limited, RunStreams.captured()))
          .hasMessageContaining("disk throughput");
    }
  }

  @Test
  void aModuleRunsOnWasmWhateverElseThereIs() {
    EngineConfig host = EngineConfig.ofHost();
    try (Cofferdam engine =
        Cofferdam.open(
            config(
                program(RuntimeName.RUNC),
                program(RuntimeName.RUNSC),
                program(RuntimeName.WASM),
                host.stateDirectory(),
                line -> {}))) {
      Result result = engine.run(WasmModules.HELLO.spec(), RunStreams.captured());
      assertThat(result.runtime()).isEqualTo(RuntimeName.WASM);
      SandboxSpec elsewhere = WasmModules.HELLO.spec().withRuntime(RUNSC);
      assertThatThrownBy(() -> engine.run(elsewhere, RunStreams.captured()))
          .hasMessageContaining("does not run WebAssembly");
    }
  }

  /// Before anything is built for it.
  @Test
  void anImageThatIsWebAssemblyIsForWasmAlone() {
    SandboxSpec science = Harness.pythonSpec("print('hello')").withImage(SandboxSpec.SCIENCE_IMAGE);
    try (Cofferdam engine = engine(program(RuntimeName.RUNC), program(RuntimeName.RUNSC))) {
      for (RuntimeRequest other : List.of(RUNC, RUNSC, new RuntimeRequest.AtLeast(Isolation.VM))) {
        assertThatThrownBy(() -> engine.run(science.withRuntime(other), RunStreams.captured()))
            .isInstanceOfSatisfying(
                CofferdamException.class,
                refusal -> {
                  assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                  assertThat(refusal.remedy()).contains("--runtime wasm");
                });
      }
      // Whose directory is missing here: no other is taken instead.
      assertThatThrownBy(() -> engine.run(science.withRuntime(AUTO), RunStreams.captured()))
          .hasMessageContaining("wasm");
      assertThatThrownBy(() -> engine.run(science.withImage("debian:12"), RunStreams.captured()))
          .isInstanceOfSatisfying(
              CofferdamException.class,
              refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.IMAGE_MISSING));
    }
  }

  private static Cofferdam engine(Path runc, Path runsc) {
    EngineConfig host = EngineConfig.ofHost();
    return Cofferdam.open(config(runc, runsc, MISSING, host.stateDirectory(), line -> {}));
  }

  private static EngineConfig config(
      Path runc, Path runsc, Path wasm, Path state, Consumer<String> notices) {
    return new EngineConfig(
        EngineConfig.ofHost().runtimeDirectory(),
        state,
        Optional.empty(),
        Map.of(RuntimeName.RUNC, runc, RuntimeName.RUNSC, runsc, RuntimeName.WASM, wasm),
        notices);
  }

  private static Path program(RuntimeName name) {
    Optional<Path> found =
        RuntimeUnderTest.withWasm()
            .filter(runtime -> runtime.name() == name)
            .map(RuntimeUnderTest::program)
            .findFirst();
    Assumptions.assumeTrue(found.isPresent(), name.label() + " is not installed");
    return found.orElseThrow();
  }
}
