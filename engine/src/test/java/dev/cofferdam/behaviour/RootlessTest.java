package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Without root: a user that root made for the test, with ids, a home and a cgroup of its own, or
/// without one of them. The script `as-unprivileged-user` makes and removes it.
///
/// What such a user starts is the engine itself ([RootlessMain]) under `cofferdam-init rootless`,
/// as the launcher does it.
@ParameterizedClass
@MethodSource("dev.cofferdam.behaviour.RuntimeUnderTest#withWasm")
class RootlessTest {
  /// Less than the layer can take.
  private static final String NOT_OF_WASM =
      "wasm needs no ids, namespaces and cgroups: wasmTakesNothingOfIt says what it does without";

  private static final int MEMORY_MIB = 64;

  private static final Duration LONG = Duration.ofMinutes(2);
  private static final long PROCESS = ProcessHandle.current().pid();
  private static final String USER = "cofferdam-t" + PROCESS;
  private static final Path PLACE = Path.of("/var/tmp");
  private static final String SHOWN_BY = "cofferdam-shown-";

  /// What the user must be able to read: class path and programs may lie below root's home.
  private static Path shown = Path.of("/");

  private final RuntimeUnderTest runtime;

  RootlessTest(RuntimeUnderTest runtime) {
    this.runtime = runtime;
  }

  @BeforeAll
  static void showToEverybody() throws IOException {
    hideWhatKilledTestsShowed();
    shown = Files.createDirectory(PLACE.resolve(SHOWN_BY + PROCESS));
    open(shown);
    int number = 0;
    for (String entry : System.getProperty("java.class.path", "").split(":", -1)) {
      Path source = Path.of(entry);
      if (Files.exists(source)) {
        copy(source, shown.resolve("%03d-%s".formatted(number++, source.getFileName())));
      }
    }
  }

  @AfterAll
  static void hide() throws IOException {
    remove(shown);
  }

  private static void hideWhatKilledTestsShowed() throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(PLACE, SHOWN_BY + "[0-9]*")) {
      for (Path directory : left) {
        String process = directory.getFileName().toString().substring(SHOWN_BY.length());
        if (ProcessHandle.of(Long.parseLong(process)).isEmpty()) {
          remove(directory);
        }
      }
    }
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Test
  void aScriptRunsWithItsLayerInMemory() throws Exception {
    assumeTrue(!runtime.isWasm(), NOT_OF_WASM);
    Said said =
        run("", "import os", "print('uid', os.getuid(), open('/proc/self/uid_map').read())");
    assertThat(said.text())
        .contains("uid 1000", "kind NONE", "note LAYER_IN_MEMORY", "disk tmpfs", "exit 0");
  }

  @Test
  void aMemoryBombIsKilledAndExplained() throws Exception {
    assumeTrue(!runtime.isWasm(), NOT_OF_WASM);
    Said said = run("", "held = []", "while True: held.append(b'x' * (1 << 20))");
    assertThat(said.text()).contains("exit 137", "kind MEMORY_EXHAUSTED", "oom_kill");
  }

  @Test
  void filesThatFillTheMemoryAreNamedAsTheCause() throws Exception {
    assumeTrue(!runtime.isWasm(), NOT_OF_WASM);
    Said said =
        run(
            "",
            "out = open('/tmp/big', 'wb')",
            "for _ in range(48): out.write(b'x' * (1 << 20)); out.flush()",
            "held = [b'x' * (1 << 20) for _ in range(128)]");
    assertThat(said.text())
        .contains("kind MEMORY_EXHAUSTED", "by files, since the writable layer is a tmpfs");
  }

  @Test
  void aForkBombMeetsItsLimit() throws Exception {
    assumeTrue(!runtime.isWasm(), NOT_OF_WASM);
    Said said =
        run(
            runtime.memoryToFork(64),
            "",
            "import os, time",
            "for _ in range(100):",
            "    if os.fork() == 0:",
            "        time.sleep(30)",
            "        os._exit(0)");
    assertThat(said.text()).contains("kind PROCESS_LIMIT", "exit 1");
  }

  @Test
  void whatIsNotDelegatedRefusesTheRun() throws Exception {
    assumeTrue(!runtime.isWasm(), NOT_OF_WASM);
    Said said = run("--no-cgroup", "print('ran')");
    assertThat(said.text())
        .contains("refused LIMIT_UNENFORCEABLE", "remedy ")
        .doesNotContain("ran\n");
  }

  @Test
  void withoutSubordinateIdsTheCommandThatGivesThemIsNamed() throws Exception {
    assumeTrue(!runtime.isWasm(), NOT_OF_WASM);
    Said said = run("--no-ranges", "print('ran')");
    assertThat(said.status()).isEqualTo(125);
    assertThat(said.text()).contains("usermod --add-subuids").doesNotContain("ran\n");
  }

  @Test
  void nothingOutlivesAKilledOwner() throws Exception {
    assumeTrue(!runtime.isWasm(), NOT_OF_WASM);
    Process process =
        start(
            MEMORY_MIB,
            "",
            "import os, time",
            "while True:",
            "    os.fork()",
            "    time.sleep(0.01)");
    try (var out = process.inputReader(StandardCharsets.UTF_8)) {
      String line = Objects.requireNonNull(out.readLine());
      assertThat(line).startsWith("pid ");
      ProcessHandle owner =
          ProcessHandle.of(Long.parseLong(line.substring("pid ".length()))).orElseThrow();
      await().atMost(LONG).until(() -> sandboxes().size() >= 1);
      List<Path> before = sandboxes();
      assertThat(owner.destroyForcibly()).isTrue();
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> assertThat(before).noneMatch(Files::exists));
      assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroy();
    }
  }

  /// As the launcher starts it: what needs no namespace and no cgroup runs all the same.
  @ParameterizedTest
  @ValueSource(strings = {"", "--no-cgroup", "--no-ranges", "--no-ranges --no-cgroup"})
  void wasmTakesNothingOfIt(String without) throws Exception {
    assumeTrue(runtime.isWasm(), "what the others need is tested above");
    List<String> options = without.isEmpty() ? List.of() : List.of(without.split(" ", -1));
    Said said = runOrPlain(options, "print('ran as', open('/workspace/main.py').read()[:5])");
    assertThat(said.text()).contains("ran as print", "exit 0", "kind NONE", "disk directory");
    Said full =
        runOrPlain(
            options,
            "out = open('/tmp/x', 'wb')",
            "for _ in range(100): out.write(b'x' * (1 << 20))");
    assertThat(full.text()).contains("kind DISK_FULL");
    Said bomb =
        runOrPlain(options, "held = []", "while True: held.append(bytearray(b'x') * (8 << 20))");
    assertThat(bomb.text()).contains("kind MEMORY_EXHAUSTED", "linear-memory:refused");
  }

  private Said runOrPlain(List<String> without, String... program) throws Exception {
    return said(start(2 * MEMORY_MIB, without, List.of("--or-plain"), program));
  }

  /// Directories of sandboxes below the user's cgroup that have a process.
  private static List<Path> sandboxes() throws IOException {
    var found = new ArrayList<Path>();
    for (String tree : List.of("", "pids/", "unified/")) {
      Path parent = Path.of("/sys/fs/cgroup/" + tree + USER + "/cofferdam");
      if (Files.isDirectory(parent)) {
        try (Stream<Path> children = Files.list(parent)) {
          children
              .filter(child -> Files.isDirectory(child.resolve("box/run")))
              .filter(child -> !words(child.resolve("box/run/cgroup.procs")).isEmpty())
              .forEach(found::add);
        }
      }
    }
    return found;
  }

  private static String words(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException gone) {
      return "";
    }
  }

  /// What a run said.
  ///
  /// @param status of the user's command
  /// @param text standard output and error
  private record Said(int status, String text) {}

  private Said run(String without, String... program) throws Exception {
    return run(MEMORY_MIB, without, program);
  }

  private Said run(int memoryMib, String without, String... program) throws Exception {
    return said(start(memoryMib, without, program));
  }

  private static Said said(Process process) throws Exception {
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).as(text).isTrue();
    return new Said(process.exitValue(), text);
  }

  private Process start(int memoryMib, String without, String... lines) throws Exception {
    return start(memoryMib, without.isEmpty() ? List.of() : List.of(without), List.of(), lines);
  }

  /// @param without what the user shall not have
  /// @param options of the rootless mode
  private Process start(int memoryMib, List<String> without, List<String> options, String... lines)
      throws Exception {
    Path program = runtime.isWasm() ? runtime.program() : showProgram();
    var command =
        new ArrayList<>(List.of("bash", resource("as-unprivileged-user").toString(), USER));
    command.addAll(without);
    Path init = shown.resolve("cofferdam-init");
    if (!Files.exists(init)) {
      copy(resource("/dev/cofferdam/native/cofferdam-init"), init);
    }
    try (Stream<Path> entries = Files.list(shown)) {
      List<String> classPath =
          entries
              .map(Path::toString)
              .filter(name -> name.matches(".*/\\d{3}-.*"))
              .sorted()
              .toList();
      command.addAll(List.of(init.toString(), "rootless"));
      command.addAll(options);
      command.addAll(
          List.of(
              "--",
              System.getProperty("java.home") + "/bin/java",
              // Its files would outlive the user.
              "-XX:-UsePerfData",
              "-XX:TieredStopAtLevel=1",
              "-XX:+UseSerialGC",
              "--enable-native-access=ALL-UNNAMED",
              "-cp",
              String.join(":", classPath),
              RootlessMain.class.getName(),
              runtime.name().name(),
              Integer.toString(memoryMib),
              String.join("\n", lines)));
    }
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("COFFERDAM_" + runtime.name(), program.toString());
    return builder.start();
  }

  private Path showProgram() throws IOException {
    Path program = shown.resolve(runtime.name().label());
    Files.deleteIfExists(program);
    copy(runtime.program(), program);
    return program;
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(Objects.requireNonNull(RootlessTest.class.getResource(name), name).toURI());
  }

  private static void copy(Path source, Path target) throws IOException {
    try (Stream<Path> all = Files.walk(source)) {
      for (Path path : all.toList()) {
        Path copied = target.resolve(source.relativize(path).toString());
        Files.copy(path, copied);
        open(copied);
      }
    }
  }

  private static void open(Path path) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
