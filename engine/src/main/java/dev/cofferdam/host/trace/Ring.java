package dev.cofferdam.host.trace;

import dev.cofferdam.host.Descriptor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;

/// The reading end of a BPF ring buffer (the kernel's `Documentation/bpf/ringbuf.rst`).
///
/// One page holds the position up to which we have read, which only we write; the next one the
/// position up to which the kernel has reserved; then the data, mapped twice in a row so that every
/// record is in one piece. A record begins with a word of its length and two flags.
///
/// Guarded by the recorder's lock.
final class Ring {
  /// The size of the data, a power of two.
  static final int BYTES = 512 * 1024;

  private static final int PAGE_BYTES = 4096;
  private static final int HEADER_BYTES = 8;
  private static final int BUSY = 1 << 31;
  private static final int DISCARDED = 1 << 30;
  private static final VarHandle POSITION = ValueLayout.JAVA_LONG.varHandle();
  private static final VarHandle HEADER = ValueLayout.JAVA_INT.varHandle();

  private final MemorySegment consumer;
  private final MemorySegment producer;
  private final MemorySegment data;

  /// Maps the ring into memory for the life of the arena.
  Ring(Arena arena, Descriptor map) {
    consumer = SharedMemory.map(arena, map, 0, PAGE_BYTES, true);
    producer = SharedMemory.map(arena, map, PAGE_BYTES, PAGE_BYTES + 2L * BYTES, false);
    data = producer.asSlice(PAGE_BYTES);
  }

  /// The position up to which records have been begun.
  long produced() {
    return (long) POSITION.getAcquire(producer, 0L);
  }

  /// The position up to which records have been read.
  long consumed() {
    return (long) POSITION.get(consumer, 0L);
  }

  /// Hands over all records that are complete and in front of the first that is not. The memory
  /// given to the reader is the kernel's again as soon as the reader returns.
  ///
  /// @return how many there were
  int read(Consumer<MemorySegment> reader) {
    int records = 0;
    long position = consumed();
    long end = produced();
    while (position < end) {
      long offset = position & (BYTES - 1);
      int header = (int) HEADER.getAcquire(data, offset);
      if ((header & BUSY) != 0) {
        break;
      }
      int length = header & ~DISCARDED;
      long step = (length + HEADER_BYTES + 7L) & ~7L;
      if (length > BYTES - HEADER_BYTES || step > end - position) {
        throw new IllegalStateException("ring record of " + length + " bytes at " + position);
      }
      if ((header & DISCARDED) == 0) {
        reader.accept(data.asSlice(offset + HEADER_BYTES, length));
        records++;
      }
      position += step;
      POSITION.setRelease(consumer, 0L, position);
    }
    return records;
  }
}
