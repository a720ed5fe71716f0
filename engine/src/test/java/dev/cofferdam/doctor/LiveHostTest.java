package dev.cofferdam.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveHostTest {
  private static final int BLOCK = 1 << 20;

  @TempDir Path folder;

  private String file(int before, String text, int after) throws IOException {
    byte[] said = text.getBytes(StandardCharsets.ISO_8859_1);
    byte[] content = new byte[before + said.length + after];
    System.arraycopy(said, 0, content, before, said.length);
    return Files.write(folder.resolve("binary"), content).toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, BLOCK - 200, BLOCK - 40, BLOCK - 5, BLOCK - 1, BLOCK, 2 * BLOCK - 3})
  void aWordIsFoundWhereverItLies(int before) throws IOException {
    var host = new LiveHost();
    for (int after : new int[] {0, 50, BLOCK}) {
      String file = file(before, "mod\tgvisor.dev/gvisor\tv0.0.0-20260701\th1:x\n", after);
      assertThat(host.wordAfter(file, "\tgvisor.dev/gvisor\t")).contains("v0.0.0-20260701");
      assertThat(host.wordAfter(file, "\tgvisor.dev/other\t")).isEmpty();
    }
  }

  @Test
  void noFileHasNoWord() {
    assertThat(new LiveHost().wordAfter(folder + "/none", "x")).isEmpty();
  }
}
