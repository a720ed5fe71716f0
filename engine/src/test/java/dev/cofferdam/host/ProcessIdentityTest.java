package dev.cofferdam.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {
  @Test
  void thisProcessLivesAndNoOtherHasItsNumberAndStart() {
    long self = ProcessHandle.current().pid();
    long start = ProcessIdentity.startTime(self).orElseThrow();
    assertThat(ProcessIdentity.isAlive(self, start)).isTrue();
    assertThat(ProcessIdentity.isAlive(self, start + 1)).isFalse();
  }

  /// Its parent waits for nobody and would keep it for an hour.
  @Test
  void whoEndedAndIsNotReapedIsDead() throws Exception {
    String program =
        """
        import os, time
        child = os.fork() or os._exit(0)
        print(child, flush=True)
        time.sleep(3600)
        """;
    Process parent = new ProcessBuilder("/usr/bin/python3", "-c", program).start();
    try (var out = parent.inputReader()) {
      long child = Long.parseLong(out.readLine());
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> Files.readString(Path.of("/proc/" + child + "/stat")).contains(") Z "));
      long start = ProcessIdentity.startTime(child).orElseThrow();
      assertThat(ProcessIdentity.isAlive(child, start)).isFalse();
    } finally {
      parent.destroyForcibly();
    }
  }

  /// Such a process shows the state of a zombie while its other threads work.
  @Test
  void whoseFirstThreadEndedIsAlive() throws Exception {
    String program =
        """
        import ctypes, os, sys, threading, time
        threading.Thread(target=time.sleep, args=(3600,)).start()
        print(os.getpid(), flush=True)
        ctypes.CDLL(None).syscall(60, 0)
        """;
    Process process = new ProcessBuilder("/usr/bin/python3", "-c", program).start();
    try (var out = process.inputReader()) {
      long pid = Long.parseLong(out.readLine());
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z "));
      long start = ProcessIdentity.startTime(pid).orElseThrow();
      assertThat(ProcessIdentity.isAlive(pid, start)).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }
}
