package dev.cofferdam.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever happens to the command line's process, its sandbox is over (design, section 4).
class OwnerDeathTest {
  private static final Duration A_SECOND = Duration.ofSeconds(1);
  private static final Duration POLL = Duration.ofMillis(20);

  /// More than the Sentry, its gofer and what runs its processes are by themselves.
  private static final int MANY = 40;

  private static final String BOMB =
      """
      import os, sys, time
      print('ready', flush=True)
      while True:
          try: os.fork()
          except OSError: time.sleep(0.01)
      """;

  private final String marker = "marker-" + UUID.randomUUID();
  private @Nullable Process owner;
  private Instant started = Instant.EPOCH;

  @AfterEach
  void endOwner() {
    if (owner != null) {
      owner.destroyForcibly();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "runc, INT, 130",
    "runc, TERM, 143",
    "runc, HUP, 129",
    "runsc, INT, 130",
    "runsc, TERM, 143",
    "runsc, HUP, 129"
  })
  void aSignalEndsTheRun(String runtime, String signal, int status) throws Exception {
    Process process = bomb(runtime, "60s");
    Inhabitants inside = Inhabitants.of(process);
    Program.signal(process, signal);
    assertThat(process.waitFor(4, SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(status);
    assertThat(inside.count()).isZero();
    assertThat(Program.inside(marker)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"runc", "runsc"})
  void killedInAForkBombNothingOfItRunsASecondLater(String runtime) throws Exception {
    Process process = bomb(runtime, "60s");
    Inhabitants inside = Inhabitants.of(process);
    Program.signal(process, "KILL");
    await()
        .atMost(A_SECOND)
        .pollInterval(POLL)
        .until(() -> inside.count() == 0 && Program.inside(marker) == 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"runc", "runsc"})
  void stoppedInAForkBombTheDeadlineHolds(String runtime) throws Exception {
    Duration wall = Duration.ofSeconds(3);
    Process process = bomb(runtime, wall.toSeconds() + "s");
    Inhabitants inside = Inhabitants.of(process);
    Program.signal(process, "STOP");
    // The program's time began before its first word was read.
    Duration left = Duration.between(Instant.now(), started.plus(wall).plus(A_SECOND));
    await()
        .atMost(left)
        .pollInterval(POLL)
        .until(() -> inside.count() == 0 && Program.inside(marker) == 0);
    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void whenTheReaderGoesTheRunEnds() throws Exception {
    Process process = Program.start("run", "--timeout", "60s", "--", "yes", marker);
    owner = process;
    process.getErrorStream().close();
    process.getInputStream().read();
    process.getInputStream().close();
    assertThat(process.waitFor(10, SECONDS)).isTrue();
    assertThat(Program.inside(marker)).isZero();
  }

  @Test
  void aNameIsUniqueAmongTheLivingAndShownAndFreeAfterwards() throws Exception {
    String name = "n" + marker.substring(7, 20);
    Process process =
        Program.start("run", "--name", name, "--", "sh", "-c", "echo ready; sleep 60", marker);
    owner = process;
    awaitReady(process);
    Program.Ended second = Program.run("run", "--name", name, "--", "true");
    assertThat(second.status()).isEqualTo(125);
    assertThat(second.err()).contains("the name " + name + " is taken");
    assertThat(Program.run("ps").text()).contains(name);
    Program.signal(process, "KILL");
    process.waitFor();
    assertThat(Program.run("run", "--name", name, "--", "true").status()).isZero();
    assertThat(Program.run("ps").text()).doesNotContain(name);
  }

  /// A fork bomb in which many run, with the memory that so many forked Pythons take behind the
  /// Sentry.
  private Process bomb(String runtime, String timeout) throws Exception {
    Process process =
        Program.start(
            "run",
            "--runtime",
            runtime,
            "-m",
            "512m",
            "--timeout",
            timeout,
            "--",
            "python3",
            "-c",
            BOMB,
            marker);
    owner = process;
    awaitReady(process);
    started = Instant.now();
    Inhabitants inside = Inhabitants.of(process);
    await().atMost(Duration.ofSeconds(10)).until(() -> inside.count() > MANY);
    return process;
  }

  private static void awaitReady(Process process) throws Exception {
    var reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    assertThat(reader.readLine()).isEqualTo("ready");
  }
}
