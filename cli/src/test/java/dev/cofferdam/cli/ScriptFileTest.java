package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.sandbox.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptFileTest {
  @TempDir Path directory = Path.of("/");

  @ParameterizedTest
  @CsvSource({"a.py,python3", "b.js,node", "c.mjs,node", "d.sh,sh", "e.x.PY,python3"})
  void theExtensionPicksTheInterpreter(String name, String interpreter) throws IOException {
    Files.writeString(directory.resolve(name), "text");
    var script = ScriptFile.read(directory, name, List.of("-m", "--"));
    assertThat(script.argv()).containsExactly(interpreter, "/workspace/" + name, "-m", "--");
    assertThat(script.content()).isEqualTo(Bytes.of("text"));
  }

  @Test
  void aPathBelowTheDirectoryLosesItsFolders() throws IOException {
    Files.createDirectory(directory.resolve("sub"));
    Files.writeString(directory.resolve("sub/a.py"), "");
    assertThat(ScriptFile.read(directory, "sub/a.py", List.of()).path())
        .isEqualTo("/workspace/a.py");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          missing.py | no such script
          link.py    | is a symbolic link
          dir.py     | is a directory
          .          | is a directory
          run        | cannot tell what runs
          x.rb       | cannot tell what runs
          big.py     | is larger than 64 MiB
          """)
  void whatIsNoScriptIsRefused(String name, String message) throws IOException {
    Files.writeString(directory.resolve("a.py"), "");
    Files.createSymbolicLink(directory.resolve("link.py"), Path.of("a.py"));
    Files.createDirectory(directory.resolve("dir.py"));
    Files.writeString(directory.resolve("run"), "");
    Files.writeString(directory.resolve("x.rb"), "");
    try (var sparse = new RandomAccessFile(directory.resolve("big.py").toFile(), "rw")) {
      sparse.setLength(ScriptFile.MAX_BYTES + 1L);
    }
    assertThatExceptionOfType(CofferdamException.class)
        .isThrownBy(() -> ScriptFile.read(directory, name, List.of()))
        .satisfies(refused -> assertThat(refused.reason()).contains(message));
  }

  @Test
  void anUnknownExtensionIsToldTheKnownOnes() throws IOException {
    Files.writeString(directory.resolve("x.rb"), "");
    assertThatExceptionOfType(CofferdamException.class)
        .isThrownBy(() -> ScriptFile.read(directory, "x.rb", List.of()))
        .satisfies(refused -> assertThat(refused.remedy()).contains(".py", ".mjs", ".sh", "--"));
  }

  @Test
  void aProgramOnStandardInputIsPython() {
    var script =
        ScriptFile.readStdin(
            new ByteArrayInputStream("print(1)".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
            List.of("a"));
    assertThat(script.argv()).containsExactly("python3", "/workspace/main.py", "a");
  }
}
