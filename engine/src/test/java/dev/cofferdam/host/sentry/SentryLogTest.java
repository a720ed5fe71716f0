package dev.cofferdam.host.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.host.seccomp.Arch;
import dev.cofferdam.host.seccomp.RefusedCall;
import dev.cofferdam.host.seccomp.SeccompPolicy;
import dev.cofferdam.host.seccomp.SyscallTable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The log as it comes through the FIFO.
class SentryLogTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir Path directory;
  private final List<RefusedCall> told = new CopyOnWriteArrayList<>();
  private SentryLog log;
  private OutputStream sentry;

  @BeforeEach
  void open() throws IOException {
    Path fifo = directory.resolve("log");
    log = SentryLog.open(fifo, SeccompPolicy.behindSentry(), told::add);
    sentry = Files.newOutputStream(fifo);
  }

  @AfterEach
  void close() throws IOException {
    log.close();
    sentry.close();
  }

  /// Of calls that ours never refuses it must have been the program's own filter.
  @Test
  void refusalsByTheProgramsOwnFilterAreNotOurs() throws Exception {
    end(refused("getpid") + refused("clone3") + refused("keyctl") + refused("openat"));
    assertThat(log.refused()).extracting(RefusedCall::name).containsExactly("keyctl", "openat");
    assertThat(told).extracting(RefusedCall::name).containsExactly("keyctl", "openat");
  }

  @Test
  void theEndIsHeardAfterAFlood() throws Exception {
    var said = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      said.append(Said.missing(i)).append(Said.failed("mkdir(0x7ee1abdb /usr/" + i + ", 0o0", 30));
    }
    said.append(Said.failed("clone(0x11, 0x0, 0x0, 0x0, 0x0", 11)).append(Said.killed(11));
    end(said.toString());
    assertThat(log.killedBy()).hasValue(11);
    assertThat(log.refusedForks()).isEqualTo(1);
    assertThat(log.failed()).anyMatch(call -> call.path().orElse("").equals("/usr/19999"));
    assertThat(log.dropped()).isPositive();
    assertThat(log.broken()).isEmpty();
  }

  /// Failed calls that were not read say nothing of refused ones.
  @Test
  void onlyLostRefusalsMakeTheirCountALeast() throws Exception {
    var said = new StringBuilder(refused("keyctl"));
    for (int i = 0; i < 20_000; i++) {
      said.append(Said.failed("mkdir(0x7ee1abdb /usr/" + i + ", 0o0", 30));
    }
    end(said.toString());
    assertThat(log.dropped()).isPositive();
    assertThat(log.refused()).noneMatch(RefusedCall::atLeast);
  }

  @Test
  void aLineThatCannotBeUnderstoodIsCountedAndTheNextRead() throws Exception {
    end(
        Said.line(
                "strace.go:6] [   7:   9] a X bind( X mkdir(0x1 /a, 0o0) = -1 errno=13 (no) (1µs)")
            + Said.killed(6));
    assertThat(log.dropped()).isEqualTo(1);
    assertThat(log.killedBy()).hasValue(6);
  }

  @Test
  void aLogThatDoesNotEndIsIncomplete() throws Exception {
    sentry.write(Said.bytes(refused("keyctl")));
    sentry.flush();
    assertThat(log.awaitEnd(Duration.ofMillis(300))).isFalse();
    assertThat(log.dropped()).isEqualTo(1);
    assertThat(log.refused()).allMatch(RefusedCall::atLeast);
    sentry.close();
    assertThat(log.awaitEnd(LONG)).isTrue();
    assertThat(log.dropped()).isZero();
  }

  private static String refused(String call) {
    return Said.refused(SyscallTable.of(Arch.X86_64).number(call).orElseThrow());
  }

  private void end(String said) throws Exception {
    sentry.write(Said.bytes(said));
    sentry.close();
    assertThat(log.awaitEnd(LONG)).isTrue();
  }
}
