package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.sandbox.MountSpec;
import dev.cofferdam.sandbox.RuntimeName;
import dev.cofferdam.sandbox.SandboxSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
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

  /// The one that is taken for gVisor is runc: all goes well, and no line of the program may run.
  @Test
  void anotherKernelThanAskedForIsRefusedBeforeTheProgramBegins() throws IOException {
    Path shared = Files.createDirectory(directory.resolve("shared"));
    String program =
        """
        #!/bin/sh
        root=$2 log=$4
        while [ "$1" != run ]; do shift; done
        exec %s --root "$root" --log "$log" run --detach --bundle "$4" --pid-file "$6" \\
          --preserve-fds 1 "$9"
        """
            .formatted(runc());
    try (Harness harness = Harness.on(new RuntimeUnderTest(RuntimeName.RUNSC, write(program)))) {
      SandboxSpec spec =
          Harness.pythonSpec("open('/shared/ran', 'w')")
              .withMounts(List.of(Harness.mount(shared, "/shared", MountSpec.Mode.RW)));
      assertThatThrownBy(() -> harness.run(spec))
          .asInstanceOf(type(CofferdamException.class))
          .satisfies(refused -> {
            assertThat(refused.code()).isEqualTo(ErrorCode.RUNTIME_UNAVAILABLE);
            assertThat(refused)
                .hasMessageContaining("runsc was asked for, but the kernel inside is the host's");
          });
    }
    assertThat(shared).isEmptyDirectory();
  }

  private static Path runc() {
    return RuntimeUnderTest.all()
        .filter(runtime -> runtime.name() == RuntimeName.RUNC)
        .findFirst()
        .orElseThrow()
        .program();
  }

  private Path write(String program) throws IOException {
    Path runtime = directory.resolve("runtime");
    Files.writeString(runtime, program);
    Files.setPosixFilePermissions(runtime, PosixFilePermissions.fromString("rwxr-xr-x"));
    return runtime;
  }

  private void failsWith(String program, ErrorCode code, String reason) throws IOException {
    try (Harness harness = Harness.on(new RuntimeUnderTest(RuntimeName.RUNC, write(program)))) {
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
