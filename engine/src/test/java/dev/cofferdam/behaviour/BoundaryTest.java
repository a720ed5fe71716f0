package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.diagnosis.Diagnosis;
import dev.cofferdam.diagnosis.Kind;
import dev.cofferdam.run.Result;
import dev.cofferdam.sandbox.SandboxSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
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
            "import os, subprocess",
            "assert os.getpid() == 1",
            "subprocess.run(['ps', 'aux'], check=True)",
            "print(sorted(int(name) for name in os.listdir('/proc') if name.isdigit()))");
    List<String> lines = result.stdout().toText().lines().toList();
    // USER PID %CPU %MEM VSZ RSS TTY STAT START TIME COMMAND
    List<String[]> rows =
        lines.subList(1, lines.size() - 1).stream().map(line -> line.split(" +", 11)).toList();
    assertThat(rows).hasSize(2).allSatisfy(row -> assertThat(row[0]).isEqualTo("appuser"));
    assertThat(rows.getFirst()[1]).isEqualTo("1");
    assertThat(rows.getFirst()[10]).isEqualTo("python3 /workspace/main.py");
    assertThat(rows.getLast()[10]).isEqualTo("ps aux");
    assertThat(lines.getLast()).isEqualTo("[1]");
  }

  @Test
  void theProgramIsAppuserWithoutCapabilities() {
    Result result =
        harness.shell(
            "id; grep -E 'Cap|NoNewPrivs|Seccomp:' /proc/self/status; python3 -c"
                + " 'import ctypes; print(\"asked:\", ctypes.CDLL(None).prctl(39, 0, 0, 0, 0))'");
    String said = result.stdout().toText();
    assertThat(said)
        .startsWith("uid=1000(appuser) gid=1000(appuser) groups=1000(appuser)")
        .contains("CapInh:\t0000000000000000")
        .contains("CapPrm:\t0000000000000000")
        .contains("CapEff:\t0000000000000000")
        .contains("CapBnd:\t0000000000000000")
        .contains("CapAmb:\t0000000000000000")
        .contains("Seccomp:\t2")
        .contains("asked: 1");
    assertThat(said.contains("NoNewPrivs:\t1"))
        .isEqualTo(!harness.runtime().differsBy(Difference.PROC_STATUS));
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
    String status =
        harness.runtime().differsBy(Difference.PROC_STATUS)
            ? ""
            : "SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n";
    assertThat(result.stdout().toText()).isEqualTo(status + "0022\n0\n1024\n0\n");
    Result asked =
        harness.python(
            "import signal",
            "blocked = signal.pthread_sigmask(signal.SIG_BLOCK, [])",
            "ignored = [n for n in range(1, 65) if signal.getsignal(n) == signal.SIG_IGN]",
            "print(blocked, ignored)");
    // SIGPIPE and SIGXFSZ, which Python itself ignores.
    assertThat(asked.stdout().toText()).isEqualTo("set() [13, 25]\n");
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
  void processOneEndsByItsOwnAbort() {
    Result result = harness.python("import os", "os.abort()");
    // Linux drops a signal to PID 1 that it does not handle, and abort(3) then makes a fault.
    boolean asAnyProcess = harness.runtime().differsBy(Difference.PID_1_UNPROTECTED);
    assertThat(result.ending().exitCode()).isEqualTo(asAnyProcess ? 134 : 139);
    assertThat(result.diagnosis().map(Diagnosis::kind)).contains(Kind.SIGNALED);
  }

  @Test
  void theHostsKernelLogIsNotShown() {
    Result result = harness.shell("dmesg");
    if (harness.runtime().differsBy(Difference.OWN_KERNEL_LOG)) {
      assertThat(result.stdout().toText()).contains("Starting gVisor...");
      assertThat(result.ending().exitCode()).isZero();
    } else {
      assertThat(result.stdout().toText()).isEmpty();
      assertThat(result.ending().exitCode()).isNotZero();
    }
  }

  /// Without a buffer Python writes once and looks at no result.
  @Test
  void whatIsPrintedAtOnceArrivesWhole() {
    Result result = harness.python("print('x' * 1_000_000)", "print('last')");
    assertThat(result.stdout().length()).isEqualTo(1_000_001 + "last\n".length());
    assertThat(result.stdout().toText()).endsWith("x\nlast\n");
  }

  @Test
  void outputIsWrittenOnly() {
    Result result =
        harness.python(
            "import os",
            "try: print(os.read(1, 1))",
            "except OSError as e: print(os.strerror(e.errno))");
    assertThat(result.stdout().toText())
        .isEqualTo(
            harness.runtime().differsBy(Difference.OUTPUT_SOCKETS)
                ? "b''\n"
                : "Bad file descriptor\n");
  }

  @Test
  void outputOpenedByName() {
    Result result = harness.shell("echo by name > /dev/stdout; echo by number >&1");
    assertThat(result.stdout().toText())
        .isEqualTo(
            harness.runtime().differsBy(Difference.OUTPUT_SOCKETS)
                ? "by number\n"
                : "by name\nby number\n");
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
    assertThat(result.stdout().toText())
        .isEqualTo(
            harness.runtime().differsBy(Difference.OWN_TERMINALS)
                ? "1021 Too many open files\n"
                : "64 No space left on device\n");
  }
}
