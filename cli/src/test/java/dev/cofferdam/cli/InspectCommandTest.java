package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cofferdam.EngineConfig;
import io.avaje.json.mapper.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One process runs, another inspects.
class InspectCommandTest {
  private static final boolean CI = "true".equals(System.getenv("CI"));
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String name = "n" + UUID.randomUUID();
  private @Nullable Process owner;

  @AfterEach
  void endOwner() {
    if (owner != null) {
      owner.destroyForcibly();
    }
  }

  private Process begin(String runtime) throws Exception {
    Process process =
        Program.start(
            "run",
            "--runtime",
            runtime,
            "--min-isolation",
            "process",
            "--timeout",
            "120s",
            "--name",
            name,
            "--",
            "sh",
            "-c",
            "echo ready; sleep 100");
    owner = process;
    var reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String first = reader.readLine();
    assumeTrue(CI || first != null, () -> "NOT TESTED: " + runtime + ", which is not installed");
    assertThat(first).isEqualTo("ready");
    return process;
  }

  @ParameterizedTest
  @ValueSource(strings = {"runc", "runsc"})
  void anotherProcessIsToldWhatIsInForce(String runtime) throws Exception {
    Process process = begin(runtime);
    assertThat(inspect("--format", "{{.HostConfig.Runtime}}").text()).isEqualTo(runtime + "\n");
    assertThat(inspect("-f", "{{json .State.Status}} {{.HostConfig.PidsLimit}}").text())
        .isEqualTo("\"running\" 64\n");
    Program.Ended wrong = inspect("--format", "{{.HostConfig.Runtimes}}");
    assertThat(wrong.status()).isEqualTo(125);
    assertThat(wrong.out().length()).isZero();
    assertThat(wrong.err().lines()).hasSize(2);
    assertThat(wrong.err()).contains("there is no 'Runtimes' in .HostConfig");

    assertThat(inspect().text())
        .startsWith("[\n    {\n        \"Id\": \"")
        .contains("\n            \"Runtime\": \"" + runtime + "\",\n")
        .endsWith("\n    }\n]\n");
    List<Object> all = JsonMapper.builder().build().fromJsonArray(inspect("--json").text());
    Map<?, ?> one = (Map<?, ?>) all.getFirst();
    assertThat(one.get("Name")).isEqualTo(name);
    assertThat(one.get("Args")).isEqualTo(List.of("-c", "echo ready; sleep 100"));
    Map<?, ?> verified = in(in(one, "Cofferdam"), "Verified");
    assertThat(verified.get("Kernel")).isEqualTo(runtime.equals("runsc") ? "gVisor" : "the host's");

    Path begun = begun().resolve(Objects.requireNonNull(one.get("Id")).toString());
    assertThat(begun).exists();
    Program.signal(process, "TERM");
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(begun).doesNotExist();
  }

  @Test
  void whatAKilledOwnerWroteDownIsSwept() throws Exception {
    Process process = begin("runc");
    String id = inspect("-f", "{{.Id}}").text().strip();
    assertThat(names(begun())).contains(id);
    Program.signal(process, "KILL");
    process.waitFor();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(Program.run("gc").status()).isZero();
          assertThat(names(begun())).noneMatch(left -> left.startsWith(id));
        });
  }

  @Test
  void whoIsNotThereIsNotFoundInALineWithTheRemedy() throws Exception {
    Program.Ended ended = inspect();
    assertThat(ended.status()).isEqualTo(125);
    assertThat(ended.out().length()).isZero();
    assertThat(ended.err().lines())
        .containsExactly(
            "cofferdam: no living sandbox has the id or name '" + name + "'",
            "cofferdam:   'cofferdam ps' lists those that live");
    assertThat(inspect("--json").text()).contains("\"error\":{\"code\":\"INVALID_REQUEST\"");
    assertThat(Program.run("completion", "bash").text()).contains("inspect", "--format");
  }

  private Program.Ended inspect(String... flags) throws Exception {
    return Program.run(
        Stream.of(List.of("inspect"), List.of(flags), List.of(name))
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  private static Path begun() {
    return EngineConfig.ofHost().runtimeDirectory().resolve("begun");
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static Map<?, ?> in(Map<?, ?> object, String member) {
    return (Map<?, ?>) Objects.requireNonNull(object.get(member), member);
  }
}
