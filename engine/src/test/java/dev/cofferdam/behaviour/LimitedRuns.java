package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.EngineConfig;
import dev.cofferdam.diagnosis.Diagnosis;
import dev.cofferdam.diagnosis.Evidence;
import dev.cofferdam.diagnosis.Kind;
import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.host.cgroup.CgroupHierarchy;
import dev.cofferdam.host.cgroup.SandboxCgroup;
import dev.cofferdam.ledger.Life;
import dev.cofferdam.run.Result;
import dev.cofferdam.run.RunStreams;
import dev.cofferdam.sandbox.Limits;
import dev.cofferdam.sandbox.Program;
import dev.cofferdam.sandbox.SandboxSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Runs whose end is a limit's, and what is asked of each.
final class LimitedRuns implements AutoCloseable {
  private static final Path LAYERS = EngineConfig.ofHost().stateDirectory().resolve("wasm-layers");

  private final Harness harness;

  LimitedRuns(Harness harness) {
    this.harness = harness;
  }

  @Override
  public void close() {
    harness.close();
  }

  Result run(SandboxSpec spec) {
    return harness.run(spec);
  }

  Result run(SandboxSpec spec, RunStreams streams) {
    return harness.run(spec, streams);
  }

  Result shell(String line) {
    return harness.shell(line);
  }

  Result python(Limits limits, String... lines) {
    return harness.run(Harness.pythonSpec(lines).withLimits(limits));
  }

  Result command(Limits limits, String... argv) {
    return harness.run(SandboxSpec.of(new Program.Command(List.of(argv))).withLimits(limits));
  }

  static Diagnosis diagnosis(Result result, Kind kind) {
    assertThat(result.diagnosis().map(Diagnosis::kind))
        .as("%s; stderr: %s", result.diagnosis(), result.stderr().toText())
        .contains(kind);
    return result.diagnosis().orElseThrow();
  }

  /// Whether the program found that it was not there, which ends this test.
  boolean isTold(Result result, Difference difference) {
    boolean told = harness.runtime().differsBy(difference);
    if (told) {
      WasmLacks.isTold(result);
      assertNothingIsLeft(result);
    }
    return told;
  }

  static List<Evidence.Counter> counters(Diagnosis diagnosis) {
    return diagnosis.evidence().stream()
        .filter(Evidence.Counter.class::isInstance)
        .map(Evidence.Counter.class::cast)
        .toList();
  }

  static String byVersion(Result result, String v1, String v2) {
    return result.limits().cgroup().equals("v1") ? v1 : v2;
  }

  static void assertNothingIsLeft(Result result) {
    String id = result.id().value();
    assertThat(SandboxCgroup.leftovers(CgroupHierarchy.detect()))
        .noneMatch(directory -> directory.endsWith(id));
    assertThat(Path.of("/run/cofferdam/box", id)).doesNotExist();
    try (Stream<Path> layers = Files.find(LAYERS, 2, (path, _) -> path.endsWith(id))) {
      assertThat(layers).isEmpty();
    } catch (NoSuchFileException none) {
      // Nobody ran as WebAssembly here.
    } catch (IOException | UncheckedIOException racing) {
      throw new AssertionError("cannot look for layers", racing);
    }
  }

  void assertRefusedBeforeAnythingExists(SandboxSpec spec) {
    assertThatThrownBy(() -> harness.run(spec))
        .isInstanceOfSatisfying(
            CofferdamException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.LIMIT_UNENFORCEABLE);
              assertThat(refusal.remedy()).isNotBlank();
            });
    // Other processes' sandboxes may come and go.
    assertThat(harness.engine().list())
        .extracting(Life::ownerPid)
        .doesNotContain(ProcessHandle.current().pid());
  }
}
