package dev.cofferdam.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command line where Wasmtime cannot be had: nothing is built, and there is no checkout to
/// build it from.
class SpareEngineTest {
  private static final Duration TWO_SECONDS = Duration.ofSeconds(2);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final String SLEEP = "console.log('ready'); setInterval(() => {}, 1000)";

  private @Nullable Process process;

  @TempDir Path folder;

  /// The guest's JVM is another user's, as root, who must be able to read what it runs.
  @BeforeEach
  void letOthersPass() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
  }

  @AfterEach
  void end() throws Exception {
    if (process != null) {
      process.destroyForcibly().waitFor();
      assertThat(start("gc").waitFor(60, SECONDS)).isTrue();
    }
  }

  @Test
  void javascriptRunsAndTheResultNamesItsEngine() throws Exception {
    Process run =
        start("run", "--runtime", "wasm", "--json", "--", "node", "-e", "console.log('hello')");
    String json = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(run.waitFor(60, SECONDS)).isTrue();
    assertThat(run.exitValue()).isZero();
    assertThat(json)
        .contains("hello\\n")
        .contains("Endive 1.0.0 with the guest quickjs (quickjs4j 0.1.0)");
  }

  @Test
  void pythonIsRefusedInOneLineWithItsRemedy() throws Exception {
    Process run = start("run", "--runtime", "wasm", "--", "python3", "-c", "print(1)");
    String said = new String(run.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(run.waitFor(60, SECONDS)).isTrue();
    assertThat(run.exitValue()).isEqualTo(ExitStatus.OURS);
    assertThat(said)
        .contains("Python on wasm takes Wasmtime", "apt-get install gcc")
        .doesNotContain("\tat ", "Exception");
  }

  @Test
  void killedTheOwnerTakesTheGuestWithItAndTheNextStartRemovesItsFiles() throws Exception {
    Process owner = sleeper("60s");
    List<ProcessHandle> inside = inhabitants(owner);
    Program.signal(owner, "KILL");
    await()
        .atMost(TWO_SECONDS)
        .pollInterval(POLL)
        .until(() -> inside.stream().noneMatch(SpareEngineTest::runs));
    assertThat(start("gc").waitFor(60, SECONDS)).isTrue();
    try (Stream<Path> all = Files.walk(folder.resolve("state/wasm-layers"))) {
      assertThat(all.filter(path -> path.endsWith("request"))).isEmpty();
    }
  }

  @Test
  void stoppedTheOwnersDeadlineHolds() throws Exception {
    Process owner = sleeper("4s");
    List<ProcessHandle> inside = inhabitants(owner);
    Program.signal(owner, "STOP");
    await().atMost(Duration.ofSeconds(8)).pollInterval(POLL).until(() -> !runs(inside.getLast()));
    assertThat(owner.isAlive()).isTrue();
  }

  /// The keeper, and the JVM that it keeps.
  private static List<ProcessHandle> inhabitants(Process owner) {
    List<ProcessHandle> keeper = owner.children().toList();
    assertThat(keeper).hasSize(1);
    List<ProcessHandle> kept = keeper.getFirst().children().toList();
    assertThat(kept).hasSize(1);
    return List.of(keeper.getFirst(), kept.getFirst());
  }

  private static boolean runs(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      return !stat.substring(stat.lastIndexOf(')') + 2).startsWith("Z");
    } catch (IOException gone) {
      return false;
    }
  }

  private Process sleeper(String timeout) throws IOException {
    Process sleeper =
        start("run", "--runtime", "wasm", "--timeout", timeout, "--", "node", "-e", SLEEP);
    var reader =
        new BufferedReader(new InputStreamReader(sleeper.getInputStream(), StandardCharsets.UTF_8));
    assertThat(reader.readLine()).isEqualTo("ready");
    return sleeper;
  }

  private Process start(String... words) throws IOException {
    var builder = new ProcessBuilder(Program.command(words));
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("COFFERDAM_WASM", folder.resolve("nowhere").toString());
    builder.environment().put("COFFERDAM_STATE_DIR", folder.resolve("state").toString());
    builder.environment().put("COFFERDAM_RUNTIME_DIR", folder.resolve("run").toString());
    process = builder.start();
    return process;
  }
}
