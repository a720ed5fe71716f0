package dev.cofferdam.host.trace;

import dev.cofferdam.host.Call;
import dev.cofferdam.host.Kernel;
import dev.cofferdam.host.ProcessIdentity;
import dev.cofferdam.text.Printable;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Finds the files that a failed call was about, with the help of the caller's links in `/proc`,
/// which are only read and never followed. All of it is best effort: the caller may be gone, or may
/// have changed its directory since. In a container's PID namespace nothing is asked: the kernel
/// records the machine's own numbers, which are other processes there, or none.
final class CallerPaths {
  private static final int AT_FDCWD = -100;
  private static final int LINK_BYTES = 1024;
  private static final boolean KNOWS_CALLERS = ProcessIdentity.inInitialNamespace();

  private CallerPaths() {}

  /// A path with whether it starts from an unknown directory.
  record Found(Optional<String> path, boolean relative) {
    static final Found NOTHING = new Found(Optional.empty(), false);
  }

  static Found find(RawFailure failure, CallShape shape) {
    return switch (shape.tail()) {
      case PATH -> named(failure, shape);
      // Of write(2) and its kin only the descriptor is known, and by now its number may stand for
      // another file: an interpreter that prints its traceback opens the script with it. A path
      // that may be false is no evidence.
      case ADDRESS, MESSAGE, NOTHING -> Found.NOTHING;
    };
  }

  private static Found named(RawFailure failure, CallShape shape) {
    int directory =
        shape.directory() == CallShape.NONE ? AT_FDCWD : (int) failure.argument(shape.directory());
    String path = Printable.untilNul(failure.tail());
    if (path.isEmpty()) {
      // An unreadable pointer, or AT_EMPTY_PATH: the open file itself.
      return new Found(openFile(failure.pid(), directory), false);
    }
    if (failure.tail().length == RawFailure.TAIL_BYTES) {
      path += "…";
    }
    if (path.startsWith("/")) {
      return new Found(Optional.of(path), false);
    }
    Optional<String> base =
        directory == AT_FDCWD
            ? link("/proc/" + failure.pid() + "/cwd")
            : openFile(failure.pid(), directory);
    return base.isPresent()
        ? new Found(Optional.of(join(base.get(), path)), false)
        : new Found(Optional.of(path), true);
  }

  private static Optional<String> openFile(int pid, int descriptor) {
    return descriptor < 0 ? Optional.empty() : link("/proc/" + pid + "/fd/" + descriptor);
  }

  /// Joins a relative path to its directory without asking the file system: a `..` behind a link
  /// leads elsewhere than this says.
  static String join(String directory, String path) {
    Deque<String> names = new ArrayDeque<>();
    for (String name : (directory + "/" + path).split("/", -1)) {
      if (name.equals("..")) {
        names.pollLast();
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.addLast(name);
      }
    }
    return "/" + String.join("/", names);
  }

  /// Reads a link by readlinkat(2): Java's own way would decode it as the locale says.
  private static Optional<String> link(String path) {
    if (!KNOWS_CALLERS) {
      return Optional.empty();
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom(path);
      MemorySegment target = arena.allocate(LINK_BYTES);
      // Safe: both live until the arena closes, and the kernel is told the size.
      long length =
          Kernel.attempt(Call.READLINKAT, AT_FDCWD, name.address(), target.address(), LINK_BYTES);
      // A link that fills the buffer may have been cut; sockets and pipes have no path.
      if (length <= 0 || length == LINK_BYTES || target.get(ValueLayout.JAVA_BYTE, 0) != '/') {
        return Optional.empty();
      }
      return Optional.of(Printable.of(target.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE)));
    }
  }
}
