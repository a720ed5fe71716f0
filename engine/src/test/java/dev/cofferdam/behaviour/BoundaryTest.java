package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.diagnosis.BlockedCall;
import dev.cofferdam.run.Result;
import dev.cofferdam.sandbox.MountSpec;
import dev.cofferdam.sandbox.SandboxSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// What the contract says is checked from inside (design, section 5).
@ParameterizedClass
@MethodSource("dev.cofferdam.behaviour.RuntimeUnderTest#all")
class BoundaryTest {
  private final Harness harness;

  BoundaryTest(RuntimeUnderTest runtime) {
    this.harness = Harness.on(runtime);
  }

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void theScriptIsProcessOneAndNothingOfTheHostIsSeen() {
    Result result =
        harness.python(
            "import subprocess, os",
            "print(os.getpid())",
            "print(open('/proc/1/cmdline').read().replace(chr(0), ' '))",
            "print(subprocess.run(['ps', 'aux'], capture_output=True, text=True).stdout)");
    List<String> lines = result.stdout().toText().lines().toList();
    assertThat(lines.getFirst()).isEqualTo("1");
    assertThat(lines.get(1)).startsWith("python3 /workspace/main.py");
    assertThat(lines.stream().filter(line -> line.startsWith("appuser"))).hasSize(2);
    assertThat(lines.stream().skip(3).filter(line -> !line.isBlank())).hasSize(2);
  }

  @Test
  void theProgramIsAppuserWithoutCapabilities() {
    Result result = harness.shell("id; grep -E 'Cap|NoNewPrivs|Seccomp:' /proc/self/status");
    assertThat(result.stdout().toText())
        .startsWith("uid=1000(appuser) gid=1000(appuser) groups=1000(appuser)")
        .contains("CapInh:\t0000000000000000")
        .contains("CapPrm:\t0000000000000000")
        .contains("CapEff:\t0000000000000000")
        .contains("CapBnd:\t0000000000000000")
        .contains("CapAmb:\t0000000000000000")
        .contains("NoNewPrivs:\t1")
        .contains("Seccomp:\t2");
  }

  @Test
  void onlyTheStandardStreamsAreOpen() {
    Result result =
        harness.python("import os", "print(sorted(map(int, os.listdir('/proc/self/fd'))))");
    // The fourth is the directory being listed.
    assertThat(result.stdout().toText()).isEqualTo("[0, 1, 2, 3]\n");
  }

  @Test
  void theEnvironmentIsTheDeclaredOne() {
    SandboxSpec spec = Harness.pythonSpec("import os", "print(sorted(os.environ.items()))");
    Result result = harness.run(spec.withEnvironment(Map.of("ASKED", "for")));
    assertThat(result.stdout().toText())
        .isEqualTo(
            "[('ASKED', 'for'), ('HOME', '/home/appuser'), ('LANG', 'C.UTF-8'), "
                + "('PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'), "
                + "('PYTHONUNBUFFERED', '1'), ('USER', 'appuser')]\n");
  }

  @Test
  void signalsMaskAndLimitsAreThoseOfAFreshProcess() {
    Result result =
        harness.shell(
            "grep -E 'SigBlk|SigIgn' /proc/self/status; umask; ulimit -c; ulimit -n; nice");
    assertThat(result.stdout().toText())
        .contains("SigBlk:\t0000000000000000")
        .contains("SigIgn:\t0000000000000000")
        .endsWith("0022\n0\n1024\n0\n");
  }

  @Test
  void nothingOfTheHostsPrivateDirectoriesIsVisible() {
    Result result =
        harness.shell(
            "find /root /srv /opt /run /var -mindepth 1 2>/dev/null; cat /etc/shadow; ls /home;"
                + " hostname; getent hosts sandbox | wc -l");
    assertThat(result.stdout().toText().lines())
        .containsExactlyInAnyOrder("/var/tmp", "/var/run", "appuser", "sandbox", "1");
  }

  @Test
  void whatAScriptExpectsOfADebianIsThere() {
    Result result =
        harness.shell(
            "echo a b | awk '{print $2}'; which awk; TZ=Europe/Berlin date -d @0 +%H;"
                + " python3 -c 'import ssl; print(len(ssl.create_default_context().get_ca_certs()) > 0)'");
    assertThat(result.stdout().toText()).isEqualTo("b\n/usr/bin/awk\n01\nTrue\n");
    assertThat(result.ending().exitCode()).isZero();
  }

  @Test
  void onlyWorkspaceTmpAndHomeCanBeWritten() {
    Result result =
        harness.shell(
            "for d in / /etc /usr /usr/bin /var /dev /proc /sys /.cofferdam /workspace /tmp"
                + " /home/appuser /dev/shm; do touch $d/x 2>/dev/null && echo $d; done");
    assertThat(result.stdout().toText().lines())
        .containsExactly("/workspace", "/tmp", "/home/appuser", "/dev/shm");
  }

  @Test
  void theFilesBehindTheHostsDevicesAreNotNamed() {
    Result result =
        harness.shell(
            "ls -A /sys/devices/virtual/block | wc -l; cat /sys/block/*/loop/backing_file;"
                + " find /sys -name backing_file 2>/dev/null");
    assertThat(result.stdout().toText()).isEqualTo("0\n");
  }

  @Test
  void oneSandboxCannotTakeTheHostsTerminals() {
    Result result =
        harness.python(
            "import os",
            "open_ones = []",
            "try:",
            "    while True: open_ones.append(os.open('/dev/ptmx', os.O_RDWR | os.O_NOCTTY))",
            "except OSError as e: print(len(open_ones), os.strerror(e.errno))");
    assertThat(result.stdout().toText()).isEqualTo("64 No space left on device\n");
  }

  @Test
  void callsThatReachForTheKernelAreRefusedAndLogged() {
    Result result =
        harness.python(
            "import ctypes, socket, os",
            "libc = ctypes.CDLL(None, use_errno=True)",
            "def call(nr, *args):",
            "    r = libc.syscall(nr, *args)",
            "    print(nr, r, ctypes.get_errno())",
            "call(250, 0, 0, 0, 0, 0)",
            "call(321, 0, 0, 0)",
            "call(425, 1, 0)",
            "call(272, 0x10000000)",
            "call(165, 0, b'/', 0, 32, 0)",
            "call(101, 0, 0, 0, 0)",
            "for family in (38, 40):",
            "    try: socket.socket(family, socket.SOCK_STREAM); print('open')",
            "    except OSError as e: print(family, e.errno)");
    assertThat(result.stdout().toText().lines())
        .containsExactly(
            "250 -1 1", "321 -1 1", "425 -1 1", "272 -1 1", "165 -1 1", "101 -1 1", "38 1", "40 1");
    assertThat(result.blockedCalls())
        .extracting(BlockedCall::name)
        .contains("keyctl", "bpf", "io_uring_setup", "unshare", "mount", "ptrace", "socket");
    assertThat(result.ending().exitCode()).isZero();
    assertThat(result.diagnosis()).isEmpty();
  }

  @Test
  void nothingOfAWritableMountCanBeMadeSetuid(@TempDir Path directory) throws Exception {
    Path data = Files.createDirectory(directory.resolve("data")).toRealPath();
    Result result =
        harness.run(
            Harness.pythonSpec(
                    "import os, shutil",
                    "shutil.copy('/bin/sh', '/data/sh')",
                    "attempts = [lambda: os.chmod('/data/sh', 0o4755),",
                    "  lambda: os.chmod('/data/sh', 0o2755),",
                    "  lambda: os.open('/data/new', os.O_CREAT | os.O_WRONLY, 0o4755),",
                    "  lambda: os.mknod('/data/node', 0o104755),",
                    "  lambda: os.fchmod(os.open('/data/sh', os.O_RDONLY), 0o4755)]",
                    "for attempt in attempts:",
                    "    try: attempt(); print('made')",
                    "    except PermissionError as e: print(e.errno)",
                    "os.chmod('/data/sh', 0o755)")
                .withMounts(List.of(Harness.mount(data, "/data", MountSpec.Mode.RW))));
    assertThat(result.stdout().toText()).isEqualTo("1\n1\n1\n1\n1\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("sh"))))
        .isEqualTo("rwxr-xr-x");
    assertThat((int) Files.getAttribute(data.resolve("sh"), "unix:mode") & 06000).isZero();
    assertThat((int) Files.getAttribute(data.resolve("sh"), "unix:uid"))
        .isEqualTo(Files.getAttribute(data, "unix:uid"));
    assertThat(result.blockedCalls())
        .extracting(BlockedCall::name)
        .contains("chmod", "fchmod", "openat", "mknodat");
  }
}
