package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.Cofferdam;
import dev.cofferdam.diagnosis.Ending.By;
import dev.cofferdam.diagnosis.Kind;
import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.run.Result;
import dev.cofferdam.run.RunStreams;
import dev.cofferdam.sandbox.RuntimeName;
import dev.cofferdam.sandbox.RuntimeRequest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the worker or the host fails is never told as the program's fault, and what is not known to
/// be held does not run. Takes no guest: the worker is one of our own.
class WasmHostFailuresTest {
  /// Waits for a request, whose descriptors are closed since it takes none.
  private static final String ASKED = "head -c 16 >/dev/null; ";

  /// Fields of an end: in which way (the digit), and `no fork` as the reason.
  private static final String ENDED =
      "printf '\\2\\0\\0\\0\\33\\0\\0\\0\\1\\0\\0\\0\\0\\0\\0\\0"
          + "\\1\\0\\0\\0\\4\\0\\0\\0\\%d\\0\\0\\0\\3\\0\\0\\0\\7\\0\\0\\0no fork' >&0; ";

  private static final String STARTED =
      "printf '\\1\\0\\0\\0\\14\\0\\0\\0\\1\\0\\0\\0\\0\\0\\0\\0\\1\\0\\0\\0\\4\\0\\0\\0\\1\\0\\0\\0' >&0; ";

  @TempDir private Path folder = Path.of("/");

  @ParameterizedTest
  @ValueSource(ints = {4, 5})
  void aRunThatTheHostLetsNotBeginIsAFaultOfOurs(int how) throws IOException {
    assertThatThrownBy(() -> run(ASKED + ENDED.formatted(how) + "exec sleep 30"))
        .isInstanceOfSatisfying(
            CofferdamException.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(ErrorCode.INTERNAL);
              assertThat(fault).hasMessageContaining("no fork");
            });
  }

  @Test
  void aRunThatTheHostFailsIsALostSandbox() throws IOException {
    Result result = run(ASKED + STARTED + "sleep 0.5; " + ENDED.formatted(4) + "exec sleep 30");
    assertThat(result.ending().by()).isEqualTo(By.LOST);
    assertThat(result.diagnosis().orElseThrow().kind()).isEqualTo(Kind.SANDBOX_LOST);
    assertThat(result.diagnosis().orElseThrow().summary()).contains("no fork");
  }

  @Test
  void aWorkerThatDoesNotSayThatARunBeganIsNotWaitedForLonger() throws IOException {
    assertThatThrownBy(() -> run("exec sleep 90"))
        .isInstanceOfSatisfying(
            CofferdamException.class,
            lost -> {
              assertThat(lost.code()).isEqualTo(ErrorCode.SANDBOX_LOST);
              assertThat(lost).hasMessageContaining("did not say");
            });
    assertThat(ProcessHandle.current().children())
        .noneMatch(child -> child.info().commandLine().orElse("").contains("sleep 90"));
  }

  private Result run(String does) throws IOException {
    try (Cofferdam engine = FakeWasm.engine(FakeWasm.in(folder, does))) {
      return engine.run(
          Harness.pythonSpec("print('hello')")
              .withRuntime(new RuntimeRequest.Named(RuntimeName.WASM)),
          RunStreams.captured());
    }
  }
}
