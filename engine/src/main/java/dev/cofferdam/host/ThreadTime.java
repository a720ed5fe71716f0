package dev.cofferdam.host;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// What the calling thread has used of the CPU.
public final class ThreadTime {
  private static final int CLOCK_THREAD_CPUTIME_ID = 3;
  private static final long NANOS = 1_000_000_000;

  private ThreadTime() {}

  /// Since the thread began, in nanoseconds (clock_gettime(2)).
  public static long nanos() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment time = arena.allocate(16, 8);
      // Safe: the time lives until the call returns.
      Kernel.call(Call.CLOCK_GETTIME, CLOCK_THREAD_CPUTIME_ID, time.address());
      return time.get(ValueLayout.JAVA_LONG, 0) * NANOS + time.get(ValueLayout.JAVA_LONG, 8);
    }
  }
}
