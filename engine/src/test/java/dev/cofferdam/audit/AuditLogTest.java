package dev.cofferdam.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
  @TempDir Path folder;

  @Test
  void linesAreWholeAndOwnerOnly() throws Exception {
    var log = new AuditLog(folder);
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 400; i++) {
        threads.execute(() -> new AuditLog(folder).append("refused", "id", Map.of("call", "bpf")));
      }
    }
    assertThat(Files.readAllLines(log.file()))
        .hasSize(400)
        .allSatisfy(line ->
            assertThat(line)
                .startsWith("{\"time\":")
                .endsWith("\"event\":\"refused\",\"sandbox\":\"id\",\"call\":\"bpf\"}"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log.file())))
        .isEqualTo("rw-------");
  }

  @Test
  void itNeverGrowsBeyondTwiceItsBound() throws IOException {
    var log = new AuditLog(folder);
    String large = "x".repeat(1 << 20);
    for (int i = 0; i < 40; i++) {
      log.append("refused", "id", Map.of("call", large));
    }
    try (var files = Files.list(folder)) {
      long total = files.mapToLong(file -> file.toFile().length()).sum();
      assertThat(total).isBetween(9L << 20, 19L << 20);
    }
  }
}
