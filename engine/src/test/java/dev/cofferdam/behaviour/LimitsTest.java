package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.diagnosis.Diagnosis;
import dev.cofferdam.diagnosis.Ending.By;
import dev.cofferdam.diagnosis.Evidence;
import dev.cofferdam.diagnosis.Kind;
import dev.cofferdam.diagnosis.Note;
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
import dev.cofferdam.sandbox.Ulimit;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Every limit holds and its end is told by the kernel's counters: here, and by `testhost/limits`
/// on cgroup v2.
@Tag("limits")
@ParameterizedClass
@MethodSource("dev.cofferdam.behaviour.RuntimeUnderTest#all")
class LimitsTest {
  /// The kernel may charge a page or two to whoever makes room for others.
  private static final long SLACK = 64 << 10;

  private static final String BOMB = "while True: held.append(bytearray(b'x') * (4 << 20))";

  private final Harness harness;

  LimitsTest(RuntimeUnderTest runtime) {
    this.harness = Harness.on(runtime);
  }

  @AfterEach
  void close() {
    harness.close();
  }

  private Result python(Limits limits, String... lines) {
    return harness.run(Harness.pythonSpec(lines).withLimits(limits));
  }

  private Result command(Limits limits, String... argv) {
    return harness.run(SandboxSpec.of(new Program.Command(List.of(argv))).withLimits(limits));
  }

  private static Diagnosis diagnosis(Result result, Kind kind) {
    assertThat(result.diagnosis().map(Diagnosis::kind))
        .as("%s; stderr: %s", result.diagnosis(), result.stderr().toText())
        .contains(kind);
    return result.diagnosis().orElseThrow();
  }

  private static List<Evidence.Counter> counters(Diagnosis diagnosis) {
    return diagnosis.evidence().stream()
        .filter(Evidence.Counter.class::isInstance)
        .map(Evidence.Counter.class::cast)
        .toList();
  }

  private static String byVersion(Result result, String v1, String v2) {
    return result.limits().cgroup().equals("v1") ? v1 : v2;
  }

  private static void assertNothingIsLeft(Result result) {
    String id = result.id().value();
    assertThat(SandboxCgroup.leftovers(CgroupHierarchy.detect()))
        .noneMatch(directory -> directory.endsWith(id));
    assertThat(Path.of("/run/cofferdam/box", id)).doesNotExist();
  }

  @Test
  @Tag("limits-small")
  void aMemoryBombIsKilledAndItsPeakStaysBelowTheLimit() {
    Result result = python(TestLimits.memory(64), "held = []", BOMB);
    assertThat(result.ending().exitCode()).isEqualTo(137);
    assertThat(result.ending().by()).isEqualTo(By.OOM);
    Diagnosis diagnosis = diagnosis(result, Kind.MEMORY_EXHAUSTED);
    assertThat(diagnosis.confidence()).isEqualTo(Diagnosis.Confidence.HIGH);
    Evidence.Counter kills = counters(diagnosis).getFirst();
    assertThat(kills.name())
        .isEqualTo(byVersion(result, "memory.oom_control:oom_kill", "memory.events:oom_kill"));
    assertThat(kills.delta()).isEqualTo(1);
    Evidence.Counter peak = counters(diagnosis).get(1);
    long limit = harness.runtime().kernelMemory(64 * TestLimits.MIB);
    assertThat(peak.limit()).hasValue(limit);
    assertThat(peak.delta()).isBetween(limit - 8 * TestLimits.MIB, limit + SLACK);
    assertThat(result.usage().memoryPeakBytes()).isEqualTo(peak.delta());
    assertNothingIsLeft(result);
  }

  @Test
  void whoeverSays137IsNotCalledOutOfMemory() {
    Result said = python(TestLimits.memory(64), "import sys", "sys.exit(137)");
    assertThat(said.ending().exitCode()).isEqualTo(137);
    assertThat(said.ending().by()).isEqualTo(By.PROGRAM);
    assertThat(said.diagnosis().map(Diagnosis::kind))
        .isNotEqualTo(Optional.of(Kind.MEMORY_EXHAUSTED));
    Result killed = harness.shell("sh -c 'kill -9 $$'; exit $?");
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
    Result gaveUp = python(TestLimits.memory(64), program);
    assertThat(gaveUp.ending().exitCode()).isEqualTo(1);
    assertThat(gaveUp.ending().by()).isEqualTo(By.PROGRAM);
    assertThat(counters(diagnosis(gaveUp, Kind.MEMORY_EXHAUSTED)).getFirst().delta()).isEqualTo(1);

    program[program.length - 1] = "print('coped')";
    Result coped = python(TestLimits.memory(64), program);
    assertThat(coped.ending().exitCode()).isZero();
    assertThat(coped.diagnosis()).isEmpty();
    assertThat(coped.notes()).extracting(Note::code).contains(Note.CHILD_OOM_KILLED);
  }

  @Test
  void filesOnTheLayerAreNotMemory() {
    Result result =
        python(
            TestLimits.memoryAndDisk(64, 128),
            "import os",
            "with open('/workspace/large', 'wb') as file:",
            "    for _ in range(100): file.write(b'x' * (1 << 20))",
            "print(os.stat('/workspace/large').st_size)",
            "with open('/workspace/large', 'rb') as file:",
            "    print(all(set(file.read(1 << 20)) == {120} for _ in range(100)))");
    Assumptions.assumeTrue(
        result.limits().disk().equals("loop"), "without root the layer is memory");
    assertThat(result.stdout().toText()).isEqualTo("104857600\nTrue\n");
    assertThat(result.ending().exitCode()).isZero();
    assertThat(result.diagnosis()).isEmpty();
    assertThat(result.usage().diskBytes()).isGreaterThanOrEqualTo(100 * TestLimits.MIB);
    assertThat(result.usage().memoryPeakBytes())
        .isLessThanOrEqualTo(harness.runtime().kernelMemory(64 * TestLimits.MIB));
  }

  @Test
  @Tag("limits-small")
  void forkingEndsAtTheProcessLimit() {
    Result result =
        python(
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
    assertThat(result.stdout().toText()).isEqualTo("15\n");
    assertThat(result.ending().exitCode()).isEqualTo(3);
    Evidence.Counter refused = counters(diagnosis(result, Kind.PROCESS_LIMIT)).getFirst();
    boolean uncounted = harness.runtime().differsBy(Difference.PROCESS_COUNT);
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
        python(
            TestLimits.forking(harness.runtime(), 32, TestLimits.grace(3)),
            "import os",
            "while True:",
            "    try: os.fork()",
            "    except OSError: pass");
    assertThat(result.ending().exitCode()).isEqualTo(124);
    assertThat(result.ending().by()).isEqualTo(By.TIMEOUT);
    diagnosis(result, Kind.PROCESS_LIMIT);
    assertThat(result.contributing()).extracting(Diagnosis::kind).contains(Kind.TIMEOUT);
    result.usage().pidsPeak().ifPresent(peak -> assertThat(peak).isEqualTo(32));
    assertNothingIsLeft(result);
  }

  @Test
  void processesAreCountedFromTheProgramsStart() {
    Result result = command(TestLimits.memory(64), "/bin/true");
    assertThat(result.ending().exitCode()).isZero();
    Assumptions.assumeTrue(result.usage().pidsPeak().isPresent(), "this kernel has no pids.peak");
    assertThat(result.usage().pidsPeak()).hasValue(1);
  }

  @Test
  void aFifthOfAProcessorIsAFifthOfTheTime() {
    Result result =
        python(
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
  void directAndSyncedWritesTakeTheirTime() {
    Result result =
        python(
            TestLimits.writing(2 * TestLimits.MIB, false),
            "import mmap, os, time",
            "block = mmap.mmap(-1, 1 << 20)",
            "def seconds(flags):",
            "    begin = time.monotonic()",
            "    fd = os.open('/workspace/f', os.O_CREAT | os.O_TRUNC | os.O_WRONLY | flags)",
            "    for _ in range(6): os.write(fd, block)",
            "    os.fsync(fd)",
            "    return time.monotonic() - begin",
            "print(seconds(os.O_DIRECT))",
            "print(seconds(0))");
    assertThat(result.ending().exitCode()).as(result.stderr().toText()).isZero();
    Assumptions.assumeTrue(result.limits().disk().equals("loop"), "no disk is behind the layer");
    for (String seconds : result.stdout().toText().lines().toList()) {
      // 3 s at this pace; the kernel lets the first slice through.
      assertThat(Double.parseDouble(seconds)).isBetween(2.4, 3.0 + TestLimits.grace(6).toSeconds());
    }
    assertThat(result.limits().io()).isEqualTo(byVersion(result, "partial", "full"));
    assertThat(result.limits().ioReason().isPresent())
        .isEqualTo(result.limits().cgroup().equals("v1"));
    assertThat(result.limits().inForce())
        .containsKey(byVersion(result, "blkio.throttle.write_bps_device", "io.max"));
  }

  @Test
  void whoInsistsOnTheDiskLimitGetsAllOfItOrNothing() {
    SandboxSpec spec =
        Harness.pythonSpec("print(1)").withLimits(TestLimits.writing(2 * TestLimits.MIB, true));
    if (CgroupHierarchy.detect().version().label().equals("v1")) {
      assertRefusedBeforeAnythingExists(spec);
    } else {
      Result result = harness.run(spec);
      assertThat(result.ending().exitCode()).isZero();
      assertThat(result.limits().io()).isEqualTo("full");
    }
  }

  @Test
  void aFullDiskIsToldByBytes() {
    Result result =
        python(
            TestLimits.memoryAndDisk(64, 16),
            "with open('/workspace/large', 'wb', buffering=0) as file:",
            "    while True:",
            "        if file.write(b'x' * 65536) == 0: break");
    assertThat(result.ending().exitCode()).isEqualTo(1);
    Diagnosis diagnosis = diagnosis(result, Kind.DISK_FULL);
    assertThat(diagnosis.details()).containsEntry("resource", "bytes");
    assertThat(diagnosis.evidence().getFirst().source()).isNotEqualTo(Evidence.Source.TEXT);
    // The size asked for is there for files, so that their bookkeeping comes on top.
    assertThat(result.usage().diskBytes()).isBetween(16 * TestLimits.MIB, 17 * TestLimits.MIB);
  }

  @Test
  void aFullDiskIsToldByInodes() {
    Result result =
        python(
            TestLimits.memoryAndDisk(128, 16),
            "n = 0",
            "while True:",
            "    open(f'/workspace/{n}', 'x').close()",
            "    n += 1");
    assertThat(result.ending().exitCode()).isEqualTo(1);
    Diagnosis diagnosis = diagnosis(result, Kind.DISK_FULL);
    assertThat(diagnosis.details()).containsEntry("resource", "inodes");
    assertThat(diagnosis.evidence().getFirst().source()).isNotEqualTo(Evidence.Source.TEXT);
  }

  @Test
  void nothingOutlivesItsDeadline() {
    Duration wall = Duration.ofSeconds(2);
    Result slept = command(TestLimits.wall(wall), "sleep", "3600");
    Result stubborn =
        python(
            TestLimits.wall(wall),
            "import os, signal",
            "for number in range(1, 32):",
            "    if number not in (9, 19): signal.signal(number, signal.SIG_IGN)",
            "os.fork()",
            "os.setsid() if os.getpid() != 1 else None",
            "while True: pass");
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
  void aFloodOfOutputIsCappedThenEnded() {
    for (String line : List.of("'x' * 65535 + chr(10)", "'x' * 65536")) {
      var passed = new AtomicLong();
      Result result =
          harness.run(
              Harness.pythonSpec("import sys", "while True: sys.stdout.write(" + line + ")")
                  .withLimits(TestLimits.output(TestLimits.MIB)),
              new RunStreams(
                  InputStream.nullInputStream(),
                  counting(passed),
                  OutputStream.nullOutputStream(),
                  Optional.empty()));
      assertThat(result.ending().exitCode()).isEqualTo(137);
      assertThat(result.ending().by()).isEqualTo(By.OUTPUT);
      Evidence.Counter printed = counters(diagnosis(result, Kind.OUTPUT_LIMIT)).getFirst();
      assertThat(printed.delta()).isBetween(10 * TestLimits.MIB, 12 * TestLimits.MIB);
      assertThat(result.stdoutTruncated()).isTrue();
      // What is held and passed on is bounded by the limit, not by what was printed.
      assertThat(result.stdout().length()).isEqualTo((int) TestLimits.MIB);
      assertThat(passed).hasValue(TestLimits.MIB);
    }
  }

  private static OutputStream counting(AtomicLong count) {
    return new OutputStream() {
      @Override
      public void write(int single) {
        count.incrementAndGet();
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        count.addAndGet(length);
      }
    };
  }

  @Test
  void moreThanTheHostHasIsRefusedBeforeAnythingExists() {
    SandboxSpec spec = Harness.pythonSpec("print(1)");
    assertRefusedBeforeAnythingExists(spec.withLimits(TestLimits.memory(999 << 10)));
    assertRefusedBeforeAnythingExists(
        spec.withLimits(TestLimits.pids(1 << 22, TestLimits.PATIENCE)));
    assertRefusedBeforeAnythingExists(spec.withLimits(TestLimits.milliCpus(1_000_000)));
    assertRefusedBeforeAnythingExists(
        TestLimits.withUlimit(spec, new Ulimit("nofile", 1024, 1L << 31)));
  }

  private void assertRefusedBeforeAnythingExists(SandboxSpec spec) {
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

  @Test
  @Tag("limits-small")
  void whatIsInForceIsWhatTheKernelGaveBack() {
    Result result = command(TestLimits.memory(64), "/bin/true");
    assertThat(result.ending().exitCode()).isZero();
    boolean first = result.limits().cgroup().equals("v1");
    String memory = Long.toString(harness.runtime().kernelMemory(64 * TestLimits.MIB));
    String pids = harness.runtime().differsBy(Difference.PIDS_RESERVE) ? "320" : "64";
    assertThat(result.limits().inForce())
        .containsEntry(first ? "memory.limit_in_bytes" : "memory.max", memory)
        .containsEntry("pids.max", pids)
        .containsEntry(first ? "cpu.cfs_quota_us" : "cpu.max", first ? "100000" : "100000 100000");
    assertThat(result.limits().io()).isEqualTo("off");
  }
}
