package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever builds may stand in a directory that a program filled, and have it in the environment:
/// nothing there is executed.
class BuildsApartTest {
  private static final Path NATIVE = Path.of("").toAbsolutePath().resolveSibling("native");

  @TempDir private Path folder = Path.of("/");

  private Path trap = folder;
  private Path marker = folder;

  @BeforeEach
  void layTraps() throws IOException {
    trap = Files.createDirectory(folder.resolve("trap"));
    marker = folder.resolve("executed");
    for (String name : List.of("pip.py", "componentize_py.py", "sitecustomize.py", "json.py")) {
      Files.writeString(trap.resolve(name), "open(%s, 'w')\n".formatted(quoted(marker)));
    }
    Path python = trap.resolve("python");
    Files.writeString(python, "#!/bin/sh\n: >%s\n".formatted(quoted(marker)));
    Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void fetchingTheLibraryTakesNoPipOfTheCallersDirectory() throws Exception {
    Said said = guests("library", System.getenv("PATH"));
    assertThat(said.text()).contains("pip cannot give wasmtime");
    assertNothingExecuted(said);
  }

  @Test
  void makingThePythonGuestTakesNoModuleOfTheCallersDirectory() throws Exception {
    Path fake = Files.createDirectory(folder.resolve("fake"));
    Path python = fake.resolve("python3");
    // Its pip fetches nothing, so that the one of the trap would be found next.
    Files.writeString(
        python,
        """
        #!/bin/sh
        case $* in *'-m pip'*) exit 0 ;; esac
        exec /usr/bin/python3 "$@"
        """);
    Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));
    Said said = guests("python", fake + ":" + System.getenv("PATH"));
    assertThat(said.text()).contains("the Python component could not be made");
    assertNothingExecuted(said);
  }

  @Test
  void fetchingGoTakesNoPipOfTheCallersDirectory() throws Exception {
    Said said =
        run(
            System.getenv("PATH"),
            "/bin/sh",
            "-c",
            ". %s/apart; . %s/find-go; fetch_go %s"
                .formatted(NATIVE, NATIVE, folder.resolve("go")));
    assertNothingExecuted(said);
  }

  @Test
  void theWholeBuildStandsElsewhere() throws Exception {
    Said said =
        run(
            System.getenv("PATH"),
            "/bin/sh",
            NATIVE + "/wasm-runtime/build",
            folder.resolve("whole").toString(),
            "library");
    assertThat(said.text()).contains("pip cannot give wasmtime");
    assertNothingExecuted(said);
  }

  private Said guests(String name, String path) throws Exception {
    return run(
        path,
        "/bin/sh",
        NATIVE + "/wasm-guests/build",
        folder.resolve("cache").toString(),
        "/bin/false",
        name);
  }

  /// What a command said and what became of it.
  private record Said(String text, int status) {}

  private Said run(String path, String... command) throws Exception {
    var builder = new ProcessBuilder(command).redirectErrorStream(true).directory(trap.toFile());
    // pip asks nobody, so that every build ends at once.
    builder.environment().put("PIP_NO_INDEX", "1");
    builder.environment().put("PIP_PYTHON", trap.resolve("python").toString());
    builder.environment().put("PYTHONPATH", trap.toString());
    builder.environment().put("PYTHONSTARTUP", trap.resolve("pip.py").toString());
    builder.environment().put("PATH", path);
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(text, process.waitFor());
  }

  private void assertNothingExecuted(Said said) {
    assertThat(said.status()).as(said.text()).isNotZero();
    assertThat(marker).as(said.text()).doesNotExist();
  }

  private static String quoted(Path path) {
    return "'" + path + "'";
  }
}
