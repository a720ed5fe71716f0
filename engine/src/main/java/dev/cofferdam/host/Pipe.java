package dev.cofferdam.host;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/// A pipe (pipe2(2)), both ends close-on-exec.
///
/// @param read what comes out
/// @param write what goes in
public record Pipe(Descriptor read, Descriptor write) implements AutoCloseable {
  private static final int S_IFIFO = 0010000;
  private static final int AF_UNIX = 1;
  private static final int SOCK_STREAM = 1;
  private static final int SHUT_WR = 1;

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

  /// Makes one of connected sockets (unix(7)), which carry one way only.
  public static Pipe ofSockets() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment ends = arena.allocate(8, 4);
      Kernel.call(Call.SOCKETPAIR, AF_UNIX, SOCK_STREAM | Paths.O_CLOEXEC, 0, ends.address());
      var pipe =
          new Pipe(
              new Descriptor(ends.get(ValueLayout.JAVA_INT, 0)),
              new Descriptor(ends.get(ValueLayout.JAVA_INT, 4)));
      Kernel.call(Call.SHUTDOWN, pipe.read().number(), SHUT_WR);
      return pipe;
    }
  }

  /// Makes a named pipe (mkfifo(3)) that only its owner may use and opens its reading end, which
  /// waits for nobody: until somebody opens the other end there is nothing to read.
  ///
  /// @throws KernelException with EEXIST when there is something of that name
  public static Descriptor named(Path path) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom(path.toString());
      Kernel.call(Call.MKNODAT, Paths.AT_FDCWD, name.address(), S_IFIFO | 0600, 0);
    }
    return Paths.openUnwaiting(path);
  }

  @Override
  public void close() {
    read.close();
    write.close();
  }
}
