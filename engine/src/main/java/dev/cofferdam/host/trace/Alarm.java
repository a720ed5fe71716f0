package dev.cofferdam.host.trace;

import dev.cofferdam.host.Call;
import dev.cofferdam.host.Descriptor;
import dev.cofferdam.host.Kernel;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// What the recorder's thread sleeps on: wake-ups of the ring, a time limit, or the end (epoll(7)).
/// Edge-triggered, because a ring is readable as long as records are in it, and the thread must not
/// wake for those that were written without a wake-up.
final class Alarm implements AutoCloseable {
  private static final int CLOEXEC = 0x80000;
  private static final int EPOLL_CTL_ADD = 1;
  private static final int EPOLLIN = 1;
  private static final int EPOLLET = 1 << 31;

  /// `struct epoll_event` is packed on x86-64.
  private static final int EVENT_BYTES = 12;

  private final Descriptor end;
  private final Descriptor epoll;

  Alarm(Descriptor ring) {
    epoll = new Descriptor(Kernel.call(Call.EPOLL_CREATE1, CLOEXEC));
    end = new Descriptor(Kernel.call(Call.EVENTFD2, 0, CLOEXEC));
    add(ring, EPOLLIN | EPOLLET);
    add(end, EPOLLIN);
  }

  /// Sleeps until one of them happens; which does not matter.
  ///
  /// @param millis time limit, -1 for none
  void await(int millis) {
    try (Arena arena = Arena.ofConfined()) {
      // Safe: the event lives until the call returns.
      MemorySegment event = arena.allocate(EVENT_BYTES, 8);
      Kernel.call(Call.EPOLL_WAIT, epoll.number(), event.address(), 1, millis);
    }
  }

  /// Ends this sleep and every later one.
  void ring() {
    end.write(new byte[] {1, 0, 0, 0, 0, 0, 0, 0});
  }

  @Override
  public void close() {
    epoll.close();
    end.close();
  }

  private void add(Descriptor descriptor, int events) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment event = arena.allocate(EVENT_BYTES, 8);
      event.set(ValueLayout.JAVA_INT, 0, events);
      // Safe: as above.
      Kernel.call(
          Call.EPOLL_CTL, epoll.number(), EPOLL_CTL_ADD, descriptor.number(), event.address());
    }
  }
}
