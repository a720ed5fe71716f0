package dev.cofferdam.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.error.CofferdamException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The life of the image on disk: one winner, a stable digest, old ones gone.
class HostImageTest {
  @TempDir Path state;
  @TempDir Path directory;

  /// JUnit would warn about each of the image's links that leads out of the directory.
  @AfterEach
  void remove() throws IOException {
    for (Path used : List.of(state.resolve("images"), directory)) {
      if (Files.exists(used)) {
        ImageStore.delete(used);
      }
    }
  }

  @Test
  void fourAtOnceGetTheSameWholeImage() throws Exception {
    var start = new CyclicBarrier(4);
    var found = new HashSet<RootFilesystem>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks = new ArrayList<Callable<RootFilesystem>>();
      for (int i = 0; i < 4; i++) {
        tasks.add(() -> {
          start.await(30, TimeUnit.SECONDS);
          RootFilesystem image = HostImage.prepare(state);
          assertThat(image.directory().resolve("etc/passwd")).isNotEmptyFile();
          return image;
        });
      }
      for (var future : threads.invokeAll(tasks)) {
        found.add(future.get());
      }
    }
    assertThat(found).hasSize(1);
    assertThat(images()).hasSize(1);
  }

  @Test
  void theSecondTimeIsFast() {
    long first = System.nanoTime();
    HostImage.prepare(state);
    System.out.printf("prepare, image made: %.1f ms%n", (System.nanoTime() - first) / 1e6);
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 20; i++) {
      long start = System.nanoTime();
      HostImage.prepare(state);
      best = Math.min(best, System.nanoTime() - start);
    }
    System.out.printf("prepare, image present: %.2f ms%n", best / 1e6);
    assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(10));
  }

  @Test
  void theDigestChangesWithWhatTheImageIsMadeOf() throws IOException {
    MadeUpHost host = MadeUpHost.minimal(directory);
    String before = digest(host);
    assertThat(digest(host)).isEqualTo(before);
    host.file("/etc/services", "http 80/tcp\n");
    String withServices = digest(host);
    assertThat(withServices).isNotEqualTo(before);
    host.file("/etc/services", "http 80/udp\n");
    assertThat(digest(host)).isNotEqualTo(withServices);
  }

  @Test
  void whatIsNotTakenDoesNotChangeTheDigest() throws IOException {
    MadeUpHost host = MadeUpHost.minimal(directory);
    String before = digest(host);
    host.file("/etc/shadow", "root:x\n", "rw-r-----");
    host.file("/home/someone/note", "x");
    assertThat(digest(host)).isEqualTo(before);
  }

  @Test
  void anAlternativeThatIsSwitchedMakesANewImage() throws IOException {
    MadeUpHost host = MadeUpHost.minimal(directory);
    host.file("/usr/bin/gawk", "#!");
    RootFilesystem before = HostImage.prepare(state, host.tree());
    Files.delete(host.at("/etc/alternatives/awk"));
    host.link("/etc/alternatives/awk", "/usr/bin/gawk");
    RootFilesystem after = HostImage.prepare(state, host.tree());
    assertThat(after.directory()).isNotEqualTo(before.directory());
    assertThat(Files.readSymbolicLink(after.directory().resolve("etc/alternatives/awk")))
        .isEqualTo(Path.of("/usr/bin/gawk"));
    assertThat(before.directory()).exists();
  }

  @Test
  void whatNobodyCanBeUsingIsRemovedAndWhatSomebodyMayBeStays() throws IOException {
    aged("host-old", Duration.ofDays(15));
    aged("host-young", Duration.ofDays(8));
    aged(".making-old", Duration.ofHours(2));
    aged(".making-young", Duration.ofMinutes(2));
    aged("foreign", Duration.ofDays(100));
    HostImage.prepare(state, MadeUpHost.minimal(directory).tree());
    assertThat(images()).contains("host-young", ".making-young", "foreign").hasSize(4);
  }

  @Test
  void aUseIsMarkedToTheDay() throws IOException {
    MadeUpHost host = MadeUpHost.minimal(directory);
    Path image = parent(HostImage.prepare(state, host.tree()).directory());
    Files.setLastModifiedTime(image, FileTime.from(Instant.now().minus(Duration.ofDays(20))));
    HostImage.prepare(state, host.tree());
    assertThat(Files.getLastModifiedTime(image).toInstant())
        .isAfter(Instant.now().minus(Duration.ofHours(1)));
  }

  @Test
  void aStateDirectoryThatCannotBeMadeIsAClearRefusal() throws IOException {
    Path file = Files.createFile(state.resolve("file"));
    assertThatThrownBy(() -> HostImage.prepare(file))
        .isInstanceOf(CofferdamException.class)
        .hasMessageContaining(file.toString());
  }

  private static String digest(MadeUpHost host) throws IOException {
    return Fingerprint.of(host.tree());
  }

  private void aged(String name, Duration age) throws IOException {
    Path image = state.resolve("images").resolve(name);
    Files.createDirectories(image.resolve("rootfs/etc"));
    Files.setLastModifiedTime(image, FileTime.from(Instant.now().minus(age)));
  }

  private List<String> images() throws IOException {
    try (Stream<Path> entries = Files.list(state.resolve("images"))) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    }
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    if (parent == null) {
      throw new AssertionError(path);
    }
    return parent;
  }
}
