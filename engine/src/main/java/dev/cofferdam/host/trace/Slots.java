package dev.cofferdam.host.trace;

import dev.cofferdam.host.Descriptor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/// One slot for each watch, in memory that the program on the tracepoint and Java share.
///
/// A slot says how many records its cgroup sent, how many it may have sent at most, up to which one
/// each wakes the reader, how many were dropped, and how often each call was not implemented. The
/// reader raises the two bounds at most once in [FailureRecorder#PERIOD_MILLIS]: so a sandbox that
/// fails in a loop costs the reader a bounded share of time and leaves room in the ring for others,
/// and one that fails now and then is read at once, while `/proc` still tells its directories.
///
/// Guarded by the recorder's lock.
final class Slots {
  // Offsets in a slot.
  static final int SENT = 0;
  static final int LIMIT = 8;
  static final int WAKE_UNTIL = 16;
  static final int DROPPED = 24;
  static final int UNIMPLEMENTED = 32;
  static final int BYTES = UNIMPLEMENTED + 4 * TracedCall.NUMBERS;

  /// How many cgroups can be watched at once; 2 KiB of kernel memory each.
  static final int COUNT = 512;

  /// Records of one cgroup within a period. 256 of full length take a fifth of the ring.
  private static final int QUOTA = 256;

  /// Records of one cgroup within a period that wake the reader.
  private static final int WAKEUPS = 8;

  private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
  private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();

  private final MemorySegment memory;
  private final Deque<Integer> free = new ArrayDeque<>(COUNT);

  /// Maps the slots' array into memory for the life of the arena.
  Slots(Arena arena, Descriptor map) {
    memory = SharedMemory.map(arena, map, 0, (long) BYTES * COUNT, true);
    for (int i = 0; i < COUNT; i++) {
      free.add(i);
    }
  }

  /// Takes a clean slot that allows records; empty when all are in use.
  OptionalInt take() {
    Integer slot = free.poll();
    if (slot == null) {
      return OptionalInt.empty();
    }
    memory.asSlice((long) slot * BYTES, BYTES).fill((byte) 0);
    refill(slot);
    return OptionalInt.of(slot);
  }

  /// Gives a slot back. It is reused as late as possible: a program that has just looked it up may
  /// still count in it.
  void giveBack(int slot) {
    free.add(slot);
  }

  /// Allows the next period's records.
  void refill(int slot) {
    long sent = word(slot, SENT);
    LONG.setVolatile(memory, offset(slot, LIMIT), sent + QUOTA);
    LONG.setVolatile(memory, offset(slot, WAKE_UNTIL), sent + WAKEUPS);
  }

  long dropped(int slot) {
    return word(slot, DROPPED);
  }

  /// How often each call was not implemented, by name.
  Map<String, Long> unimplemented(int slot) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (int number = 0; number < TracedCall.NUMBERS; number++) {
      int count = (int) INT.getVolatile(memory, offset(slot, UNIMPLEMENTED + 4 * number));
      if (count != 0) {
        counts.put(TracedCall.nameOf(number), Integer.toUnsignedLong(count));
      }
    }
    return counts;
  }

  private long word(int slot, int field) {
    return (long) LONG.getVolatile(memory, offset(slot, field));
  }

  private static long offset(int slot, int field) {
    return (long) slot * BYTES + field;
  }
}
