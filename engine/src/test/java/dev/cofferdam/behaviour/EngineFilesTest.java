package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.run.Result;
import dev.cofferdam.sandbox.MountSpec;
import dev.cofferdam.sandbox.MountSpec.Mode;
import dev.cofferdam.sandbox.Program;
import dev.cofferdam.sandbox.SandboxSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// What the engine keeps in its directories, wherever they are, the next run executes as the
/// caller: no program gets at it, and nothing of a run is left beside it.
@ParameterizedClass
@MethodSource("dev.cofferdam.behaviour.RuntimeUnderTest#all")
class EngineFilesTest {
  private static final SandboxSpec LOOK =
      SandboxSpec.of(
          new Program.Command(
              List.of("sh", "-c", "cat /h/notes; ls -A /h/.local/state /h/.local/state/ours")));

  @TempDir private Path home = Path.of("/");

  private final RuntimeUnderTest runtime;
  private Path state = home;

  @Nullable private Harness harness;

  EngineFilesTest(RuntimeUnderTest runtime) {
    this.runtime = runtime;
  }

  @BeforeEach
  void open() throws IOException {
    home = home.toRealPath();
    // The sandbox's own user has to get to its root.
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
    state = Files.createDirectories(home.resolve(".local/state/ours"));
    Files.writeString(home.resolve("notes"), "mine\n");
    harness = Harness.at(state.resolve("run"), state, runtime);
  }

  @AfterEach
  void close() {
    if (harness != null) {
      harness.close();
    }
  }

  @Test
  void theEnginesDirectoriesCannotBeMounted() throws IOException {
    for (Mode mode : Mode.values()) {
      for (Path source : List.of(state, state.resolve("bin"), state.resolve("run"))) {
        refused(source, mode);
      }
    }
  }

  @Test
  void whatContainsThemCannotBeWritten() {
    refused(home, Mode.RW);
    refused(home.resolve(".local"), Mode.RW);
  }

  @Test
  void whatContainsThemCanBeReadWithoutThem() {
    Result result = run(LOOK.withMounts(List.of(new MountSpec(home, "/h", Mode.RO))));
    assertThat(result.stdout().toText())
        .isEqualTo("mine\n/h/.local/state:\nours\n\n/h/.local/state/ours:\n");
  }

  @Test
  void aLinkOnTheWayToThemHidesNothing() throws IOException {
    Path alias = Files.createSymbolicLink(home.resolveSibling(home.getFileName() + "-l"), state);
    try (Harness other = Harness.at(state.resolve("run"), alias, runtime)) {
      assertThatThrownBy(
              () -> other.run(LOOK.withMounts(List.of(new MountSpec(home, "/h", Mode.RW)))))
          .isInstanceOf(CofferdamException.class);
      Result result = other.run(LOOK.withMounts(List.of(new MountSpec(home, "/h", Mode.RO))));
      assertThat(result.stdout().toText()).endsWith("/h/.local/state/ours:\n");
    } finally {
      Files.delete(alias);
    }
  }

  @Test
  void anInitThatIsNotOursIsReplaced() throws IOException {
    try (Stream<Path> programs = Files.list(state.resolve("bin"))) {
      Files.writeString(programs.findFirst().orElseThrow(), "#!/bin/sh\n");
    }
    try (Harness next = Harness.at(state.resolve("run"), state, runtime)) {
      assertThat(next.python("print(1)").stdout().toText()).isEqualTo("1\n");
    }
  }

  @Test
  void noMountAndNoLoopDeviceOutlivesARun() throws IOException {
    for (int round = 0; round < 5; round++) {
      run(Harness.pythonSpec("open('/tmp/x', 'wb').write(b'x' * (8 << 20))"));
      assertThat(backingFiles()).noneMatch(file -> file.startsWith(home.toString()));
      assertThat(mountTables()).noneMatch(table -> table.contains(home.toString()));
    }
  }

  /// What lies behind the loop devices of this machine, other engines' among them.
  private static List<String> backingFiles() throws IOException {
    try (Stream<Path> devices = Files.list(Path.of("/sys/block"))) {
      return devices.map(device -> text(device.resolve("loop/backing_file"))).toList();
    }
  }

  private static List<String> mountTables() throws IOException {
    try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
      return threads.map(thread -> text(thread.resolve("mountinfo"))).toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException gone) {
      return "";
    }
  }

  private Result run(SandboxSpec spec) {
    return Objects.requireNonNull(harness).run(spec);
  }

  private void refused(Path source, Mode mode) {
    assertThatThrownBy(() -> run(LOOK.withMounts(List.of(new MountSpec(source, "/h", mode)))))
        .isInstanceOfSatisfying(
            CofferdamException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.REFUSED_UNSAFE);
              assertThat(refusal.remedy()).isNotBlank();
            });
  }
}
