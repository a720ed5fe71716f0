package dev.cofferdam;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayersOfBootsTest {
  private static final String HELD =
      """
      import fcntl, os, sys
      file = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)
      fcntl.lockf(file, fcntl.LOCK_SH, 1, int(sys.argv[2]))
      print('held', flush=True)
      sys.stdin.read()
      """;

  @Test
  void whatAnotherMachineHoldsStaysAndWhatNobodyHoldsGoes(@TempDir Path layers) throws Exception {
    Path theirs = Files.createDirectories(layers.resolve("their-boot/run"));
    Path left = Files.createDirectories(layers.resolve("an-older-boot/run"));
    Path ours = Files.createDirectories(layers.resolve("our-boot/run"));
    // As an engine of the other machine: a lock of another process.
    Process other =
        new ProcessBuilder(
                "python3",
                "-c",
                HELD,
                layers.resolve("lock").toString(),
                Long.toString(LayersOfBoots.place("their-boot")))
            .start();
    try {
      assertThat(other.inputReader().readLine()).isEqualTo("held");
      LayersOfBoots.keep(layers, "our-boot");
      assertThat(theirs).exists();
      assertThat(ours).exists();
      assertThat(left.getParent()).doesNotExist();
    } finally {
      other.destroyForcibly().waitFor();
    }
    LayersOfBoots.keep(layers, "our-boot");
    assertThat(theirs.getParent()).doesNotExist();
    assertThat(ours).exists();
  }
}
