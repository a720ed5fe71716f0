package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.diagnosis.Diagnosis.Confidence;
import dev.cofferdam.diagnosis.Kind;
import dev.cofferdam.run.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A program that met a full disk and goes on: what its end tells decides how sure that is, on each
/// runtime alike, and by the error numbers of that runtime.
@ParameterizedClass
@MethodSource("dev.cofferdam.behaviour.RuntimeUnderTest#withWasm")
class FullDiskTest {
  private final LimitedRuns runs;

  FullDiskTest(RuntimeUnderTest runtime) {
    this.runs = new LimitedRuns(Harness.on(runtime));
  }

  @AfterEach
  void close() {
    runs.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) | DISK_FULL     | HIGH",
        "raise                                                  | DISK_FULL     | HIGH",
        "sys.exit(5)                                            | DISK_FULL     | HIGH",
        "print('out'); sys.exit(5)                              | DISK_FULL     | LOW",
        "raise OSError(errno.EINVAL, 'mine') from None          | PROGRAM_ERROR | LOW",
        "raise ValueError('mine') from None                     | PROGRAM_ERROR | LOW"
      })
  void isBlamedAsFarAsTheEndTellsOfIt(String end, Kind kind, Confidence confidence) {
    Result result =
        runs.python(
            TestLimits.memoryAndDisk(64, 16),
            "import errno, os, sys",
            "try:",
            "    with open('/workspace/large', 'wb', buffering=0) as file:",
            "        while True: file.write(b'x' * 65536)",
            "except OSError:",
            "    " + end);
    assertThat(LimitedRuns.diagnosis(result, kind).confidence())
        .as("%s", result.diagnosis())
        .isEqualTo(confidence);
  }
}
