package dev.cofferdam.host.seccomp;

import java.util.concurrent.TimeUnit;

/// A token bucket: [#PER_SECOND] answers a second in the long run, [#BURST] at once. For one
/// thread.
final class Pace {
  static final int PER_SECOND = 1_000;

  /// A program that runs into the filter a few hundred times at its start is not slowed down.
  static final int BURST = 1_000;

  /// Waiting for many tokens at once wakes us 20 times a second, not 1,000 times.
  private static final int BATCH = 50;

  private static final long NANOS_PER_TOKEN = TimeUnit.SECONDS.toNanos(1) / PER_SECOND;

  private long tokens = BURST;
  private long filledAt;

  Pace(long now) {
    filledAt = now;
  }

  /// Takes a token.
  ///
  /// @param now of System.nanoTime
  /// @return 0 when there was one, else the milliseconds to wait before asking again
  long take(long now) {
    long earned = (now - filledAt) / NANOS_PER_TOKEN;
    if (earned > 0) {
      tokens = Math.min(BURST, tokens + earned);
      filledAt += earned * NANOS_PER_TOKEN;
    }
    if (tokens > 0) {
      tokens--;
      return 0;
    }
    return TimeUnit.NANOSECONDS.toMillis(BATCH * NANOS_PER_TOKEN);
  }
}
