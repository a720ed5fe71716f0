package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.diagnosis.Diagnosis;
import dev.cofferdam.diagnosis.Kind;
import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.run.Result;
import dev.cofferdam.sandbox.MountSpec.Mode;
import dev.cofferdam.sandbox.SandboxSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `-v` of a single file: it is read, and never changed but by `:rw`.
@ParameterizedClass
@MethodSource("dev.cofferdam.behaviour.RuntimeUnderTest#withWasm")
class FileMountsTest {
  private static final int NOBODY = 65_534;

  private final RuntimeUnderTest runtime;
  private final Harness harness;
  private Path file = Path.of("/");

  @TempDir Path data;

  FileMountsTest(RuntimeUnderTest runtime) {
    this.runtime = runtime;
    this.harness = Harness.on(runtime);
  }

  @BeforeEach
  void makeFile() throws IOException {
    file = Files.writeString(data.resolve("data.csv"), "a,b\n1,2\n");
  }

  @AfterEach
  void close() {
    harness.close();
  }

  private Result run(String destination, Mode mode, String... lines) {
    SandboxSpec spec = Harness.pythonSpec(lines);
    return harness.run(spec.withMounts(List.of(Harness.mount(file, destination, mode))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/workspace/data.csv", "/workspace/deep/er/data.csv", "/data/in/x.csv"})
  void itIsReadAndNotWritten(String place) throws IOException {
    Result result =
        run(
            place,
            Mode.RO,
            "print(open('%s').read(), end='', flush=True)".formatted(place),
            "open('%s', 'a').write('changed')".formatted(place));
    assertThat(result.stdout().toText()).isEqualTo("a,b\n1,2\n");
    assertThat(result.diagnosis().map(Diagnosis::kind)).contains(Kind.READ_ONLY_FILESYSTEM);
    assertThat(result.diagnosis().orElseThrow().details())
        .containsEntry("mount", place)
        .containsEntry("mode", "ro");
    assertThat(file).hasContent("a,b\n1,2\n");
  }

  @Test
  void whateverIsDoneToItTheCallersStaysAsItIs() {
    Result result =
        run(
            "/workspace/data.csv",
            Mode.RO,
            "import os",
            "def tried(call, *arguments):",
            "    try: call(*arguments)",
            "    except OSError: pass",
            "tried(os.truncate, 'data.csv', 0)",
            "tried(os.utime, 'data.csv', (1, 1))",
            "tried(os.link, 'data.csv', 'other.csv')",
            "tried(lambda: open('other.csv', 'w').write('changed'))",
            "tried(os.rename, 'data.csv', 'third.csv')",
            "tried(os.remove, 'data.csv')",
            "tried(lambda: open('data.csv', 'w').write('changed'))");
    assertThat(result.ending().exitCode()).as(result.stderr().toText()).isZero();
    assertThat(file).hasContent("a,b\n1,2\n");
    assertThat(file.toFile().lastModified()).isGreaterThan(2000);
  }

  @Test
  void inADirectoryOfItsOwnNothingElseCanBe() {
    Result result =
        run(
            "/data/in.csv",
            Mode.RO,
            "import os",
            "print(os.listdir('/data'))",
            "for call in (lambda: os.remove('/data/in.csv'), lambda: open('/data/x', 'w')):",
            "    try: call(); print('DONE')",
            "    except OSError: pass");
    // runc and runsc make the place of a mount in their own layer.
    assertThat(result.stdout().toText()).isEqualTo("['in.csv']\n");
  }

  @Test
  void anothersIsNotReadForIt() throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Result own = run("/workspace/data.csv", Mode.RO, "print(open('data.csv').readline(), end='')");
    assertThat(own.stdout().toText()).isEqualTo("a,b\n");
    Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "gives a file away");
    Files.setAttribute(file, "unix:uid", NOBODY);
    Files.setAttribute(file, "unix:gid", NOBODY);
    Result others = run("/workspace/data.csv", Mode.RO, "open('data.csv')");
    assertThat(others.ending().exitCode()).isEqualTo(1);
    assertThat(others.stderr().toText()).contains("PermissionError");
  }

  @Test
  void whatIsWrittenIsTheCallersOrRefused() {
    if (runtime.differsBy(Difference.FILES_ARE_COPIED)) {
      assertThatThrownBy(() -> run("/workspace/data.csv", Mode.RW, "1"))
          .isInstanceOfSatisfying(
              CofferdamException.class,
              refusal -> assertThat(refusal.remedy()).contains("-v " + data + ":/data:rw"));
    } else {
      run("/workspace/data.csv", Mode.RW, "open('data.csv', 'a').write('3,4\\n')");
      assertThat(file).hasContent("a,b\n1,2\n3,4\n");
    }
  }

  @Test
  void moreThanTheDiskHoldsIsNotCopied() throws IOException {
    Files.write(file, new byte[2 * (int) TestLimits.MIB + 1]);
    SandboxSpec spec =
        Harness.pythonSpec("import os", "print(os.stat('/in/large').st_size)")
            .withLimits(TestLimits.memoryAndDisk(128, 2))
            .withMounts(List.of(Harness.mount(file, "/in/large", Mode.RO)));
    if (runtime.differsBy(Difference.FILES_ARE_COPIED)) {
      assertThatThrownBy(() -> harness.run(spec))
          .isInstanceOfSatisfying(
              CofferdamException.class,
              refusal -> {
                assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                assertThat(refusal.remedy()).contains("--disk", "mount its directory");
              });
    } else {
      assertThat(harness.run(spec).stdout().toText()).isEqualTo("2097153\n");
    }
  }
}
