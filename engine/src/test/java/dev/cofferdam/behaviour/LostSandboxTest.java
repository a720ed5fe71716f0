package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.diagnosis.Diagnosis;
import dev.cofferdam.diagnosis.Ending.By;
import dev.cofferdam.diagnosis.Kind;
import dev.cofferdam.ledger.Life;
import dev.cofferdam.run.Result;
import dev.cofferdam.sandbox.Limits;
import dev.cofferdam.sandbox.RuntimeName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The watchdog dies under a run: the result says so, has what was printed, and nothing stays.
class LostSandboxTest {
  private static final String LATE_FORKS =
      """
      exec python3 -c '
      import os, time
      time.sleep(6)
      for _ in range(30):
          if os.fork() == 0:
              time.sleep(9)
              os._exit(0)
      time.sleep(9)'
      """;

  @ParameterizedTest
  @MethodSource("dev.cofferdam.behaviour.RuntimeUnderTest#all")
  void aKilledWatchdogIsALostSandboxAndNothingStays(RuntimeUnderTest runtime) throws Exception {
    try (Harness harness = Harness.on(runtime)) {
      var sink = new HeldOutput();
      sink.letGo();
      Started run = Started.shell(harness, Limits.DEFAULT, sink, "echo begun; sleep 60 & sleep 61");
      Life life = run.awaitLife();
      sink.awaitAsked();
      watchdog(life).destroyForcibly();

      Result result = run.result().get(30, TimeUnit.SECONDS);
      assertThat(result.ending().by()).isEqualTo(By.LOST);
      assertThat(result.ending().exitCode()).isEqualTo(125);
      assertThat(result.diagnosis())
          .hasValueSatisfying(cause -> assertThat(cause.kind()).isEqualTo(Kind.SANDBOX_LOST));
      assertThat(result.stdout().toText()).isEqualTo("begun\n");
      assertThat(result.usage().wallMillis()).isBetween(0L, 30_000L);
      assertThat(run.life()).isEmpty();
      assertThat(life.cgroups()).isNotEmpty().noneMatch(path -> Files.exists(Path.of(path)));
    }
  }

  /// Its own exit status, 2, is not the program's. The limit in the kernel lies above what a
  /// program can make it need, so that the test lowers it.
  @Test
  void aSentryThatTheHostRefusesAThreadIsALostSandbox() throws Exception {
    List<RuntimeUnderTest> sentries =
        RuntimeUnderTest.all().filter(runtime -> runtime.name() == RuntimeName.RUNSC).toList();
    Assumptions.assumeFalse(sentries.isEmpty(), "runsc is not installed");
    try (Harness harness = Harness.on(sentries.getFirst())) {
      var sink = new HeldOutput();
      sink.letGo();
      Started run = Started.shell(harness, Limits.DEFAULT, sink, "echo begun; " + LATE_FORKS);
      Life life = run.awaitLife();
      sink.awaitAsked();
      lowerPids(life);

      Result result = run.result().get(60, TimeUnit.SECONDS);
      assertThat(result.ending().by()).isEqualTo(By.LOST);
      assertThat(result.ending().exitCode()).isEqualTo(125);
      assertThat(result.diagnosis().map(Diagnosis::kind)).contains(Kind.SANDBOX_LOST);
      assertThat(run.life()).isEmpty();
    }
  }

  private static void lowerPids(Life life) throws IOException {
    int lowered = 0;
    for (String directory : life.cgroups()) {
      Path limit = Path.of(directory, "pids.max");
      if (Files.exists(limit)) {
        Files.writeString(limit, "1");
        lowered++;
      }
    }
    assertThat(lowered).isPositive();
  }

  /// The child of ours whose command line names the sandbox.
  private static ProcessHandle watchdog(Life life) {
    return ProcessHandle.current()
        .children()
        .filter(child -> commandLine(child).contains(life.id().value()))
        .findFirst()
        .orElseThrow();
  }

  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(
          Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
