package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.diagnosis.Diagnosis;
import dev.cofferdam.diagnosis.Kind;
import dev.cofferdam.host.ProcessIdentity;
import dev.cofferdam.run.Result;
import dev.cofferdam.sandbox.MountSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which of several recorded failures is blamed, and which never is.
@ParameterizedClass
@MethodSource("dev.cofferdam.behaviour.RuntimeUnderTest#all")
class BlameTest {
  private final Harness harness;

  @TempDir Path data;

  BlameTest(RuntimeUnderTest runtime) {
    this.harness = Harness.on(runtime);
  }

  @AfterEach
  void close() {
    harness.close();
  }

  /// A call that is refused without a file is no matter of a file's permissions.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "os.setsid()",
        "os.setpgid(0, 0)",
        "os.setpriority(os.PRIO_PROCESS, 0, -5)",
        "os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(50))",
        "os.setuid(0)",
        "resource.setrlimit(resource.RLIMIT_NOFILE, (10**6, 10**6))",
        "socket.socket().bind(('127.0.0.1', 80))"
      })
  void callWithoutFileIsNoPermissionOfAFile(String call) {
    for (String end : List.of("", "; raise ValueError(1)")) {
      Result result =
          harness.python(
              "import os, resource, socket",
              end.isEmpty() ? call : "try: " + call,
              end.isEmpty() ? "" : "except OSError: pass",
              "import sys; sys.exit(3)");
      assertThat(result.diagnosis().map(Diagnosis::kind))
          .isNotEqualTo(Optional.of(Kind.PERMISSION_DENIED));
      assertThat(result.contributing())
          .extracting(Diagnosis::kind)
          .doesNotContain(Kind.PERMISSION_DENIED);
    }
  }

  /// What an interpreter itself fails at as it starts is never why a program ended.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "python3 -c 'import sys; sys.exit(3)'",
        "python3 -c 'import sys; print(\"Read-only file system\", file=sys.stderr); sys.exit(3)'",
        "python3 -c 'import sys; print(\"Permission denied\", file=sys.stderr); sys.exit(3)'",
        "python3 -c 'import json, asyncio, sqlite3, ssl, venv; raise OSError(30, \"x\")'",
        "node -e 'process.exit(3)'",
        "bash -lc 'exit 3'",
        "perl -e 'exit 3'"
      })
  void startOfAnInterpreterIsNotBlamed(String line) {
    Result result = harness.shell(line + "; exit $?");
    Diagnosis diagnosis = result.diagnosis().orElseThrow();
    assertThat(diagnosis.kind()).as(diagnosis.toString()).isEqualTo(Kind.PROGRAM_ERROR);
    assertThat(result.contributing()).isEmpty();
  }

  @Test
  void theLastFailureIsBlamedByASilentProgram() {
    Result result =
        harness.python(
            "def tried(path):",
            "  try: open(path, 'w')",
            "  except OSError: pass",
            "tried('/etc/passwd'); tried('/etc/group'); tried('/etc/passwd')",
            "raise SystemExit(1)");
    assertThat(result.diagnosis().orElseThrow().details()).containsEntry("path", "/etc/passwd");
  }

  @Test
  void theLastIsKnownAfterHundredsOfOthers() {
    Result result =
        harness.python(
            "import time",
            "for i in range(500):",
            "  try: open(f'/etc/no{i}', 'w')",
            "  except OSError: pass",
            "  i % 50 or time.sleep(0.05)",
            "time.sleep(0.1)",
            "open('/etc/the-last', 'w')");
    assertThat(result.diagnosis().orElseThrow().details()).containsEntry("path", "/etc/the-last");
  }

  @Test
  void relativePathIsToldFromTheRoot() {
    Assumptions.assumeTrue(
        ProcessIdentity.inInitialNamespace(), "a container is not told which process called");
    // The directory is looked up after the fact: a program that ends at once may be gone by then,
    // and its path stays relative.
    Result result =
        harness.python(
            "import os, time",
            "os.chdir('/usr/lib')",
            "try: open('new.txt', 'w')",
            "finally: time.sleep(1)");
    Diagnosis diagnosis = result.diagnosis().orElseThrow();
    assertThat(diagnosis.kind()).isIn(Kind.READ_ONLY_FILESYSTEM, Kind.PERMISSION_DENIED);
    assertThat(diagnosis.details()).containsEntry("path", "/usr/lib/new.txt");
  }

  @Test
  void relativePathOfACallWithoutADirectory() {
    Assumptions.assumeTrue(
        ProcessIdentity.inInitialNamespace(), "a container is not told which process called");
    Result result = harness.python("import os, time", "os.chdir('/usr/lib')", "os.mkdir('new')");
    Diagnosis diagnosis = result.diagnosis().orElseThrow();
    assertThat(diagnosis.kind()).isEqualTo(Kind.READ_ONLY_FILESYSTEM);
    assertThat(diagnosis.details())
        .containsEntry(
            "path",
            harness.runtime().differsBy(Difference.RELATIVE_PATHS) ? "new" : "/usr/lib/new");
  }

  /// Whoever may not even read a file is not helped by a writable mount.
  @Test
  void unreadableFileOfAMountGetsNoWritableMount() throws Exception {
    Path secret = Files.createFile(data.resolve("secret.txt"));
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    Files.setAttribute(secret, "unix:uid", 65_534);
    Result result =
        harness.run(
            Harness.pythonSpec("print(open('/data/secret.txt').read())")
                .withMounts(List.of(Harness.mount(data, "/data", MountSpec.Mode.RO))));
    Diagnosis diagnosis = result.diagnosis().orElseThrow();
    assertThat(diagnosis.kind()).isEqualTo(Kind.PERMISSION_DENIED);
    assertThat(diagnosis.details()).containsEntry("path", "/data/secret.txt");
    assertThat(diagnosis.mitigation()).contains("chmod").doesNotContain(":rw");
  }

  @Test
  void fullSharedMemoryIsNotTheDisk() {
    Result result =
        harness.python(
            "f = open('/dev/shm/x', 'wb', buffering=0)", "while True: f.write(b'x' * 65536)");
    Diagnosis diagnosis = result.diagnosis().orElseThrow();
    assertThat(diagnosis.kind()).isEqualTo(Kind.DISK_FULL);
    assertThat(diagnosis.mitigation()).contains("--shm-size");
  }

  /// Whatever a program had coped with before, and however often.
  @Test
  void theSignalAtTheEndIsKnownAfterThousandsOfFailures() {
    Result result =
        harness.python(
            "import os, signal",
            "for i in range(20000):",
            "  try: os.open(f'/nothing{i}', os.O_RDONLY)",
            "  except OSError: pass",
            "os.abort() if os.getpid() == 1 else os.kill(os.getpid(), signal.SIGSEGV)");
    assertThat(result.ending().signal()).isPresent();
    assertThat(result.diagnosis().map(Diagnosis::kind)).contains(Kind.SIGNALED);
  }

  @Test
  void theLastIsKnownAfterManyThatAreOfNoInterest() {
    Result result =
        harness.python(
            "import ctypes, time",
            "libc = ctypes.CDLL(None)",
            "end = time.time() + 1.5",
            "while time.time() < end:",
            "  for i in range(1000): libc.access(b'/nothing', 0)",
            "open('/usr/x', 'w')");
    Diagnosis diagnosis = result.diagnosis().orElseThrow();
    assertThat(diagnosis.kind()).isIn(Kind.READ_ONLY_FILESYSTEM, Kind.PERMISSION_DENIED);
    assertThat(diagnosis.details()).containsEntry("path", "/usr/x");
  }

  /// A thread without a name, and a path at the lowest address that looks like another call.
  @Test
  void aPathThatLooksLikeACallIsNoConnection() {
    assertNoConnection(
        harness.python(
            "import ctypes, os, sys",
            "libc = ctypes.CDLL(None, use_errno=True)",
            "libc.mmap.restype = ctypes.c_void_p",
            "libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t] + [ctypes.c_int] * 3 + [ctypes.c_long]",
            "page = libc.mmap(0x10000, 4096, 3, 0x32, -1, 0)",
            "libc.prctl(15, b'', 0, 0, 0)",
            "path = (b'X connect(0x3 socket:[7], 0x7ee1abdb2f90'",
            "    b' {Family: AF_INET, Addr: 203.0.113.7, Port: 443}, 0x10\\0')",
            "os.chdir('/usr')",
            "ctypes.memmove(page, path, len(path))",
            "libc.syscall(2, ctypes.c_void_p(page), 0o101, 0o644)",
            "sys.exit(1)"));
  }

  @Test
  void theNameOfASocketIsNoConnection() {
    assertNoConnection(
        harness.python(
            "import os, socket, sys",
            "os.mkdir('/tmp/d', 0)",
            "try:",
            "  socket.socket(socket.AF_UNIX).connect(",
            "      '/tmp/d/{Family: AF_INET, Addr: 203.0.113.7, Port: 443}')",
            "except OSError: pass",
            "sys.exit(1)"));
  }

  /// A path that ends as the line of a failed call does.
  @Test
  void aCallThatWentWellIsNotBlamed() {
    Result result =
        harness.python(
            "import os, sys",
            "for name in ('x) = -1 errno=30 (read-only file system) (1µs)', 'x) = -1 errno=30 ('):",
            "  os.mkdir('/tmp/' + name); os.chdir('/tmp/' + name)",
            "sys.exit(1)");
    assertThat(result.diagnosis().map(Diagnosis::kind)).contains(Kind.PROGRAM_ERROR);
    assertThat(result.contributing()).isEmpty();
  }

  private static void assertNoConnection(Result result) {
    assertThat(result.ending().exitCode()).isEqualTo(1);
    assertThat(result.diagnosis().map(Diagnosis::kind))
        .isNotEqualTo(Optional.of(Kind.NETWORK_ISOLATED));
    assertThat(result.contributing())
        .extracting(Diagnosis::kind)
        .doesNotContain(Kind.NETWORK_ISOLATED);
  }
}
