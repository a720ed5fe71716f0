package dev.cofferdam.host;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntToLongFunction;

/// An open file descriptor that exactly one object owns. Closing it twice is harmless, and closing
/// it while another thread reads or writes is safe: the number goes back to the kernel when that
/// call has returned, so no call ever reaches a file that was given the same number since.
public final class Descriptor implements AutoCloseable {
  private final int number;
  private final AtomicBoolean open = new AtomicBoolean(true);

  /// The owner and every call under way.
  private final AtomicInteger users = new AtomicInteger(1);

  /// Takes ownership of a descriptor that a system call has just returned.
  public Descriptor(long number) {
    this.number = Math.toIntExact(number);
  }

  /// Makes a call on the number, which stays this file's until the call has returned, whoever
  /// closes this object meanwhile.
  ///
  /// @throws IllegalStateException when it is closed
  long use(IntToLongFunction call) {
    enter();
    try {
      return call.applyAsLong(number);
    } finally {
      leave();
    }
  }

  /// The number, to be handed to the kernel while this object is reachable and open. Where another
  /// thread may close it, [#use] is for that.
  public int number() {
    if (!open.get()) {
      throw new IllegalStateException("descriptor is closed");
    }
    return number;
  }

  /// The magic link that names this open file, whatever became of its path.
  public String procPath() {
    return "/proc/self/fd/" + number();
  }

  /// Reads what is there, waiting for the first byte.
  ///
  /// @return the number of bytes read, 0 at the end of the stream
  public int read(byte[] buffer) {
    enter();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(Math.max(buffer.length, 1));
      int count = (int) Kernel.call(Call.READ, number, memory.address(), buffer.length);
      MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, 0, buffer, 0, count);
      return count;
    } finally {
      leave();
    }
  }

  /// Writes all of it, waiting as long as the other end does not read.
  ///
  /// @throws KernelException with EPIPE when nobody reads any more
  public void write(byte[] bytes, int offset, int length) {
    enter();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(Math.max(length, 1));
      MemorySegment.copy(bytes, offset, memory, ValueLayout.JAVA_BYTE, 0, length);
      long done = 0;
      while (done < length) {
        done += Kernel.call(Call.WRITE, number, memory.address() + done, length - done);
      }
    } finally {
      leave();
    }
  }

  /// As [#write(byte\[\], int, int)], the whole array.
  public void write(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }

  @Override
  public void close() {
    if (open.compareAndSet(true, false)) {
      leave();
    }
  }

  private void enter() {
    if (!open.get() || users.getAndUpdate(count -> count == 0 ? 0 : count + 1) == 0) {
      throw new IllegalStateException("descriptor is closed");
    }
  }

  private void leave() {
    if (users.decrementAndGet() == 0) {
      // The descriptor is gone whatever close(2) returns (its NOTES on EINTR).
      Kernel.attempt(Call.CLOSE, number);
    }
  }

  @Override
  public String toString() {
    return "fd " + number;
  }
}
