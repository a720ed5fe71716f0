package dev.cofferdam.behaviour;

import static dev.cofferdam.behaviour.LimitedRuns.assertNothingIsLeft;
import static dev.cofferdam.behaviour.LimitedRuns.byVersion;
import static dev.cofferdam.behaviour.LimitedRuns.counters;
import static dev.cofferdam.behaviour.LimitedRuns.diagnosis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.diagnosis.Diagnosis;
import dev.cofferdam.diagnosis.Ending.By;
import dev.cofferdam.diagnosis.Evidence;
import dev.cofferdam.diagnosis.Kind;
import dev.cofferdam.diagnosis.Note;
import dev.cofferdam.run.Result;
import dev.cofferdam.sandbox.SandboxSpec;
import dev.cofferdam.sandbox.Ulimit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Every limit holds and its end is told by who counted: the kernel, or on wasm the engine. Here,
/// and by `testhost/limits` on cgroup v2.
@Tag("limits")
@ParameterizedClass
@MethodSource("dev.cofferdam.behaviour.RuntimeUnderTest#withWasm")
class LimitsTest {
  /// The kernel may charge a page or two to whoever makes room for others.
  private static final long SLACK = 64 << 10;

  private static final String BOMB = "while True: held.append(bytearray(b'x') * (4 << 20))";

  private final RuntimeUnderTest runtime;
  private final LimitedRuns runs;

  LimitsTest(RuntimeUnderTest runtime) {
    this.runtime = runtime;
    this.runs = new LimitedRuns(Harness.on(runtime));
  }

  @AfterEach
  void close() {
    runs.close();
  }

  @Test
  @Tag("limits-small")
  void aMemoryBombIsKilledAndItsPeakStaysBelowTheLimit() {
    Result result = runs.python(TestLimits.memory(64), "held = []", BOMB);
    Diagnosis diagnosis = diagnosis(result, Kind.MEMORY_EXHAUSTED);
    long limit = runtime.memoryKept(64 * TestLimits.MIB);
    long peak;
    if (runtime.differsBy(Difference.MEMORY_REFUSED)) {
      assertThat(result.ending().exitCode()).isEqualTo(1);
      assertThat(result.ending().by()).isEqualTo(By.PROGRAM);
      assertThat(diagnosis.confidence()).isEqualTo(Diagnosis.Confidence.LOW);
      assertThat(diagnosis.evidence().getFirst().source()).isEqualTo(Evidence.Source.ENGINE);
      peak = Long.parseLong(diagnosis.details().get("linearMemoryBytes"));
    } else {
      assertThat(result.ending().exitCode()).isEqualTo(137);
      assertThat(result.ending().by()).isEqualTo(By.OOM);
      assertThat(diagnosis.confidence()).isEqualTo(Diagnosis.Confidence.HIGH);
      Evidence.Counter kills = counters(diagnosis).getFirst();
      assertThat(kills.name())
          .isEqualTo(byVersion(result, "memory.oom_control:oom_kill", "memory.events:oom_kill"));
      assertThat(kills.delta()).isEqualTo(1);
      assertThat(counters(diagnosis).get(1).limit()).hasValue(limit);
      peak = counters(diagnosis).get(1).delta();
      assertThat(result.usage().memoryPeakBytes()).isEqualTo(peak);
    }
    assertThat(peak).isBetween(limit - 8 * TestLimits.MIB, limit + SLACK);
    assertThat(result.usage().memoryPeakBytes())
        .isLessThanOrEqualTo(runtime.kernelMemory(64 * TestLimits.MIB) + SLACK);
    assertNothingIsLeft(result);
  }

  @Test
  void whoeverSays137IsNotCalledOutOfMemory() {
    Result said = runs.python(TestLimits.memory(64), "import sys", "sys.exit(137)");
    assertThat(said.ending().exitCode()).isEqualTo(137);
    assertThat(said.ending().by()).isEqualTo(By.PROGRAM);
    assertThat(said.diagnosis().map(Diagnosis::kind))
        .isNotEqualTo(Optional.of(Kind.MEMORY_EXHAUSTED));
    Result killed = runs.shell("sh -c 'kill -9 $$'; exit $?");
    if (runs.isTold(killed, Difference.PYTHON_AND_JS_ONLY)) {
      return;
    }
    assertThat(killed.ending().exitCode()).isEqualTo(137);
    assertThat(killed.ending().by()).isEqualTo(By.PROGRAM);
    assertThat(killed.diagnosis().map(Diagnosis::kind))
        .isNotEqualTo(Optional.of(Kind.MEMORY_EXHAUSTED));
  }

  @Test
  void aParentThatGivesUpForItsKilledChildIsOutOfMemory() {
    String[] program = {
      "import os, sys",
      "child = os.fork()",
      "held = []",
      "if child == 0:",
      "    " + BOMB,
      "status = os.waitpid(child, 0)[1]",
      "assert os.WTERMSIG(status) == 9",
      "sys.exit(int(os.environ.get('STATUS', '1')))"
    };
    Result gaveUp = runs.python(TestLimits.memory(64), program);
    if (runs.isTold(gaveUp, Difference.ONE_PROCESS)) {
      return;
    }
    assertThat(gaveUp.ending().exitCode()).isEqualTo(1);
    assertThat(gaveUp.ending().by()).isEqualTo(By.PROGRAM);
    assertThat(counters(diagnosis(gaveUp, Kind.MEMORY_EXHAUSTED)).getFirst().delta()).isEqualTo(1);

    program[program.length - 1] = "print('coped')";
    Result coped = runs.python(TestLimits.memory(64), program);
    assertThat(coped.ending().exitCode()).isZero();
    assertThat(coped.diagnosis()).isEmpty();
    assertThat(coped.notes()).extracting(Note::code).contains(Note.CHILD_OOM_KILLED);
  }

  @Test
  @Tag("limits-small")
  void forkingEndsAtTheProcessLimit() {
    Result result =
        runs.python(
            TestLimits.pids(16, TestLimits.PATIENCE),
            "import os, signal, sys",
            "made = 0",
            "while True:",
            "    try: child = os.fork()",
            "    except BlockingIOError: break",
            "    if child == 0: signal.pause()",
            "    made += 1",
            "print(made)",
            "sys.exit(3)");
    if (runs.isTold(result, Difference.ONE_PROCESS)) {
      return;
    }
    assertThat(result.stdout().toText()).isEqualTo("15\n");
    assertThat(result.ending().exitCode()).isEqualTo(3);
    Evidence.Counter refused = counters(diagnosis(result, Kind.PROCESS_LIMIT)).getFirst();
    boolean uncounted = runtime.differsBy(Difference.PROCESS_COUNT);
    assertThat(refused.name()).startsWith(uncounted ? "clone:EAGAIN" : "pids.events");
    assertThat(result.usage().pidsPeak().isPresent() && uncounted).isFalse();
    assertThat(refused.delta()).isPositive();
    assertThat(refused.limit()).hasValue(16);
    result.usage().pidsPeak().ifPresent(peak -> assertThat(peak).isEqualTo(16));
    assertNothingIsLeft(result);
  }

  @Test
  @Tag("limits-small")
  void aForkBombRunsToItsDeadlineAndNothingOfItStays() {
    Result result =
        runs.python(
            TestLimits.forking(runtime, 32, TestLimits.grace(3)),
            "import os",
            "while True:",
            "    try: os.fork()",
            "    except OSError: pass");
    assertThat(result.ending().exitCode()).isEqualTo(124);
    assertThat(result.ending().by()).isEqualTo(By.TIMEOUT);
    boolean alone = runtime.differsBy(Difference.ONE_PROCESS);
    diagnosis(result, alone ? Kind.TIMEOUT : Kind.PROCESS_LIMIT);
    assertThat(result.contributing())
        .extracting(Diagnosis::kind)
        .contains(alone ? Kind.UNSUPPORTED_BY_RUNTIME : Kind.TIMEOUT);
    result.usage().pidsPeak().ifPresent(peak -> assertThat(peak).isEqualTo(32));
    assertNothingIsLeft(result);
  }

  @Test
  void processesAreCountedFromTheProgramsStart() {
    Result result = runs.command(TestLimits.memory(64), "/bin/true");
    if (runs.isTold(result, Difference.PYTHON_AND_JS_ONLY)) {
      return;
    }
    assertThat(result.ending().exitCode()).isZero();
    Assumptions.assumeTrue(result.usage().pidsPeak().isPresent(), "this kernel has no pids.peak");
    assertThat(result.usage().pidsPeak()).hasValue(1);
  }

  @Test
  void aFifthOfAProcessorIsAFifthOfTheTime() {
    Result result =
        runs.python(
            TestLimits.milliCpus(200),
            "import time",
            "end = time.monotonic() + 4",
            "while time.monotonic() < end: pass");
    assertThat(result.ending().exitCode()).isZero();
    double share = (double) result.usage().cpuMillis() / result.usage().wallMillis();
    assertThat(share).as("%s", result.usage()).isBetween(0.1, 0.25);
    assertThat(result.notes()).extracting(Note::code).contains(Note.CPU_THROTTLED);
  }

  @Test
  void nothingOutlivesItsDeadline() {
    Duration wall = Duration.ofSeconds(2);
    Result slept = runs.python(TestLimits.wall(wall), "import time", "time.sleep(3600)");
    String[] alone = {"while True: pass"};
    String[] many = {
      "import os, signal",
      "for number in range(1, 32):",
      "    if number not in (9, 19): signal.signal(number, signal.SIG_IGN)",
      "os.fork()",
      "os.setsid() if os.getpid() != 1 else None",
      alone[0]
    };
    boolean single = runtime.differsBy(Difference.ONE_PROCESS);
    Result stubborn = runs.python(TestLimits.wall(wall), single ? alone : many);
    for (Result result : List.of(slept, stubborn)) {
      assertThat(result.ending().exitCode()).isEqualTo(124);
      assertThat(result.ending().by()).isEqualTo(By.TIMEOUT);
      diagnosis(result, Kind.TIMEOUT);
      assertThat(result.usage().wallMillis())
          .isBetween(wall.toMillis(), wall.plus(TestLimits.grace(3)).toMillis());
      assertNothingIsLeft(result);
    }
  }

  @Test
  void asManyFilesAreOpenAtOnceAsAsked() {
    SandboxSpec spec =
        Harness.pythonSpec(
            "import os",
            "files = []",
            "try:",
            "    while True: files.append(os.open('/workspace/main.py', os.O_RDONLY))",
            "except OSError: print(len(files) + 3)");
    Result result = runs.run(TestLimits.withUlimit(spec, new Ulimit("nofile", 64, 64)));
    // Some interpreters hold one or two of their own.
    assertThat(Integer.parseInt(result.stdout().toText().strip())).isBetween(60, 64);
  }

  @Test
  void moreThanTheHostHasIsRefusedBeforeAnythingExists() {
    SandboxSpec spec = Harness.pythonSpec("print(1)");
    runs.assertRefusedBeforeAnythingExists(spec.withLimits(TestLimits.memory(999 << 10)));
    runs.assertRefusedBeforeAnythingExists(
        spec.withLimits(TestLimits.pids(1 << 22, TestLimits.PATIENCE)));
    runs.assertRefusedBeforeAnythingExists(spec.withLimits(TestLimits.milliCpus(1_000_000)));
    runs.assertRefusedBeforeAnythingExists(
        TestLimits.withUlimit(spec, new Ulimit("nofile", 1024, 1L << 31)));
  }

  @Test
  @Tag("limits-small")
  void whatIsInForceIsWhatTheKernelGaveBack() {
    Result result = runs.python(TestLimits.memory(64), "print(1)");
    assertThat(result.ending().exitCode()).isZero();
    boolean first = result.limits().cgroup().equals("v1");
    String memory = Long.toString(runtime.kernelMemory(64 * TestLimits.MIB));
    boolean single = runtime.differsBy(Difference.ONE_PROCESS);
    String pids = runtime.differsBy(Difference.PIDS_RESERVE) ? "320" : "64";
    assertThat(result.limits().inForce())
        .containsEntry(first ? "memory.limit_in_bytes" : "memory.max", memory)
        .containsEntry(single ? "processes" : "pids.max", single ? "1" : pids)
        .containsEntry(first ? "cpu.cfs_quota_us" : "cpu.max", first ? "100000" : "100000 100000");
    assertThat(result.limits().io()).isEqualTo("off");
  }
}
