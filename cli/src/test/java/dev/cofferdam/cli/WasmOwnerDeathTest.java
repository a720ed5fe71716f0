package dev.cofferdam.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cofferdam.host.cgroup.CgroupHierarchy;
import dev.cofferdam.host.cgroup.SandboxCgroup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On wasm there is no watchdog: the worker's socket, and the kernel, end what an owner leaves.
class WasmOwnerDeathTest {
  private static final Duration A_SECOND = Duration.ofSeconds(1);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final String SLEEP =
      "import time; open('/tmp/canary', 'w').write('x'); print('ready', flush=True); time.sleep(60)";

  /// Who is, may make cgroups on every host that the tests run on.
  private static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));

  private @Nullable Process owner;
  private String id = "";

  @TempDir Path folder;

  @BeforeEach
  void requireWasm() {
    Assumptions.assumeTrue(
        Files.exists(Path.of(wasm(), "ready")), "wasm is not built: native/wasm-runtime/build");
  }

  @AfterEach
  void endOwner() throws Exception {
    if (owner != null) {
      owner.destroyForcibly().waitFor();
      // The worker's work; no next start has been here.
      await()
          .atMost(A_SECOND.multipliedBy(2))
          .pollInterval(POLL)
          .untilAsserted(() -> assertThat(cgroups()).isEmpty());
    }
  }

  private static String wasm() {
    return Objects.requireNonNullElse(System.getenv("COFFERDAM_TEST_WASM"), "/no/wasm");
  }

  @Test
  void aSignalEndsTheRun() throws Exception {
    Process process = sleeper("60s");
    List<ProcessHandle> inside = inhabitants(process);
    Program.signal(process, "TERM");
    assertThat(process.waitFor(4, SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143);
    assertThat(inside).noneMatch(ProcessHandle::isAlive);
    assertThat(layers()).isEmpty();
  }

  @Test
  void killedNothingRunsASecondLaterAndTheNextStartRemovesItsFiles() throws Exception {
    Process process = sleeper("60s");
    List<ProcessHandle> inside = inhabitants(process);
    Program.signal(process, "KILL");
    await()
        .atMost(A_SECOND)
        .pollInterval(POLL)
        .until(() -> inside.stream().noneMatch(WasmOwnerDeathTest::runs));
    assertThat(layers()).isNotEmpty();
    Process next = start("gc");
    assertThat(next.waitFor(20, SECONDS)).isTrue();
    assertThat(layers()).isEmpty();
  }

  @Test
  void aStoppedWorkerDoesNotOutliveItsOwner() throws Exception {
    Process process = sleeper("60s");
    List<ProcessHandle> inside = inhabitants(process);
    String worker = Long.toString(inside.getFirst().pid());
    assertThat(new ProcessBuilder("kill", "-STOP", worker).start().waitFor()).isZero();
    Program.signal(process, "KILL");
    await()
        .atMost(A_SECOND)
        .pollInterval(POLL)
        .until(() -> inside.stream().noneMatch(WasmOwnerDeathTest::runs));
  }

  @Test
  void stoppedTheDeadlineHolds() throws Exception {
    Process process = sleeper("2s");
    List<ProcessHandle> inside = inhabitants(process);
    // The worker itself lives as long as its owner.
    ProcessHandle program = inside.getLast();
    Program.signal(process, "STOP");
    await().atMost(A_SECOND.plusSeconds(2)).pollInterval(POLL).until(() -> !runs(program));
    assertThat(process.isAlive()).isTrue();
  }

  /// The worker, and behind it its child.
  private static List<ProcessHandle> inhabitants(Process process) {
    List<ProcessHandle> worker = process.children().toList();
    assertThat(worker).hasSize(1);
    List<ProcessHandle> children = worker.getFirst().children().toList();
    assertThat(children).hasSize(1);
    return List.of(worker.getFirst(), children.getFirst());
  }

  /// One that is dead and not asked for by its parent stays in the table.
  private static boolean runs(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      return !stat.substring(stat.lastIndexOf(')') + 2).startsWith("Z");
    } catch (IOException gone) {
      return false;
    }
  }

  private List<Path> layers() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("state/wasm-layers"))) {
      return all.filter(path -> path.endsWith("tmp")).toList();
    }
  }

  /// Those of the program that was started.
  private List<Path> cgroups() {
    return SandboxCgroup.leftovers(CgroupHierarchy.detect()).stream()
        .filter(directory -> directory.endsWith(id))
        .toList();
  }

  private Process sleeper(String timeout) throws Exception {
    Process process =
        start("run", "--runtime", "wasm", "--timeout", timeout, "--", "python3", "-c", SLEEP);
    var reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    assertThat(reader.readLine()).isEqualTo("ready");
    Path layer = Objects.requireNonNull(layers().getFirst().getParent());
    id = String.valueOf(layer.getFileName());
    if (IS_ROOT) {
      assertThat(cgroups()).isNotEmpty();
    }
    return process;
  }

  private Process start(String... words) throws IOException {
    var builder = new ProcessBuilder(Program.command(words));
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("COFFERDAM_WASM", wasm());
    builder.environment().put("COFFERDAM_STATE_DIR", folder.resolve("state").toString());
    builder.environment().put("COFFERDAM_RUNTIME_DIR", folder.resolve("run").toString());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    owner = builder.start();
    return owner;
  }
}
