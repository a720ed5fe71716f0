package dev.cofferdam.host.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What the reader may use of a core, whatever there is to read.
class ReadingPaceTest {
  private static final long MILLI = 1_000_000;

  @Test
  void aFloodIsReadInAFewPerCentOfACore() {
    var pace = new ReadingPace(0, 0);
    long now = 0;
    long cpu = 0;
    while (now < 60_000 * MILLI) {
      cpu += MILLI / 2;
      now += MILLI / 2;
      now += pace.pause(now, cpu, SentryLines.CHUNK_BYTES);
    }
    double share = (double) (cpu - ReadingPace.BURST) / now;
    assertThat(share).isBetween(0.035, 0.045);
  }

  @Test
  void aLittleIsReadAtOnce() {
    var pace = new ReadingPace(0, 0);
    long now = 0;
    for (long cpu = MILLI; cpu < 100 * MILLI; cpu += MILLI) {
      now += 40 * MILLI;
      assertThat(pace.pause(now, cpu, SentryLines.CHUNK_BYTES)).isZero();
    }
  }

  /// A program that writes line by line: 10 in a millisecond, where to wake costs as much as 50 of
  /// them.
  @Test
  void whoSaysALineAtATimeIsHeardInLumps() {
    var pace = new ReadingPace(0, 0);
    long now = 0;
    long cpu = 0;
    long pause = MILLI / 10;
    for (int i = 0; i < 20_000; i++) {
      long lines = Math.max(1, pause / (MILLI / 10));
      now += pause;
      cpu += MILLI / 20 + lines * MILLI / 1000;
      pause = Math.max(MILLI / 10, pace.pause(now, cpu, (int) Math.min(65_536, lines * 250)));
      // Longer ones are for those who said too much.
      assertThat(pause).isLessThanOrEqualTo(20 * MILLI);
    }
  }
}
