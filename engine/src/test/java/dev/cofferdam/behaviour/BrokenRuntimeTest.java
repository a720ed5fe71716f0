package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.sandbox.RuntimeName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A runtime that is none: what is said, and that nobody waits for it.
class BrokenRuntimeTest {
  private static final Duration SOON = TestLimits.grace(10);

  @TempDir private Path directory;

  @Test
  void whatCannotBeExecutedIsSaidWithTheReason() throws IOException {
    failsWith("#!/no/such/interpreter\n", ErrorCode.RUNTIME_UNAVAILABLE, "ENOENT");
    failsWith("\u007fELF, and no more of it", ErrorCode.RUNTIME_UNAVAILABLE, "ENOEXEC");
  }

  @Test
  void aRuntimeThatMakesNothingAndSaysNothingWrongIsLost() throws IOException {
    failsWith("#!/bin/sh\nexit 0\n", ErrorCode.SANDBOX_LOST, "exit status 0");
  }

  private void failsWith(String program, ErrorCode code, String reason) throws IOException {
    Path runtime = directory.resolve("runc");
    Files.writeString(runtime, program);
    Files.setPosixFilePermissions(runtime, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (Harness harness = Harness.on(new RuntimeUnderTest(RuntimeName.RUNC, runtime))) {
      long begin = System.nanoTime();
      assertThatThrownBy(() -> harness.python("print(1)"))
          .asInstanceOf(type(CofferdamException.class))
          .satisfies(refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused).hasMessageContaining(reason);
          });
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
    }
  }
}
