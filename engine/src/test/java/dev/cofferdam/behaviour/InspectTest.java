package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;
import static org.awaitility.Awaitility.await;

import dev.cofferdam.EngineConfig;
import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.inspect.HostProcess.Namespace;
import dev.cofferdam.inspect.Inspection;
import dev.cofferdam.inspect.Inspection.Status;
import dev.cofferdam.inspect.InspectionTree;
import dev.cofferdam.inspect.MountLine;
import dev.cofferdam.inspect.Posture;
import dev.cofferdam.run.Result;
import dev.cofferdam.runtime.GuestKernel;
import dev.cofferdam.runtime.Verified;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// What is said to be in force, against what the program and the kernel say.
@ParameterizedClass
@MethodSource("dev.cofferdam.behaviour.RuntimeUnderTest#all")
class InspectTest {
  private static final List<String> OWN_NAMESPACES =
      List.of("ipc", "mnt", "net", "pid", "user", "uts");

  private final RuntimeUnderTest runtime;
  private Harness harness;
  private ByteArrayOutputStream printed = new ByteArrayOutputStream();

  InspectTest(RuntimeUnderTest runtime) {
    this.runtime = runtime;
    this.harness = Harness.on(runtime);
  }

  @BeforeEach
  void listen() {
    printed = new ByteArrayOutputStream();
  }

  @AfterEach
  void close() {
    harness.close();
  }

  /// A run that has said what its kernel is and goes on until it is ended.
  private Started kernelTeller() {
    Started run =
        Started.shell(
            harness, TestLimits.memory(128), printed, "uname -r; uname -v; echo ready; sleep 600");
    await().atMost(TestLimits.PATIENCE).until(() -> printed().contains("ready\n"));
    return run;
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private boolean isSentry() {
    return runtime.differsBy(Difference.OWN_KERNEL_LOG);
  }

  @Test
  void theRuntimeIsVerifiedByWhatTheProgramMeets() {
    Started run = kernelTeller();
    Inspection seen = harness.engine().inspect(run.name());
    assertThat(seen.status()).isEqualTo(Status.RUNNING);
    Verified found = seen.beginning().orElseThrow().found();
    assertThat(printed().lines())
        .startsWith(found.inside().kernel().release(), found.inside().kernel().version());
    assertThat(found.inside().procVersion()).contains(found.inside().kernel().release());
    if (isSentry()) {
      assertThat(found.kernel()).isEqualTo(GuestKernel.SENTRY);
      assertThat(found.inside().firstOfLog()).startsWith("Starting gVisor");
      assertThat(found.inside().kernel()).isNotEqualTo(found.host());
    } else {
      assertThat(found.kernel()).isEqualTo(GuestKernel.HOST);
      assertThat(found.inside().kernelLog()).isEmpty();
      assertThat(found.inside().logRefused()).isPresent();
    }
    assertThat(found.program()).isEqualTo(runtime.program());
    assertThat(seen.runtimeVersion()).isPresent();
    assertThat(harness.engine().inspect(seen.life().id().value().substring(0, 12)).life())
        .isEqualTo(seen.life());
  }

  @Test
  void theWallIsReadBackFromTheKernel() {
    Inspection seen = harness.engine().inspect(kernelTeller().name());
    var process = seen.process().orElseThrow();
    assertThat(process.namespaces())
        .filteredOn(namespace -> OWN_NAMESPACES.contains(namespace.kind()))
        .hasSameSizeAs(OWN_NAMESPACES)
        .allMatch(InspectTest::isOwn);
    assertThat(process.uids().orElseThrow())
        .allMatch(map -> map.outside() >= 1 << 30 && map.count() <= 1 << 16);
    assertThat(process.posture().flatMap(Posture::noNewPrivs)).contains(true);
    assertThat(process.posture().flatMap(Posture::seccompMode)).contains("filter");
    assertThat(process.interfaces()).contains(List.of("lo"));
    Posture program = seen.program().orElseThrow();
    assertThat(program.capabilities().get("Effective")).isEmpty();
    assertThat(program.capabilities().get("Bounding")).isEmpty();
    assertThat(program.seccompMode()).contains("filter");
    if (!isSentry()) {
      assertThat(process.posture()).contains(program);
      assertThat(program.seccompFilters()).hasValue(2);
    }
    assertThat(seen.limits().limits())
        .containsAnyOf(
            Map.entry("memory.max", kernelMemory()),
            Map.entry("memory.limit_in_bytes", kernelMemory()));
    assertThat(seen.limits().memoryNow().orElseThrow()).isPositive();
    List<MountLine> mounts = seen.mounts().orElseThrow();
    assertThat(mounts).anyMatch(mount -> mount.destination().equals("/") && mount.readOnly());
    assertThat(mounts)
        .anyMatch(mount -> mount.destination().equals("/workspace") && !mount.readOnly());
  }

  private static boolean isOwn(Namespace namespace) {
    return namespace.inode().orElseThrow() != namespace.ofHost().orElseThrow();
  }

  private String kernelMemory() {
    return Long.toString(runtime.kernelMemory(128 * TestLimits.MIB));
  }

  /// By the place of each, whatever is null has its reason.
  @Test
  void whatIsNotKnownIsNullAndSaysWhy() {
    Inspection seen = harness.engine().inspect(kernelTeller().name());
    var tree = InspectionTree.of(seen);
    assertThat(tree.get("HostConfig"))
        .asInstanceOf(MAP)
        .containsEntry("Runtime", runtime.name().label())
        .containsEntry("Memory", 128 * TestLimits.MIB)
        .containsEntry("ReadonlyRootfs", true)
        .doesNotContainValue(null);
    assertThat(seen.unknown())
        .containsKey("Cofferdam.Versions.Cofferdam")
        .hasSize(isSentry() ? 3 : 1);
  }

  @Test
  void afterTheEndThereIsNothingToInspectAndNoFile() throws Exception {
    Started run = kernelTeller();
    var life = run.awaitLife();
    Path begun = EngineConfig.ofHost().runtimeDirectory().resolve("begun/" + life.id());
    assertThat(Files.getPosixFilePermissions(begun)).hasSize(2);
    harness.engine().cancelAll();
    Result result = run.result().get(TestLimits.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(result.isolation().verified().orElseThrow())
        .contains(isSentry() ? "Starting gVisor" : "as the host does");
    assertThat(begun).doesNotExist();
    assertThatThrownBy(() -> harness.engine().inspect(life.id().value()))
        .isInstanceOf(CofferdamException.class)
        .hasMessageContaining("no living sandbox");
  }
}
