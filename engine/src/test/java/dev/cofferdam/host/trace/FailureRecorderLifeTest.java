package dev.cofferdam.host.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.host.Errno;
import dev.cofferdam.host.KernelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The recorder against this kernel: whose failures it records, and that nothing of it stays.
class FailureRecorderLifeTest {
  private FailureRecorder recorder;
  private WatchedCgroup cgroup;
  private Watch watch;

  @BeforeEach
  void open() throws IOException {
    Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "needs root");
    recorder = FailureRecorderTest.recorder();
    cgroup = new WatchedCgroup();
    watch = recorder.watch(cgroup.id()).orElseThrow();
  }

  @AfterEach
  void close() {
    if (recorder != null) {
      recorder.close();
      cgroup.close();
    }
  }

  @Test
  void processOutsideIsNeverRecorded() throws Exception {
    WatchedCgroup.output(
        List.of("setpriv", "--reuid=65534", "--clear-groups", "cat", "/etc/shadow"));
    assertThat(watch.drain()).isEmpty();
  }

  @Test
  void watchesAreToldApart() throws Exception {
    try (WatchedCgroup neighbour = new WatchedCgroup();
        Watch second = recorder.watch(neighbour.id()).orElseThrow()) {
      cgroup.run("setpriv", "--reuid=65534", "--clear-groups", "cat", "/etc/shadow");
      neighbour.run("setpriv", "--reuid=65534", "--clear-groups", "cat", "/etc/gshadow");

      assertThat(watch.drain())
          .extracting(FailedSyscall::path)
          .containsExactly(Optional.of("/etc/shadow"));
      assertThat(second.drain())
          .extracting(FailedSyscall::path)
          .containsExactly(Optional.of("/etc/gshadow"));
      assertThatThrownBy(() -> recorder.watch(cgroup.id())).isInstanceOf(KernelException.class);
    }
  }

  @Test
  void endedWatchKeepsWhatItSaw() throws Exception {
    cgroup.run("setpriv", "--reuid=65534", "--clear-groups", "cat", "/etc/shadow");
    watch.close();
    cgroup.run("setpriv", "--reuid=65534", "--clear-groups", "cat", "/etc/gshadow");
    assertThat(watch.drain()).hasSize(1);
    assertThat(recorder.watch(cgroup.id()).orElseThrow().drain()).isEmpty();
  }

  @Test
  void floodNextDoorHidesNothing() throws Exception {
    try (WatchedCgroup neighbour = new WatchedCgroup();
        Watch noisy = recorder.watch(neighbour.id()).orElseThrow()) {
      Thread flood =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  neighbour.python(
                      """
                      import ctypes, os, time
                      os.setuid(65534)
                      c = ctypes.CDLL(None)
                      end = time.time() + 1.5
                      while time.time() < end: c.mkdir(b'/etc/' + b'./' * 140 + b'x', 0)
                      """);
                } catch (IOException | InterruptedException e) {
                  throw new AssertionError(e);
                }
              });
      for (int i = 0; i < 5; i++) {
        cgroup.run("setpriv", "--reuid=65534", "--clear-groups", "cat", "/etc/shadow");
      }
      assertThat(watch.drain())
          .singleElement()
          .satisfies(f -> assertThat(f.count()).isEqualTo(5))
          .satisfies(f -> assertThat(f.errno()).isEqualTo(Errno.EACCES));
      flood.join();
      assertThat(noisy.dropped()).isPositive();
      assertThat(noisy.drain().getFirst().path().orElseThrow()).hasSize(256).endsWith("…");
      assertThat(watch.dropped()).isZero();
    }
  }

  @Test
  void slotsRunOutAndComeBack() throws Exception {
    List<Watch> taken =
        Stream.iterate(1L, i -> i + 1)
            .limit(Slots.COUNT - 1)
            .map(i -> recorder.watch(-i).orElseThrow())
            .toList();
    assertThat(recorder.watch(-10_000)).isEmpty();
    taken.getFirst().close();
    assertThat(recorder.watch(-10_000)).isPresent();
  }

  @Test
  void nothingIsLeftAfterClose() throws Exception {
    long descriptors = descriptors();
    FailureRecorder second = FailureRecorderTest.recorder();
    assertThat(descriptors()).isGreaterThan(descriptors);
    second.close();
    assertThat(descriptors()).isEqualTo(descriptors);
    assertThat(Files.readString(Path.of("/proc/self/maps")).lines().filter(l -> l.contains("bpf")))
        .hasSize(3);
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().equals("failure-recorder"))
        .hasSize(1);
    assertThatThrownBy(() -> second.watch(1)).isInstanceOf(IllegalStateException.class);
    recorder.close();
    assertThat(watch.drain()).isEmpty();
    assertThat(watch.dropped()).isZero();
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.filter(
              fd -> {
                try {
                  String target = Files.readSymbolicLink(fd).toString();
                  return target.contains("bpf") || target.contains("event");
                } catch (IOException gone) {
                  return false;
                }
              })
          .count();
    }
  }

  @Test
  void withoutPrivilegeItSaysWhatIsMissing() throws Exception {
    List<String> java =
        List.of(
            "setpriv",
            "--bounding-set=-all",
            "--inh-caps=-all",
            System.getProperty("java.home") + "/bin/java",
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Unprivileged.class.getName());
    assertThat(WatchedCgroup.output(java))
        .startsWith("failed system calls cannot be recorded: creating its maps: bpf: EPERM")
        .contains("CAP_BPF and CAP_PERFMON");
  }

  /// What the test above runs in a process without capabilities.
  static final class Unprivileged {
    public static void main(String[] arguments) {
      switch (FailureRecorder.open()) {
        case FailureRecorder.Recording(FailureRecorder recorder) -> recorder.close();
        case FailureRecorder.Unavailable(String reason) -> System.out.println(reason);
      }
    }
  }
}
