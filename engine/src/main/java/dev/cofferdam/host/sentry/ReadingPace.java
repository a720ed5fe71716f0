package dev.cofferdam.host.sentry;

import java.util.concurrent.TimeUnit;

/// How much of a core the reader may use: the program decides what there is to read, and of what
/// kind, so that the time itself is what is counted. The Sentry waits while nobody reads, and the
/// program with it.
///
/// Measured on 2 cores: a build of 1,000 files and the imports of a large library cost the reader
/// less than a tenth of [#BURST] each and are not slowed down; a loop of failing calls has used it
/// up after some seconds.
///
/// For one thread.
final class ReadingPace {
  /// 3 % of a core, of the 5 % that a program may cost the engine.
  static final long PER_SECOND = TimeUnit.MILLISECONDS.toNanos(30);

  /// What may be used at once; a young virtual machine needs some of it to learn.
  static final long BURST = TimeUnit.MILLISECONDS.toNanos(200);

  /// Where much is said, what comes in this time is read at once: to wake for each line costs more
  /// than to read it. A pipe holds more than the Sentry says in it.
  static final long GATHER = TimeUnit.MILLISECONDS.toNanos(2);

  private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(100);

  private long left = BURST;
  private long used;
  private long filledAt;

  /// Begins.
  ///
  /// @param now of [System#nanoTime()]
  /// @param cpu what the thread has used of the CPU so far
  ReadingPace(long now, long cpu) {
    filledAt = now;
    used = cpu;
  }

  /// How long not to read, in nanoseconds; 0 where little was used lately.
  long pause(long now, long cpu) {
    double earned = (double) (now - filledAt) * PER_SECOND / TimeUnit.SECONDS.toNanos(1);
    left = Math.min(BURST, left + (long) earned) - (cpu - used);
    filledAt = now;
    used = cpu;
    if (left >= BURST * 9 / 10) {
      return 0;
    }
    long missing = (long) ((double) -left * TimeUnit.SECONDS.toNanos(1) / PER_SECOND);
    return Math.clamp(missing, GATHER, LONGEST);
  }
}
