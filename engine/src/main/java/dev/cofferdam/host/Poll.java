package dev.cofferdam.host;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Waiting for descriptors (poll(2)), always with an end.
public final class Poll {
  private static final short POLLIN = 1;
  private static final short POLLOUT = 4;

  private Poll() {}

  /// Waits until something can be read, or the other end is gone.
  ///
  /// @param millis at most
  /// @return false when the time was over first
  public static boolean readable(Descriptor descriptor, long millis) {
    return poll(descriptor, POLLIN, millis);
  }

  /// Waits until something can be written, or the other end is gone.
  ///
  /// @param millis at most
  /// @return false when the time was over first
  public static boolean writable(Descriptor descriptor, long millis) {
    return poll(descriptor, POLLOUT, millis);
  }

  /// Waits until nobody reads any more what is written to a pipe or a socket.
  ///
  /// @param millis at most
  /// @return false when the time was over first
  public static boolean deserted(Descriptor descriptor, long millis) {
    // Nothing is asked for: POLLERR and POLLHUP are always told.
    return poll(descriptor, (short) 0, millis);
  }

  private static boolean poll(Descriptor descriptor, short events, long millis) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment entry = arena.allocate(8, 4);
      entry.set(ValueLayout.JAVA_SHORT, 4, events);
      int timeout = Math.clamp(millis, 0, Integer.MAX_VALUE);
      return descriptor.use(number -> {
        entry.set(ValueLayout.JAVA_INT, 0, number);
        return Kernel.call(Call.POLL, entry.address(), 1, timeout);
      })
          > 0;
    }
  }
}
