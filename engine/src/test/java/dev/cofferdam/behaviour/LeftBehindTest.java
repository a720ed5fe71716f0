package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.diagnosis.Note;
import dev.cofferdam.run.Result;
import dev.cofferdam.sandbox.MountSpec;
import dev.cofferdam.sandbox.MountSpec.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// The look through writable mounts after a run: the program made them, and may have made them for
/// us.
@ParameterizedClass
@MethodSource("dev.cofferdam.behaviour.RuntimeUnderTest#all")
class LeftBehindTest {
  @TempDir private Path temporary = Path.of("/");

  private final Harness harness;
  private Path data = temporary;

  LeftBehindTest(RuntimeUnderTest runtime) {
    this.harness = Harness.on(runtime);
  }

  @BeforeEach
  void makeDirectory() throws IOException {
    data = Files.createDirectory(temporary.toRealPath().resolve("data"));
  }

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void whatIsNoFileIsFoundAtAnyNameAndDepth() {
    Result result =
        run(
            "import os",
            "os.makedirs(b'/data/a/\\xff\\xfe/b')",
            "os.symlink('/etc', b'/data/a/\\xff\\xfe/b/link')",
            "os.mkdir('/data/closed'); os.mkfifo('/data/closed/fifo')",
            "os.symlink('/etc', '/data/closed/link'); os.chmod('/data/closed', 0)",
            "path = '/data/deep'",
            "for _ in range(40): os.mkdir(path); path += '/d'",
            "os.symlink('/etc', path)");
    assertThat(leftBehind(result)).contains("/b/link", "/data/closed/link", "/data/deep/d/d/");
    assertThat(leftBehind(result).contains("/data/closed/fifo"))
        .isEqualTo(!harness.runtime().differsBy(Difference.OWN_SPECIAL_FILES));
  }

  @Test
  void aTreeWithoutAnEndHoldsTheResultBackForASecond() {
    Result result =
        run(
            "import os",
            "for i in range(20):",
            "    for j in range(250): os.makedirs(f'/data/{i}/{j}')",
            "path = '/data/deep'; os.mkdir(path); os.chdir(path)",
            "for _ in range(200): os.mkdir('d'); os.chdir('d')",
            "import time; open('/data/end', 'w').write(str(time.time()))");
    double settled = System.currentTimeMillis() / 1e3;
    assertThat(result.ending().exitCode()).isZero();
    assertThat(settled - Double.parseDouble(text(data.resolve("end"))))
        .isLessThan(TestLimits.grace(4).toMillis() / 1e3);
  }

  @Test
  void whatChangesMeanwhileIsNotFollowedAndLosesNoResult() throws Exception {
    Path turning = Files.createDirectory(data.resolve("turning"));
    Path held = data.resolve("held");
    try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
      var done = new AtomicBoolean();
      Future<Boolean> turner =
          others.submit(() -> {
            while (!done.get()) {
              Files.move(turning, held);
              Files.createSymbolicLink(turning, Path.of("/dev"));
              Files.delete(turning);
              Files.move(held, turning);
            }
            return true;
          });
      try {
        for (int round = 0; round < 5; round++) {
          assertThat(leftBehind(run("print(1)"))).doesNotContain("/data/turning/");
        }
      } finally {
        done.set(true);
      }
      assertThat(turner.get()).isTrue();
    }
  }

  private Result run(String... lines) {
    return harness.run(
        Harness.pythonSpec(lines)
            .withLimits(TestLimits.wall(Duration.ofSeconds(60)))
            .withMounts(List.of(new MountSpec(data, "/data", Mode.RW))));
  }

  private static String leftBehind(Result result) {
    return result.notes().stream()
        .filter(note -> note.code().equals(Note.LEFT_BEHIND))
        .map(Note::message)
        .findFirst()
        .orElse("");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException missing) {
      return "";
    }
  }
}
