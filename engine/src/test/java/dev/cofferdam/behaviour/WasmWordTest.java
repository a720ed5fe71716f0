package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.diagnosis.Diagnosis;
import dev.cofferdam.diagnosis.Diagnosis.Confidence;
import dev.cofferdam.diagnosis.Kind;
import dev.cofferdam.run.Result;
import dev.cofferdam.sandbox.SandboxSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// A program that copes with a refusal and then lies about its end shares the memory of the runner
/// that tells: what rests on that word alone is never sure.
@ParameterizedClass
@MethodSource("dev.cofferdam.behaviour.RuntimeUnderTest#wasm")
class WasmWordTest {
  private final Harness harness;

  WasmWordTest(RuntimeUnderTest runtime) {
    this.harness = Harness.on(runtime);
  }

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void exhaustionThatTheProgramItselfReports() {
    assertDoubted(
        Kind.MEMORY_EXHAUSTED,
        """
        import sys
        from wit_world.imports import host
        try: x = bytearray(1 << 30)
        except BaseException: pass
        host.tell('{"kind":"exhausted","what":"memory"}')
        sys.exit(5)
        """);
  }

  @Test
  void anExceptionThatOnlyHasTheName() {
    assertDoubted(
        Kind.MEMORY_EXHAUSTED,
        """
        try: x = bytearray(1 << 30)
        except MemoryError: pass
        class MemoryError(Exception): pass
        raise MemoryError("not real")
        """);
  }

  @Test
  void anEndThatOnlyItsReportTellsOfAfterTheDiskWasFull() {
    assertDoubted(
        Kind.DISK_FULL,
        """
        import sys
        from wit_world.imports import host
        try:
            with open('/tmp/a', 'wb', buffering=0) as f:
                while True:
                    f.write(b'a' * 65536)
        except OSError: pass
        host.tell('{"kind":"uncaught","type":"OSError","errname":"EIO","path":"/tmp/a"}')
        print('well')
        sys.exit(5)
        """);
  }

  @Test
  void aTrapAfterARefusalIsNobodysWord() {
    Result result = harness.run(WasmModules.GROW.spec().withLimits(TestLimits.memory(32)));
    assertThat(result.diagnosis().orElseThrow().confidence()).isEqualTo(Confidence.HIGH);
  }

  /// Names of a module's own functions stand in the text of its trap.
  @Test
  void whatANameSaysIsNotTheEnginesWord() {
    Result result = harness.run(WasmModules.LIAR.spec());
    Diagnosis diagnosis = result.diagnosis().orElseThrow();
    assertThat(diagnosis.evidence().toString())
        .contains("thrown Wasm exception")
        .doesNotContain("ask root");
    assertThat(diagnosis.summary()).doesNotContain("ask root");
  }

  @Test
  void aGuestThatDoesNotStartIsNobodysWord() {
    Result result = harness.run(Harness.pythonSpec("1").withLimits(TestLimits.memory(16)));
    Diagnosis diagnosis = result.diagnosis().orElseThrow();
    assertThat(diagnosis.kind()).isEqualTo(Kind.MEMORY_EXHAUSTED);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.HIGH);
  }

  @Test
  void whatIsInForceIsNamedReadably() {
    assertThat(harness.python("print()").isolation().verified().orElseThrow())
        .containsPattern(
            "on Wasmtime \\d+\\.\\d+\\.\\d+ with the guest python 3\\.14, in a process")
        .doesNotContain(".cwasm");
    assertThat(harness.run(WasmModules.HELLO.spec()).isolation().verified().orElseThrow())
        .contains(" as a module of its own, in a process");
  }

  private void assertDoubted(Kind kind, String code) {
    SandboxSpec spec = Harness.pythonSpec(code).withLimits(TestLimits.memory(128));
    Result result = harness.run(spec);
    Diagnosis diagnosis = result.diagnosis().orElseThrow();
    assertThat(diagnosis.kind()).as(result.stderr().toText()).isEqualTo(kind);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.LOW);
  }
}
