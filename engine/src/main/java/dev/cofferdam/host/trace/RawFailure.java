package dev.cofferdam.host.trace;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/// A record as the program on the tracepoint writes it, copied out of the ring.
final class RawFailure {
  // Offsets in the record; the tail comes last and is as long as it is.
  static final int CGROUP = 0;
  static final int TIME = 8;
  static final int THREAD = 16;
  static final int NUMBER = 24;
  static final int ERROR = 28;
  static final int COMM = 32;
  static final int COMM_BYTES = 16;
  static final int ARGUMENTS = 48;
  static final int EXTRA = 96;
  static final int TAIL_LENGTH = 104;
  static final int TAIL = 112;
  static final int TAIL_BYTES = 256;
  static final int BYTES = TAIL + TAIL_BYTES;

  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;

  private final MemorySegment bytes;

  private RawFailure(MemorySegment bytes) {
    this.bytes = bytes;
  }

  /// Copies a record.
  ///
  /// @return empty when its length does not fit what it says
  static Optional<RawFailure> copy(MemorySegment record) {
    if (record.byteSize() < TAIL || record.byteSize() > BYTES) {
      return Optional.empty();
    }
    MemorySegment bytes = MemorySegment.ofArray(record.toArray(ValueLayout.JAVA_BYTE));
    long tail = bytes.get(LONG, TAIL_LENGTH);
    return tail == bytes.byteSize() - TAIL ? Optional.of(new RawFailure(bytes)) : Optional.empty();
  }

  long cgroup() {
    return bytes.get(LONG, CGROUP);
  }

  /// When, on the monotonic clock.
  long nanos() {
    return bytes.get(LONG, TIME);
  }

  /// The caller's process on the host.
  int pid() {
    // The upper half is the process, the lower one the thread.
    return (int) (bytes.get(LONG, THREAD) >>> 32);
  }

  /// The call's number.
  int number() {
    return bytes.get(INT, NUMBER);
  }

  /// The positive error number.
  int error() {
    return bytes.get(INT, ERROR);
  }

  /// The calling thread's name, padded with NUL.
  byte[] comm() {
    return bytes.asSlice(COMM, COMM_BYTES).toArray(ValueLayout.JAVA_BYTE);
  }

  /// One of the six words of the call.
  long argument(int index) {
    return bytes.get(LONG, ARGUMENTS + 8L * index);
  }

  /// Flags of a `struct open_how`, or the length of a message's address.
  long extra() {
    return bytes.get(LONG, EXTRA);
  }

  /// What the followed pointer led to; empty when it could not be read.
  byte[] tail() {
    return bytes.asSlice(TAIL).toArray(ValueLayout.JAVA_BYTE);
  }
}
