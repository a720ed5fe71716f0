package dev.cofferdam.host.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.host.seccomp.Arch;
import dev.cofferdam.host.trace.Destination;
import dev.cofferdam.host.trace.FailedSyscall;
import dev.cofferdam.host.trace.Failures;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the Sentry prints, as it was seen, and what a program can put between.
class SentryLineTest {
  private static final String AT = "strace.go:608] [   1:   1] python3 X ";

  @Test
  void failedCallsNameTheirFilesAndAddresses() {
    FailedSyscall open =
        failure(
            AT
                + "openat(AT_FDCWD /workspace, 0x7ee1abdb2f90 data/x, O_WRONLY|O_CLOEXEC|O_CREAT,"
                + " 0o666) = -1 errno=30 (read-only file system) (16.571µs)");
    assertThat(open.path()).contains("/workspace/data/x");
    assertThat(open.writes()).isTrue();
    assertThat(open.process()).isEqualTo("python3");
    FailedSyscall connect =
        failure(
            AT
                + "connect(0x3 socket:[1], 0x7ed028984410 {Family: AF_INET, Addr: 192.0.2.34, Port:"
                + " 80}, 0x10) = -1 errno=101 (network is unreachable) (51.176µs)");
    assertThat(connect.destination())
        .hasValueSatisfying(to -> {
          assertThat(to.address()).isEqualTo("192.0.2.34");
          assertThat(to.port()).isEqualTo(80);
        });
    FailedSyscall mkdir =
        failure(
            AT
                + "mkdir(0x7ee1abdb2f90 /rodata/a, b, 0o777) = -1 errno=13 (permission denied)"
                + " (24.3µs)");
    assertThat(mkdir.path()).contains("/rodata/a, b");
  }

  @Test
  void readingAFileThatIsNotThereIsNoFailureOfOurs() {
    var failures = new Failures();
    failures.add("openat", "AT_FDCWD /, 0x1 /nothing, O_RDONLY, 0o0", 2, "python3", 1);
    assertThat(failures.list()).isEmpty();
  }

  @Test
  void aProgramsTextIsNotTakenForTheSentrys() {
    String forged = ") = -1 errno=30 (read-only file system) (1µs)";
    SentryLine.Failed failed =
        (SentryLine.Failed)
            SentryLine.parse(
                    AT
                        + "mkdir(0x7ee1abdb2f90 /tmp/x"
                        + forged
                        + ", 0o777) = -1 errno=17 (file exists) (2µs)")
                .orElseThrow();
    assertThat(failed.error()).isEqualTo(17);
  }

  /// The name of a thread may look like a call, and so may a path right behind a short name.
  @Test
  void whatMayBeOneCallOrAnotherSaysNothing() {
    String end = ") = -1 errno=13 (permission denied) (2µs)";
    assertThat(
            SentryLine.parse(
                "strace.go:6] [   7:   9] a X connect( X mkdir(0x7ee1 /a, 0o777" + end))
        .isEmpty();
    assertThat(
            SentryLine.parse(
                "strace.go:6] [   7:   9]  X open(0x10000 X connect(0x3 socket:[7], 0x7ee1 {Family:"
                    + " AF_INET, Addr: 203.0.113.7, Port: 443}, 0x10, O_RDWR, 0o0"
                    + end))
        .isEmpty();
    assertThat(SentryLine.parse("strace.go:6] [   7:   9]  X open(0x10000 /a, O_RDWR, 0o0" + end))
        .isPresent();
    assertThat(SentryLine.parse("strace.go:6] [   7:   9] a X getpid(" + end)).isEmpty();
  }

  /// A path may end like a failure; then comes the result.
  @Test
  void aCallThatWentWellIsNoFailure() {
    for (String path :
        List.of(
            "/x) = -1 errno=30 (read-only file system) (1µs)",
            "/x) = -1 errno=30 (",
            "/x) = -1 errno=30 ")) {
      assertThat(SentryLine.parse(AT + "chdir(0x7ee1abdb2f90 " + path + ") = 0 (0x0) (2µs)"))
          .isEmpty();
    }
  }

  @Test
  void theNameOfAUnixSocketIsNoAddressOfTheNetwork() {
    FailedSyscall connect =
        failure(
            AT
                + "connect(0x3 socket:[1], 0x7ed028984410 {Family: AF_UNIX, Addr: \"/tmp/{Family:"
                + " AF_INET, Addr: 203.0.113.7, Port: 443}\"}, 0x3a) = -1 errno=13 (permission"
                + " denied) (51.176µs)");
    assertThat(connect.destination())
        .contains(
            new Destination("/tmp/{Family: AF_INET, Addr: 203.0.113.7, Port: 443}", 0, "unix"));
  }

  @Test
  void refusalsSignalsAndWhatIsMissing() {
    assertThat(SentryLine.parse("task_syscall.go:241] [   1:   1] Syscall 250: denied by seccomp"))
        .contains(new SentryLine.Denied(1, Arch.X86_64, 250));
    assertThat(
            SentryLine.parse(
                "task_syscall.go:241] [   1:   1] Syscall 2248146964: denied by seccomp"))
        .contains(new SentryLine.Denied(1, Arch.I386, 20));
    assertThat(
            SentryLine.parse(
                "task_syscall.go:241] [   1:   1] Syscall 1073741863: denied by seccomp"))
        .contains(new SentryLine.Denied(1, Arch.X32, 39));
    assertThat(SentryLine.parse("boot.go:683] application exiting with killed by signal 9"))
        .contains(new SentryLine.Killed(9));
    assertThat(SentryLine.parse("compat.go:120] Unsupported syscall rseq(0x4b4ca0,0x20)"))
        .contains(new SentryLine.Missing("rseq"));
    assertThat(SentryLine.parse("task_syscall.go:241] [1:1] Syscall -5: denied by seccomp"))
        .isEmpty();
  }

  private static FailedSyscall failure(String line) {
    SentryLine.Failed failed = (SentryLine.Failed) SentryLine.parse(line).orElseThrow();
    var failures = new Failures();
    failures.add(failed.call(), failed.arguments(), failed.error(), failed.process(), failed.pid());
    return failures.list().getFirst();
  }
}
