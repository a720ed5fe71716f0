package dev.cofferdam.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
  private static final int ROUNDS = 200;
  private static final int LINES = 10;

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

  /// The sizes allow one rotation over all, whatever the order: then each line is in the file or in
  /// the one moved aside.
  @Test
  void enginesThatRotateAtOnceLoseNothing() throws Exception {
    String text = "x".repeat(1000);
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (int round = 0; round < 200; round++) {
        Path directory = Files.createDirectory(folder.resolve("round-" + round));
        var appends = new ArrayList<Future<?>>();
        for (int i = 0; i < 30; i++) {
          var engine = new AuditLog(directory, 20_000);
          appends.add(threads.submit(() -> engine.append("refused", "id", Map.of("call", text))));
        }
        for (Future<?> append : appends) {
          append.get();
        }
        long lines = 0;
        for (String name : List.of("audit.jsonl", "audit.1.jsonl")) {
          lines += Files.readAllLines(directory.resolve(name)).size();
        }
        assertThat(lines).isEqualTo(30);
      }
    }
  }

  @Test
  void enginesInProcessesOfTheirOwnRotateAtOnceToo() throws Exception {
    var processes = new ArrayList<Process>();
    for (int i = 0; i < 4; i++) {
      processes.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  AuditLogTest.class.getName(),
                  folder.toString())
              .inheritIO()
              .start());
    }
    for (Process process : processes) {
      assertThat(process.waitFor()).isZero();
    }
    for (int round = 0; round < ROUNDS; round++) {
      long lines = 0;
      for (String name : List.of("audit.jsonl", "audit.1.jsonl")) {
        lines += Files.readAllLines(folder.resolve("round-" + round).resolve(name)).size();
      }
      assertThat(lines).as("round %s", round).isEqualTo(4 * LINES);
    }
  }

  /// One of several engines that write into the same logs.
  public static void main(String[] args) throws IOException {
    String text = "x".repeat(1000);
    for (int round = 0; round < ROUNDS; round++) {
      var engine =
          new AuditLog(
              Files.createDirectories(Path.of(args[0], "round-" + round)), 3 * LINES * 1000L);
      for (int i = 0; i < LINES; i++) {
        engine.append("refused", "id", Map.of("call", text));
      }
    }
  }

  @Test
  void whatCannotBeWrittenIsToldOnce() throws IOException {
    Files.createSymbolicLink(folder.resolve("audit.jsonl"), Path.of("/dev/full"));
    var log = new AuditLog(folder);
    log.append("refused", "a", Map.of());
    assertThat(log.missing("b")).isEmpty();
    assertThat(log.missing("a")).hasValue("No space left on device");
    assertThat(log.missing("a")).isEmpty();
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
