package dev.cofferdam.behaviour;

import static dev.cofferdam.behaviour.LimitedRuns.byVersion;
import static dev.cofferdam.behaviour.LimitedRuns.counters;
import static dev.cofferdam.behaviour.LimitedRuns.diagnosis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.diagnosis.Diagnosis;
import dev.cofferdam.diagnosis.Diagnosis.Confidence;
import dev.cofferdam.diagnosis.Ending.By;
import dev.cofferdam.diagnosis.Evidence;
import dev.cofferdam.diagnosis.Kind;
import dev.cofferdam.host.cgroup.CgroupHierarchy;
import dev.cofferdam.run.Result;
import dev.cofferdam.run.RunStreams;
import dev.cofferdam.sandbox.Limits;
import dev.cofferdam.sandbox.SandboxSpec;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// What a program writes is limited: bytes, files and pace of its layer, and its output. Also on
/// cgroup v2, by `testhost/limits`.
@Tag("limits")
@ParameterizedClass
@MethodSource("dev.cofferdam.behaviour.RuntimeUnderTest#withWasm")
class WritingLimitsTest {
  private final RuntimeUnderTest runtime;
  private final LimitedRuns runs;

  WritingLimitsTest(RuntimeUnderTest runtime) {
    this.runtime = runtime;
    this.runs = new LimitedRuns(Harness.on(runtime));
  }

  @AfterEach
  void close() {
    runs.close();
  }

  @Test
  void filesOnTheLayerAreNotMemory() {
    Result result =
        runs.python(
            TestLimits.memoryAndDisk(64, 128),
            "import os",
            "with open('/workspace/large', 'wb') as file:",
            "    for _ in range(100): file.write(b'x' * (1 << 20))",
            "print(os.stat('/workspace/large').st_size)",
            "with open('/workspace/large', 'rb') as file:",
            "    print(all(set(file.read(1 << 20)) == {120} for _ in range(100)))");
    Assumptions.assumeFalse(
        result.limits().disk().equals("tmpfs"), "without root the layer is memory");
    assertThat(result.stdout().toText()).isEqualTo("104857600\nTrue\n");
    assertThat(result.ending().exitCode()).isZero();
    assertThat(result.diagnosis()).isEmpty();
    assertThat(result.usage().diskBytes()).isGreaterThanOrEqualTo(100 * TestLimits.MIB);
    assertThat(result.usage().memoryPeakBytes())
        .isLessThanOrEqualTo(runtime.kernelMemory(64 * TestLimits.MIB));
  }

  @Test
  void directAndSyncedWritesTakeTheirTime() {
    Limits pace = TestLimits.writing(2 * TestLimits.MIB, false);
    if (runtime.differsBy(Difference.NOT_TAKEN)) {
      runs.assertRefusedBeforeAnythingExists(Harness.pythonSpec("print(1)").withLimits(pace));
      return;
    }
    Result result =
        runs.python(
            pace,
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
    if (runtime.differsBy(Difference.NOT_TAKEN)
        || CgroupHierarchy.detect().version().label().equals("v1")) {
      runs.assertRefusedBeforeAnythingExists(spec);
    } else {
      Result result = runs.run(spec);
      assertThat(result.ending().exitCode()).isZero();
      assertThat(result.limits().io()).isEqualTo("full");
    }
  }

  @Test
  void aFullDiskIsToldByBytes() {
    Result result =
        runs.python(
            TestLimits.memoryAndDisk(64, 16),
            "with open('/workspace/large', 'wb', buffering=0) as file:",
            "    while True:",
            "        if file.write(b'x' * 65536) == 0: break");
    assertThat(result.ending().exitCode()).isEqualTo(1);
    Diagnosis diagnosis = diagnosis(result, Kind.DISK_FULL);
    assertThat(diagnosis.details()).containsEntry("resource", "bytes");
    assertRecorded(diagnosis);
    // The size asked for is there for files, so that a file system's bookkeeping comes on top.
    assertThat(result.usage().diskBytes()).isBetween(16 * TestLimits.MIB, 17 * TestLimits.MIB);
  }

  @Test
  void aFullDiskIsToldByInodes() {
    Result result =
        runs.python(
            TestLimits.memoryAndDisk(128, 16),
            "n = 0",
            "while True:",
            "    open(f'/workspace/{n}', 'x').close()",
            "    n += 1");
    assertThat(result.ending().exitCode()).isEqualTo(1);
    Diagnosis diagnosis = diagnosis(result, Kind.DISK_FULL);
    assertThat(diagnosis.details()).containsEntry("resource", "inodes");
    assertRecorded(diagnosis);
  }

  /// The kernel's records, where they can be had, or its counters; or on wasm the engine's.
  private void assertRecorded(Diagnosis diagnosis) {
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.HIGH);
    Evidence.Source source = diagnosis.evidence().getFirst().source();
    if (runtime.differsBy(Difference.ENGINE_COUNTS_DISK)) {
      assertThat(source).isEqualTo(Evidence.Source.ENGINE);
    } else {
      assertThat(source).isIn(Evidence.Source.SYSCALL, Evidence.Source.COUNTER);
    }
  }

  @Test
  void aFloodOfOutputIsCappedThenEnded() {
    for (String line : List.of("'x' * 65535 + chr(10)", "'x' * 65536")) {
      var passed = new AtomicLong();
      Result result =
          runs.run(
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
}
