package dev.cofferdam.host.sentry;

import java.util.concurrent.TimeUnit;

/// How much of a core the reader may use: the program decides what there is to read, and of what
/// kind, so that the time itself is what is counted. The Sentry waits while nobody reads, and the
/// program with it.
///
/// Measured in a young virtual machine, on 2 cores that others worked on: the imports of a dozen of
/// Python's libraries cost the reader about 80 ms, 8 s of calling a C compiler again and again 280
/// ms and 65,536 writes of a line in 8 s 310 ms, so that none of them used up what it had
/// ([#BURST], and [#PER_SECOND] for each second). A loop of failing calls does after some seconds.
///
/// For one thread.
final class ReadingPace {
  /// 4 % of a core, of the 5 % that a program may cost the engine.
  static final long PER_SECOND = TimeUnit.MILLISECONDS.toNanos(40);

  /// What may be used at once; a young virtual machine needs some of it to learn.
  static final long BURST = TimeUnit.MILLISECONDS.toNanos(300);

  /// Where much is said, what comes in some time is read at once: to wake for each line costs more
  /// than to read it. So long that the pipe is about half full.
  private static final long GATHER = TimeUnit.MICROSECONDS.toNanos(500);

  private static final long GATHER_LONGEST = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int FEW_BYTES = SentryLines.CHUNK_BYTES / 4;
  private static final int MANY_BYTES = SentryLines.CHUNK_BYTES / 2;

  private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(100);

  private long left = BURST;
  private long used;
  private long filledAt;
  private long gather = GATHER;

  /// Begins.
  ///
  /// @param now of [System#nanoTime()]
  /// @param cpu what the thread has used of the CPU so far
  ReadingPace(long now, long cpu) {
    filledAt = now;
    used = cpu;
  }

  /// How long not to read, in nanoseconds; 0 where little was used lately.
  ///
  /// @param bytes how many were read last
  long pause(long now, long cpu, int bytes) {
    double earned = (double) (now - filledAt) * PER_SECOND / TimeUnit.SECONDS.toNanos(1);
    left = Math.min(BURST, left + (long) earned) - (cpu - used);
    filledAt = now;
    used = cpu;
    if (left >= BURST * 9 / 10) {
      gather = GATHER;
      return 0;
    }
    if (bytes < FEW_BYTES) {
      gather = Math.min(GATHER_LONGEST, gather * 2);
    } else if (bytes > MANY_BYTES) {
      gather = Math.max(GATHER, gather / 2);
    }
    long missing = (long) ((double) -left * TimeUnit.SECONDS.toNanos(1) / PER_SECOND);
    return Math.clamp(missing, gather, LONGEST);
  }
}
