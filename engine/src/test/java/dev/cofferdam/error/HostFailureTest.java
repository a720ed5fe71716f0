package dev.cofferdam.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostFailureTest {
  @TempDir private Path folder = Path.of("/");

  @Test
  void aFullDiskIsTheHostsAndSaysWhatToDo() {
    assertThat(HostFailure.of("cannot write the ledger", folder, failure(Path.of("/dev/full"))))
        .isInstanceOfSatisfying(
            CofferdamException.class,
            full -> {
              assertThat(full.code()).isEqualTo(ErrorCode.HOST_UNSUITABLE);
              assertThat(full).hasMessageContaining("the host's disk is full at " + folder);
              assertThat(full.remedy()).contains("COFFERDAM_STATE_DIR");
            });
  }

  @Test
  void whateverElseIsAFaultOfOurs() {
    assertThat(HostFailure.of("cannot", folder, failure(folder.resolve("none/file"))))
        .isInstanceOf(UncheckedIOException.class)
        .hasRootCauseInstanceOf(NoSuchFileException.class);
  }

  private static IOException failure(Path file) {
    try {
      Files.write(file, new byte[10]);
      throw new AssertionError("it was written");
    } catch (IOException failed) {
      return failed;
    }
  }
}
