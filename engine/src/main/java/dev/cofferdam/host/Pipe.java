package dev.cofferdam.host;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A pipe (pipe2(2)), both ends close-on-exec.
///
/// @param read what comes out
/// @param write what goes in
public record Pipe(Descriptor read, Descriptor write) implements AutoCloseable {
  /// Makes a pipe.
  public static Pipe open() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment ends = arena.allocate(8, 4);
      Kernel.call(Call.PIPE2, ends.address(), Paths.O_CLOEXEC);
      return new Pipe(
          new Descriptor(ends.get(ValueLayout.JAVA_INT, 0)),
          new Descriptor(ends.get(ValueLayout.JAVA_INT, 4)));
    }
  }

  @Override
  public void close() {
    read.close();
    write.close();
  }
}
