package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cofferdam.run.Result;
import dev.cofferdam.sandbox.MountSpec;
import dev.cofferdam.sandbox.MountSpec.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// What the host mounts and unmounts while a sandbox lives, where its mounts are shared, as they
/// are under systemd.
@ParameterizedClass
@MethodSource("dev.cofferdam.behaviour.RuntimeUnderTest#all")
class PropagationTest {
  @TempDir private Path temporary = Path.of("/");

  private final Harness harness;
  private Path shared = temporary;
  private Path data = temporary;

  PropagationTest(RuntimeUnderTest runtime) {
    this.harness = Harness.on(runtime);
  }

  @BeforeEach
  void share() throws Exception {
    shared = Files.createDirectory(temporary.toRealPath().resolve("shared"));
    data = Files.createDirectories(shared.resolve("data"));
    host("mount", "--bind", shared.toString(), shared.toString());
    host("mount", "--make-shared", shared.toString());
    Files.createDirectory(data.resolve("late"));
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
    host("umount", "--recursive", shared.toString());
  }

  @Test
  void theHostsMountsComeAndGoWithoutTheSandbox() throws Exception {
    Path device = Files.createDirectory(shared.resolve("device"));
    host("mount", "-t", "tmpfs", "gone", device.toString());
    try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
      var running =
          others.submit(() ->
              harness.run(
                  Harness.pythonSpec(
                          "import os, time",
                          "open('/data/begun', 'w')",
                          "while not os.path.exists('/data/go'): time.sleep(0.05)",
                          "print(os.listdir('/data/late'))")
                      .withMounts(List.of(new MountSpec(data, "/data", Mode.RW)))));
      await().atMost(TestLimits.PATIENCE).until(() -> Files.exists(data.resolve("begun")));
      Path late = data.resolve("late");
      host("mount", "-t", "tmpfs", "late", late.toString());
      Files.writeString(late.resolve("secret"), "");
      host("umount", device.toString());
      assertThat(mountTables()).noneMatch(table -> table.contains(device.toString()));
      assertThat(mountTables().getFirst()).doesNotContain("/box");
      Files.writeString(data.resolve("go"), "");
      Result result = running.get();
      assertThat(result.stdout().toText()).isEqualTo("[]\n");
    }
  }

  private static List<String> mountTables() throws IOException {
    try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
      return threads.sorted().map(thread -> text(thread.resolve("mountinfo"))).toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException gone) {
      return "";
    }
  }

  private static void host(String... command) throws Exception {
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor()).as("%s", List.of(command)).isZero();
  }
}
