package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cofferdam.diagnosis.Ending.By;
import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.run.Result;
import dev.cofferdam.sandbox.SandboxSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// A real worker that is killed or stopped under runs of several threads: each run has an end, and
/// none is a fault of ours.
@ParameterizedClass
@MethodSource("dev.cofferdam.behaviour.RuntimeUnderTest#wasm")
class WasmDeadWorkersTest {
  private static final int THREADS = 6;
  private static final Duration KILLING = Duration.ofSeconds(6);
  private static final SandboxSpec SHORT = Harness.pythonSpec("print('x', flush=True)");
  private static final SandboxSpec LONG = Harness.pythonSpec("import time", "time.sleep(60)");

  private final Harness harness;

  WasmDeadWorkersTest(RuntimeUnderTest runtime) {
    this.harness = Harness.on(runtime);
  }

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void manyRunsUnderWorkersThatAreKilledAllEndByTheirProgramOrLost() throws Exception {
    var faults = new ConcurrentLinkedQueue<Throwable>();
    var enough = new AtomicBoolean();
    var threads = new ArrayList<Thread>();
    for (int index = 0; index < THREADS; index++) {
      SandboxSpec spec = index % 2 == 0 ? SHORT : LONG;
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                while (!enough.get()) {
                  try {
                    Result result = harness.run(spec);
                    assertThat(result.ending().by()).isIn(By.PROGRAM, By.LOST, By.CALLER);
                  } catch (CofferdamException lost) {
                    if (lost.code() != ErrorCode.SANDBOX_LOST) {
                      faults.add(lost);
                    }
                  } catch (Throwable fault) {
                    faults.add(fault);
                  }
                }
              }));
    }
    long end = System.nanoTime() + KILLING.toNanos();
    while (System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(400);
      workers().forEach(ProcessHandle::destroyForcibly);
    }
    enough.set(true);
    harness.engine().cancelAll();
    for (Thread thread : threads) {
      assertThat(thread.join(TestLimits.grace(30))).isTrue();
    }
    assertThat(faults).isEmpty();
    assertThat(harness.run(SHORT).stdout().toText()).isEqualTo("x\n");
  }

  @Test
  void theTimeOfAProgramHoldsThoughItsWorkerIsStopped() throws Exception {
    harness.run(SHORT);
    ProcessHandle worker = workers().getFirst();
    CompletableFuture<Result> run =
        CompletableFuture.supplyAsync(
            () -> harness.run(LONG.withLimits(TestLimits.wall(Duration.ofSeconds(4)))));
    await().atMost(TestLimits.grace(10)).until(() -> worker.children().count() > 0);
    signal(worker, "STOP");
    Result result = run.get(TestLimits.grace(25).toSeconds(), TimeUnit.SECONDS);
    assertThat(result.ending().by()).isEqualTo(By.TIMEOUT);
    assertThat(result.ending().exitCode()).isEqualTo(124);
    // Reaped when another takes its place.
    assertThat(harness.run(SHORT).stdout().toText()).isEqualTo("x\n");
    assertThat(worker.isAlive()).isFalse();
  }

  @Test
  void aRequestThatAStoppedWorkerDoesNotReadIsGivenUp() throws Exception {
    harness.run(SHORT);
    signal(workers().getFirst(), "STOP");
    long before = System.nanoTime();
    SandboxSpec large = SHORT.withEnvironment(Map.of("LARGE", "x".repeat(480_000)));
    // Another worker takes it.
    assertThat(harness.run(large).stdout().toText()).isEqualTo("x\n");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(TestLimits.grace(40));
  }

  @Test
  void whoeverIsCancelledBeforeItsBeginningEndsSoon() throws Exception {
    harness.run(SHORT);
    signal(workers().getFirst(), "STOP");
    CompletableFuture<Result> run = CompletableFuture.supplyAsync(() -> harness.run(SHORT));
    await()
        .atMost(TestLimits.grace(10))
        .until(() ->
            harness.engine().list().stream().anyMatch(life -> life.command().contains("python3")));
    TimeUnit.SECONDS.sleep(1); // it waits for the worker's word by then, which nothing shows
    long before = System.nanoTime();
    harness.engine().cancelAll();
    Result result = run.get(30, TimeUnit.SECONDS);
    assertThat(result.ending().by()).isEqualTo(By.CALLER);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(TestLimits.grace(15));
  }

  @Test
  void whatAGuestMakesUpNeverBreaksARun() {
    List<String> made =
        List.of("{\"kind\":\"\\u12", "[[[[", "{\"a\":", "{\"a\":1e", "\"", "{\"kind\":-}");
    for (String report : made) {
      Result result =
          harness.python(
              "import sys",
              "from wit_world.imports import host",
              "host.tell(r'''" + report + "''')",
              "host.tell('[' * 2000)",
              "sys.exit(3)");
      assertThat(result.ending().exitCode()).as(report).isEqualTo(3);
    }
  }

  private static void signal(ProcessHandle process, String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  private static List<ProcessHandle> workers() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().command().orElse("").endsWith("/wasm-worker"))
        .toList();
  }
}
