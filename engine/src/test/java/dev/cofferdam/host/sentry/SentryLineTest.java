package dev.cofferdam.host.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.host.trace.FailedSyscall;
import dev.cofferdam.host.trace.Failures;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
    SentryLine.Failed named =
        (SentryLine.Failed)
            SentryLine.parse(
                    "strace.go:605] [   7:   9] a X connect( X mkdir(0x7ee1abdb2f90 /tmp/a, 0o777) ="
                        + " -1 errno=17 (file exists) (2µs)")
                .orElseThrow();
    assertThat(named.call()).isEqualTo("mkdir");
    assertThat(named.process()).isEqualTo("a X connect(");
    assertThat(named.pid()).isEqualTo(7);
  }

  @Test
  void refusalsSignalsAndWhatIsMissing() {
    assertThat(SentryLine.parse("task_syscall.go:241] [   1:   1] Syscall 250: denied by seccomp"))
        .contains(new SentryLine.Denied(1, 250));
    assertThat(
            SentryLine.parse(
                "task_signals.go:200] [   3:   3] Signal 9, PID: 3, TID: 3, fault addr: 0x0:"
                    + " terminating thread group"))
        .contains(new SentryLine.Killed(3, 9));
    assertThat(SentryLine.parse("compat.go:120] Unsupported syscall rseq(0x4b4ca0,0x20)"))
        .contains(new SentryLine.Missing("rseq"));
    assertThat(SentryLine.parse("task_syscall.go:241] [1:1] Syscall -5: denied by seccomp"))
        .isEmpty();
  }

  @Test
  void linesComeInPiecesAndNonsenseIsLeftOut() {
    var lines = new SentryLines();
    byte[] whole =
        "{\"msg\":\"a: denied by seccomp\"}\nno json = -1 errno=1\n{\"msg\":\"quiet\"}\n"
            .getBytes(StandardCharsets.UTF_8);
    assertThat(lines.take(whole, 10)).isEmpty();
    byte[] rest = Arrays.copyOfRange(whole, 10, whole.length);
    assertThat(lines.take(rest, rest.length)).isEqualTo(List.of("a: denied by seccomp"));
    byte[] endless = new byte[SentryLines.CHUNK_BYTES];
    for (int i = 0; i < 10; i++) {
      assertThat(lines.take(endless, endless.length)).isEmpty();
    }
    assertThat(lines.take("\n".getBytes(StandardCharsets.UTF_8), 1)).isEmpty();
    assertThat(lines.take(whole, whole.length)).isEqualTo(List.of("a: denied by seccomp"));
  }

  @Test
  void aFloodIsCountedAndForgotten() {
    var lines = new SentryLines();
    byte[] line = "{\"msg\":\"x: denied by seccomp\"}\n".getBytes(StandardCharsets.UTF_8);
    int read = 0;
    for (int i = 0; i < 10_000; i++) {
      read += lines.take(line, line.length).size();
    }
    assertThat(read + lines.dropped()).isEqualTo(10_000);
    assertThat(lines.dropped()).isPositive();
  }

  private static FailedSyscall failure(String line) {
    SentryLine.Failed failed = (SentryLine.Failed) SentryLine.parse(line).orElseThrow();
    var failures = new Failures();
    failures.add(failed.call(), failed.arguments(), failed.error(), failed.process(), failed.pid());
    return failures.list().getFirst();
  }
}
