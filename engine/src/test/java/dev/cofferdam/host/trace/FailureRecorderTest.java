package dev.cofferdam.host.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cofferdam.host.Errno;
import dev.cofferdam.host.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The recorder against this kernel: which failures of real processes it records, and how.
class FailureRecorderTest {
  private static final String TRY =
      """
      import os, socket
      def attempt(f, *a, **k):
          try: f(*a, **k)
          except OSError as e: print(e.errno)
      """;

  @TempDir private Path directory;
  private FailureRecorder recorder;
  private WatchedCgroup cgroup;
  private Watch watch;

  @BeforeEach
  void open() throws IOException {
    Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "needs root");
    recorder = recorder();
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

  static FailureRecorder recorder() {
    return switch (FailureRecorder.open()) {
      case FailureRecorder.Recording(FailureRecorder recorder) -> recorder;
      case FailureRecorder.Unavailable(String reason) -> throw new AssertionError(reason);
    };
  }

  private FailedSyscall only(String call, Errno errno) {
    List<FailedSyscall> all = watch.drain();
    List<FailedSyscall> found =
        all.stream().filter(f -> f.call().equals(call) && f.errno() == errno).toList();
    assertThat(found).as("among %s", all).hasSize(1);
    return found.getFirst();
  }

  private String inMounts(String mounts, String program) throws Exception {
    return cgroup.run(
        "unshare", "-m", "sh", "-c", mounts + " && exec /usr/bin/python3 -c \"$0\"", program);
  }

  @Test
  void ordinaryProgramLeavesNoRecord() throws Exception {
    assertThat(cgroup.python("import json, http.client, asyncio; print(1)")).isEqualTo("1");
    assertThat(watch.drain()).isEmpty();
    assertThat(watch.dropped()).isZero();
  }

  @Test
  void readOnlyMountIsNamedWithPathAndIntent() throws Exception {
    assertThat(
            inMounts(
                "mount -t tmpfs -o ro none " + directory,
                TRY + "attempt(open, '" + directory + "/new', 'w')"))
        .isEqualTo("30");

    FailedSyscall failed = only("openat", Errno.EROFS);

    assertThat(failed.path()).contains(directory + "/new");
    assertThat(failed.relative()).isFalse();
    assertThat(failed.writes()).isTrue();
    assertThat(failed.process()).isEqualTo("python3");
    assertThat(failed.number()).isEqualTo(257);
    assertThat(failed.count()).isOne();
    assertThat(failed.destination()).isEmpty();
    assertThat(System.nanoTime() - failed.firstNanos()).isBetween(0L, 60_000_000_000L);
  }

  @Test
  void foreignFileIsNamed() throws Exception {
    Path secret = Files.createFile(directory.resolve("secret"));
    Files.setPosixFilePermissions(secret, Set.of());
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(asNobody(TRY + "attempt(open, '" + secret + "')")).isEqualTo("13");

    FailedSyscall failed = only("openat", Errno.EACCES);

    assertThat(failed.path()).contains(secret.toString());
    assertThat(failed.writes()).isFalse();
  }

  private String asNobody(String program) throws Exception {
    return cgroup.run(
        "setpriv",
        "--reuid=65534",
        "--regid=65534",
        "--clear-groups",
        "/usr/bin/python3",
        "-c",
        program);
  }

  @Test
  void everyKindOfPathArgumentIsRead() throws Exception {
    String program =
        TRY
            + """
            import ctypes
            os.chdir('D')
            d = os.open('.', os.O_RDONLY)
            attempt(os.mkdir, 'D/mkdir')
            attempt(os.rename, 'D/a', 'D/rename')
            attempt(os.symlink, 'elsewhere', 'D/symlink')
            attempt(os.symlink, 'elsewhere', 'symlinkat', dir_fd=d)
            attempt(os.unlink, 'D/a')
            attempt(os.chmod, 'D/a', 0o777)
            attempt(os.utime, 'D/a')
            attempt(os.truncate, 'D/a', 0)
            attempt(os.mkdir, 'mkdirat', dir_fd=d)
            attempt(os.link, 'a', 'linkat', src_dir_fd=d, dst_dir_fd=d)
            how = (ctypes.c_ulonglong * 3)(0o101, 0o600, 0)
            ctypes.CDLL(None).syscall(437, d, b'openat2', how, 24)
            """
                .replace("D/", directory + "/")
                .replace("'D'", "'" + directory + "'");
    String mounts =
        "mount -t tmpfs none D && touch D/a && mount -o remount,ro D"
            .replace("D", directory.toString());
    inMounts(mounts, program);

    Map<String, String> paths =
        watch.drain().stream()
            .filter(f -> f.errno() == Errno.EROFS && f.writes())
            .collect(
                Collectors.toMap(
                    FailedSyscall::call, f -> f.path().orElse("").replace(directory + "/", "")));

    assertThat(paths)
        .containsEntry("mkdir", "mkdir")
        .containsEntry("rename", "rename")
        .containsEntry("symlink", "symlink")
        .containsEntry("symlinkat", "symlinkat")
        .containsEntry("unlink", "a")
        .containsEntry("chmod", "a")
        .containsEntry("utimensat", "a")
        .containsEntry("truncate", "a")
        .containsEntry("mkdirat", "mkdirat")
        .containsEntry("linkat", "linkat")
        .containsEntry("openat2", "openat2");
  }

  @Test
  void relativePathIsJoinedToTheDirectory() throws Exception {
    Assumptions.assumeTrue(
        ProcessIdentity.inInitialNamespace(), "a container is not told which process called");
    inMounts(
        "mount -t tmpfs -o ro none " + directory,
        TRY
            + "os.chdir('"
            + directory
            + "')\nattempt(open, 'x/../.././new', 'w')\nattempt(open, 'new', 'w')\n"
            + "import time; time.sleep(0.2)");

    FailedSyscall failed = only("openat", Errno.EROFS);

    assertThat(failed.path()).contains(directory + "/new");
    assertThat(failed.relative()).isFalse();
  }

  @Test
  void relativePathOfOneThatIsGoneSaysSo() throws Exception {
    inMounts(
        "mount -t tmpfs -o ro none " + directory,
        "import os, ctypes\nos.chdir('"
            + directory
            + "')\n"
            // Past the wake-ups of a period, so that it is read when the process has gone.
            + "for i in range(100):\n try: open(f'new{i}', 'w')\n except OSError: pass\nos._exit(0)");

    List<FailedSyscall> all = watch.drain();

    assertThat(all).hasSize(100);
    assertThat(all)
        .allSatisfy(f ->
            assertThat(f.path().orElseThrow())
                .startsWith(f.relative() ? "new" : directory + "/new"));
  }

  @Test
  void fullDiskIsRecordedWithoutAPathThatMayBeFalse() throws Exception {
    assertThat(
            inMounts(
                "mount -t tmpfs -o size=64k none " + directory,
                TRY
                    + "f = os.open('"
                    + directory
                    + "/big', os.O_CREAT | os.O_WRONLY)\n"
                    + "def fill():\n while True: os.write(f, bytes(4096))\n"
                    + "attempt(fill)"))
        .isEqualTo("28");

    FailedSyscall failed = only("write", Errno.ENOSPC);

    assertThat(failed.path()).isEmpty();
    assertThat(failed.writes()).isTrue();
  }

  @Test
  void destinationsOfAllFamilies() throws Exception {
    String program =
        TRY
            + """
            import fcntl, struct
            # Without loopback IPv6 says EADDRNOTAVAIL instead.
            up = struct.pack('16sh14x', b'lo', 1)
            fcntl.ioctl(socket.socket(), 0x8914, up)
            tcp = socket.socket(); tcp.setblocking(False)
            attempt(tcp.connect, ('192.0.2.7', 443))
            udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            attempt(udp.sendto, b'x', ('192.0.2.8', 53))
            attempt(udp.sendmsg, [b'x'], [], 0, ('192.0.2.9', 123))
            six = socket.socket(socket.AF_INET6)
            attempt(six.connect, ('2001:db8::1', 80))
            """;
    assertThat(cgroup.run("unshare", "-n", "/usr/bin/python3", "-c", program))
        .isEqualTo("101\n101\n101\n101");

    assertThat(watch.drain())
        .extracting(FailedSyscall::call, f -> f.destination().orElseThrow())
        .containsExactly(
            tuple("connect", new Destination("192.0.2.7", 443, "inet")),
            tuple("sendto", new Destination("192.0.2.8", 53, "inet")),
            tuple("sendmsg", new Destination("192.0.2.9", 123, "inet")),
            tuple("connect", new Destination("2001:db8:0:0:0:0:0:1", 80, "inet6")));
  }

  @Test
  void refusedUnixSocketIsNamed() throws Exception {
    Path socket = directory.resolve("daemon.sock");
    cgroup.python(
        TRY
            + """
            s = socket.socket(socket.AF_UNIX); s.bind('PATH'); s.close()
            attempt(socket.socket(socket.AF_UNIX).connect, 'PATH')
            """
                .replace("PATH", socket.toString()));

    assertThat(only("connect", Errno.ECONNREFUSED).destination())
        .contains(new Destination(socket.toString(), 0, "unix"));
  }

  @Test
  void forksBeyondTheLimitAreRecorded() throws Exception {
    String output =
        asNobody(
            TRY
                + "import resource\nresource.setrlimit(resource.RLIMIT_NPROC, (0, 0))\n"
                + "attempt(os.fork)");
    assertThat(output).isEqualTo("11");

    assertThat(watch.drain())
        .anySatisfy(f -> {
          assertThat(f.call()).isIn("clone", "fork", "clone3");
          assertThat(f.errno()).isEqualTo(Errno.EAGAIN);
        });
  }

  @Test
  void otherUsesOfAgainAndMissingFilesAreNot() throws Exception {
    cgroup.python(
        TRY
            + """
            r, w = os.pipe(); os.set_blocking(r, False)
            attempt(os.read, r, 1)
            attempt(open, '/no/such/file')
            """);
    assertThat(watch.drain()).isEmpty();
  }

  @Test
  void memoryBeyondTheLimitIsRecorded() throws Exception {
    cgroup.python(
        "import mmap, resource\nresource.setrlimit(resource.RLIMIT_AS, (1 << 28, 1 << 28))\n"
            + "try: mmap.mmap(-1, 1 << 30)\nexcept OSError: pass");
    assertThat(only("mmap", Errno.ENOMEM).path()).isEmpty();
  }

  @Test
  void floodIsOneEntryWithItsCount() throws Exception {
    cgroup.python(
        "import ctypes, os\nos.setuid(65534)\nc = ctypes.CDLL(None)\n"
            + "for _ in range(10000): c.mkdir(b'/etc/\\x1b[31m', 0)");

    FailedSyscall failed = only("mkdir", Errno.EACCES);

    assertThat(failed.path()).contains("/etc/\\x1b[31m");
    assertThat(failed.count() + watch.dropped()).isEqualTo(10_000);
    assertThat(failed.count()).isGreaterThanOrEqualTo(256);
  }

  @Test
  void distinctEntriesAreBounded() throws Exception {
    cgroup.python(
        "import ctypes, os, time\nc = ctypes.CDLL(None)\nos.setuid(65534)\n"
            + "for i in range(2000):\n c.mkdir(b'/etc/no%d' % i, 0)\n i % 100 or time.sleep(0.03)");

    List<FailedSyscall> all = watch.drain();

    assertThat(all).hasSize(Failures.DISTINCT);
    assertThat(all.getLast().path()).contains("/etc/no1999");
    assertThat(all.size() + watch.dropped()).isEqualTo(2000);
  }

  @Test
  void unimplementedCallsAreCountedOnly() throws Exception {
    cgroup.python(
        "import ctypes\nc = ctypes.CDLL(None)\nfor _ in range(3): c.syscall(134)\nc.syscall(500)");
    assertThat(watch.unimplemented())
        .containsExactly(Map.entry("uselib", 3L), Map.entry("syscall_500", 1L));
    assertThat(watch.drain()).isEmpty();
  }

  @Test
  void thirtyTwoBitCallsAreIgnored() throws Exception {
    // push rbx; mov eax, 213 (setuid; on x86-64: epoll_create); mov ebx, 0; int 0x80; pop rbx; ret
    String output =
        cgroup.python(
            """
            import ctypes, mmap, os
            os.setuid(65534)
            m = mmap.mmap(-1, 4096, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, 7)
            m.write(bytes.fromhex('53b8d5000000bb00000000cd805bc3'))
            a = ctypes.addressof(ctypes.c_char.from_buffer(m))
            print(ctypes.CFUNCTYPE(ctypes.c_int)(a)())
            """);
    Assumptions.assumeTrue(!output.equals("-38"), "this kernel has no 32-bit calls");
    assertThat(output).isEqualTo("-1");
    assertThat(watch.drain()).isEmpty();
  }
}
