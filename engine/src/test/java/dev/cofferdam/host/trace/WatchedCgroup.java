package dev.cofferdam.host.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/// A cgroup of the unified hierarchy for one test, and processes in it.
final class WatchedCgroup implements AutoCloseable {
  private final Path directory;
  private final long id;

  WatchedCgroup() throws IOException {
    Path hybrid = Path.of("/sys/fs/cgroup/unified");
    Path root = Files.isDirectory(hybrid) ? hybrid : Path.of("/sys/fs/cgroup");
    directory = Files.createTempDirectory(root, "cofferdam-trace-test-");
    id = (long) Files.getAttribute(directory, "unix:ino");
  }

  long id() {
    return id;
  }

  /// Runs a command as a member of the cgroup and gives its output, both streams.
  String run(String... command) throws IOException, InterruptedException {
    return output(member(command));
  }

  /// The command that enters the cgroup and becomes this one.
  List<String> member(String... command) {
    List<String> line =
        new ArrayList<>(
            List.of("sh", "-c", "echo $$ > " + directory + "/cgroup.procs && exec \"$@\"", "sh"));
    line.addAll(List.of(command));
    return line;
  }

  /// Runs a Python program in the cgroup.
  String python(String program) throws IOException, InterruptedException {
    return run("/usr/bin/python3", "-c", program);
  }

  /// Runs a command wherever the test runs.
  static String output(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    process.waitFor();
    return output;
  }

  @Override
  public void close() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () -> assertThat(Files.readString(directory.resolve("cgroup.procs"))).isEmpty());
    assertThat(directory.toFile().delete()).isTrue();
  }
}
