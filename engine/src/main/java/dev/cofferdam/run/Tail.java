package dev.cofferdam.run;

import dev.cofferdam.sandbox.Bytes;

/// The last bytes of a stream, in a ring. Not thread-safe.
final class Tail {
  private final byte[] ring;
  private long total;

  /// @param most bytes remembered
  Tail(int most) {
    this.ring = new byte[most];
  }

  /// Adds the first bytes of a buffer.
  void add(byte[] buffer, int count) {
    int from = Math.max(0, count - ring.length);
    total += from;
    while (from < count) {
      int at = (int) (total % ring.length);
      int part = Math.min(count - from, ring.length - at);
      System.arraycopy(buffer, from, ring, at, part);
      from += part;
      total += part;
    }
  }

  /// What it remembers, the oldest first.
  Bytes content() {
    int size = (int) Math.min(total, ring.length);
    byte[] content = new byte[size];
    int start = (int) ((total - size) % ring.length);
    int first = Math.min(size, ring.length - start);
    System.arraycopy(ring, start, content, 0, first);
    System.arraycopy(ring, 0, content, first, size - first);
    return Bytes.of(content);
  }
}
