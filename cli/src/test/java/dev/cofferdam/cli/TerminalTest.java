package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `-i -t` under a real terminal, which Python's `pty` gives.
class TerminalTest {
  @ParameterizedTest
  @ValueSource(strings = {"runc", "runsc"})
  void aTerminalHasItsSizeItsResizesItsKeysAndIsRestored(String runtime) throws Exception {
    Path script = Path.of("src/test/resources/terminal.py").toAbsolutePath();
    var command = new ArrayList<>(List.of("python3", script.toString()));
    command.addAll(Program.command());
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("COFFERDAM_RUNTIME", runtime);
    Process check = builder.start();
    var said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(check.waitFor()).as("%s", said).isZero();
  }
}
