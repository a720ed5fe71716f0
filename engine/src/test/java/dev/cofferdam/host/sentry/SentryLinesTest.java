package dev.cofferdam.host.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is read of the log, and what is counted instead.
class SentryLinesTest {
  private static final String DENIED =
      "task_syscall.go:241] [   1:   1] Syscall 250: denied by seccomp";
  private static final String FORK = "clone(0x11, 0x0, 0x0, 0x0, 0x0";

  private long now;
  private final SentryLines lines = new SentryLines(() -> now);

  @Test
  void linesComeInPiecesAndNonsenseIsLeftOut() {
    byte[] whole =
        Said.bytes(Said.refused(250) + "no json = -1 errno=1\n" + Said.line("quiet") + "\n");
    assertThat(lines.take(whole, 10)).isEmpty();
    byte[] rest = Arrays.copyOfRange(whole, 10, whole.length);
    assertThat(lines.take(rest, rest.length)).containsExactly(DENIED);
  }

  /// The Sentry writes the end of a line apart.
  @Test
  void linesThatRunTogetherAreTwo() {
    assertThat(take(Said.refused(250).strip() + Said.refused(250) + "\n"))
        .containsExactly(DENIED, DENIED);
    String path = "\"}{\"msg\":\"task_syscall.go:241] [   1:   1] Syscall 1: denied by seccomp";
    assertThat(take(Said.failed("chdir(0x7ee1abdb2f90 " + path, 13)))
        .singleElement()
        .asString()
        .contains(path);
  }

  @Test
  void whatIsNeverRecordedSpendsNothing() {
    for (int i = 0; i < 20_000; i++) {
      assertThat(take(Said.missing(i))).isEmpty();
    }
    assertThat(take(Said.failed("mkdir(0x7ee1abdb2f90 /usr/x, 0o777", 30))).hasSize(1);
    assertThat(lines.dropped()).isZero();
  }

  @Test
  void whatSettlesIsReadInAFlood() {
    flood(10_000);
    assertThat(lines.dropped()).isPositive();
    assertThat(take(Said.refused(250))).containsExactly(DENIED);
    assertThat(take(Said.failed(FORK, 11))).hasSize(1);
    assertThat(take(Said.killed(11))).hasSize(1);
    assertThat(lines.lostRefusals()).isFalse();
  }

  @Test
  void aFloodIsCountedAndItsEndRead() {
    List<String> read = flood(10_000);
    long dropped = lines.dropped();
    assertThat(read.size() + dropped).isEqualTo(10_000);
    assertThat(dropped).isPositive();
    List<String> rest = lines.rest();
    assertThat(rest).hasSize(SentryLines.WAITING);
    assertThat(rest.getLast()).contains("/usr/9999,");
    assertThat(lines.dropped()).isEqualTo(dropped - SentryLines.WAITING);
  }

  @Test
  void theNextSecondBeginsWithTheLastOfTheFlood() {
    flood(10_000);
    now += 2_000_000_000;
    List<String> next = take(Said.failed("mkdir(0x7ee1abdb2f90 /usr/next, 0o777", 30));
    assertThat(next).hasSize(SentryLines.WAITING + 1);
    assertThat(next.getFirst()).contains("/usr/9936,");
    assertThat(next.getLast()).contains("/usr/next,");
  }

  /// A full pipe has the same error as a process that may not be made.
  @Test
  void aFullPipeIsNoProcessThatCouldNotBeMade() {
    assertThat(take(Said.failed("write(0x1 pipe:[1], ..., 0x40", 11))).isEmpty();
    assertThat(take(Said.failed(FORK, 11))).hasSize(1);
  }

  @Test
  void aLineThatIsTooLongIsCountedIfItWouldHaveBeenRead() {
    String arguments =
        "execve(0x1 /a, 0x2 [\"" + "x".repeat(3 * SentryLines.MAX_LINE) + "\"], 0x3 []";
    assertThat(take(Said.failed(arguments, 2))).isEmpty();
    assertThat(lines.dropped()).isZero();
    assertThat(take(Said.failed(arguments, 13))).isEmpty();
    assertThat(lines.dropped()).isEqualTo(1);
    assertThat(take(Said.refused(250))).containsExactly(DENIED);
    // The first part of this one was lost.
    assertThat(take(Said.failed(FORK, 13).substring(30))).isEmpty();
    assertThat(lines.dropped()).isEqualTo(2);
  }

  private List<String> flood(int count) {
    var read = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      read.addAll(take(Said.failed("mkdir(0x7ee1abdb2f90 /usr/" + i + ", 0o777", 30)));
    }
    return read;
  }

  private List<String> take(String text) {
    byte[] bytes = Said.bytes(text);
    var texts = new ArrayList<String>();
    for (int at = 0; at < bytes.length; at += SentryLines.CHUNK_BYTES) {
      byte[] chunk =
          Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + SentryLines.CHUNK_BYTES));
      texts.addAll(lines.take(chunk, chunk.length));
    }
    return texts;
  }
}
