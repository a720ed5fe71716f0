package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cofferdam.error.CofferdamException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentFlagsTest {
  @TempDir Path directory = Path.of("/");

  private Map<String, String> read(String file, String... flags) throws IOException {
    Files.writeString(directory.resolve("env"), file);
    Caller caller = Words.caller(directory, Map.of("MINE", "of the caller"));
    return EnvironmentFlags.read(List.of("env"), List.of(flags), caller);
  }

  private void refused(String file, String message) {
    assertThatExceptionOfType(CofferdamException.class)
        .isThrownBy(() -> read(file))
        .satisfies(refused -> assertThat(refused.reason()).contains(message));
  }

  @Test
  void theSyntaxIsDockers() throws IOException {
    assertThat(
            read(
                """
                \uFEFF# a comment
                A=1

                  B = "2" # no comment\s
                """
                        .replace("B = ", "B=")
                    + "C=\r\nMINE\nYOURS\nD=x=y"))
        .isEqualTo(
            Map.of(
                "A",
                "1",
                "B",
                "\"2\" # no comment ",
                "C",
                "",
                "MINE",
                "of the caller",
                "D",
                "x=y"));
  }

  @Test
  void flagsWinOverFilesAndTheLastOverTheFirst() throws IOException {
    assertThat(read("A=file\n", "A=first", "A=last", "MINE", "YOURS", "E="))
        .isEqualTo(Map.of("A", "last", "MINE", "of the caller", "E", ""));
  }

  @Test
  void whatNoProgramCanReceiveIsRefused() {
    refused("A=1\nB=x\0y\n", "line 2: a NUL byte");
    refused("A=" + "x".repeat(10 << 20), "the variable A is longer than 128 KiB");
    refused("#" + "x".repeat(17 << 20), "is larger than 16 MiB");
    refused("A B=1", "not a variable name: 'A B'");
    refused("=1", "not a variable name");
  }

  @Test
  void binaryIsRefused() throws IOException {
    Files.write(directory.resolve("env"), new byte[] {'A', '=', (byte) 0xFF});
    assertThatExceptionOfType(CofferdamException.class)
        .isThrownBy(() ->
            EnvironmentFlags.read(List.of("env"), List.of(), Words.caller(directory, Map.of())))
        .satisfies(refused -> assertThat(refused.reason()).contains("not UTF-8"));
  }
}
