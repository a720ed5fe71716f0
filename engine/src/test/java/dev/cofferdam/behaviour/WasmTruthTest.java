package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.diagnosis.Diagnosis;
import dev.cofferdam.diagnosis.Kind;
import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.run.Result;
import dev.cofferdam.sandbox.MountSpec.Mode;
import dev.cofferdam.sandbox.Program;
import dev.cofferdam.sandbox.SandboxSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is told of a run as WebAssembly is so, and helps.
@ParameterizedClass
@MethodSource("dev.cofferdam.behaviour.RuntimeUnderTest#wasm")
class WasmTruthTest {
  private final Harness harness;

  @TempDir private Path data = Path.of("/");

  WasmTruthTest(RuntimeUnderTest runtime) {
    this.harness = Harness.on(runtime);
  }

  @AfterEach
  void close() {
    harness.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "require('net').connect(80, '192.0.2.7')",
        "require('https').get('https://example.org/')",
        "require('dns').lookup('example.org', e => { throw e })"
      })
  void theNetworkOfJavaScriptIsTheNetwork(String code) throws IOException {
    Files.writeString(data.resolve("main.cjs"), code);
    Result result =
        harness.run(
            command("node", "/data/main.cjs")
                .withMounts(List.of(Harness.mount(data, "/data", Mode.RO))));
    assertThat(result.diagnosis().map(Diagnosis::kind))
        .as(result.stderr().toText())
        .contains(Kind.NETWORK_ISOLATED);
  }

  @Test
  void aTrapOfItsOwnAfterARefusalIsNoWantOfMemory() {
    Result result =
        harness.run(WasmModules.GROW_AND_DIVIDE.spec().withLimits(TestLimits.memory(32)));
    Diagnosis diagnosis = result.diagnosis().orElseThrow();
    assertThat(diagnosis.kind()).isEqualTo(Kind.PROGRAM_ERROR);
    assertThat(diagnosis.summary()).contains("divide by zero");
  }

  @Test
  void aFileWhereNothingIsMountedIsForwardedToMounts() {
    Diagnosis missing = harness.python("open('/data/in.csv')").diagnosis().orElseThrow();
    assertThat(missing.mitigation()).startsWith("mount ").doesNotContain("runsc");
    Diagnosis hosts = harness.python("open('/etc/passwd')").diagnosis().orElseThrow();
    assertThat(hosts.mitigation()).contains("runsc");
  }

  @Test
  void aMountInTheWorkspaceIsListedThere() throws IOException {
    Files.writeString(data.resolve("in.txt"), "in");
    Result result =
        harness.run(
            Harness.pythonSpec("import os; print('data' in os.listdir('/workspace'))")
                .withMounts(List.of(Harness.mount(data, "/workspace/data", Mode.RO))));
    assertThat(result.stdout().toText()).as(result.stderr().toText()).isEqualTo("True\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "python3 -c | python3 -c without its argument",
        "node -e | node -e without its argument",
        "hello.wasm | a module is given as the file itself"
      })
  void whatIsWrongEverywhereIsNotSentElsewhere(String words, String why) {
    assertThatThrownBy(() -> harness.run(command(words.split(" ", -1))))
        .isInstanceOfSatisfying(
            CofferdamException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
              assertThat(refusal).hasMessageContaining(why);
              assertThat(refusal.remedy()).isNotBlank().doesNotContain("runsc");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "python3 -O -c 1",
        "python3 -W error -c 1",
        "python3 -Xdev -c 1",
        "python3.9 -c 1"
      })
  void whatAnInterpreterIsAskedAndTheGuestDoesNotIsRefused(String words) {
    Result result = harness.run(command(words.split(" ", -1)));
    assertThat(result.diagnosis().map(Diagnosis::kind)).contains(Kind.UNSUPPORTED_BY_RUNTIME);
  }

  @Test
  void nodeHasNoArgumentOfItsOwn() {
    assertThat(
            harness
                .run(command("node", "-e", "console.log(process.argv.slice(1))", "a"))
                .stdout()
                .toText())
        .isEqualTo("[ 'a' ]\n");
  }

  private static SandboxSpec command(String... words) {
    return SandboxSpec.of(new Program.Command(List.of(words)));
  }
}
