package dev.cofferdam.host;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/// Opens files without being led astray: the descriptor is what was checked, and what is used.
public final class Paths {
  static final int AT_FDCWD = -100;
  static final int O_PATH = 010000000;
  static final int O_CLOEXEC = 02000000;
  static final int O_NOFOLLOW = 0400000;
  static final int O_DIRECTORY = 0200000;
  static final int O_WRONLY = 1;
  static final int O_RDWR = 2;
  static final int O_NONBLOCK = 04000;
  static final int O_CREAT = 0100;
  static final int O_EXCL = 0200;
  static final int O_TMPFILE = 020000000 | O_DIRECTORY;
  private static final long RESOLVE_NO_MAGICLINKS = 0x02;
  private static final long RESOLVE_NO_SYMLINKS = 0x04;
  private static final long RESOLVE_BENEATH = 0x08;
  private static final long OPEN_HOW_BYTES = 24;

  private Paths() {}

  /// Opens a path as a mere location (`O_PATH`), refusing every symbolic link on the way
  /// (openat2(2), `RESOLVE_NO_SYMLINKS`).
  ///
  /// @throws KernelException with ELOOP when a component is a link, ENOENT when it is missing
  public static Descriptor openWithoutLinks(Path path) {
    return open(path, O_PATH | O_CLOEXEC, 0, RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS);
  }

  /// Opens a directory as a location, links on the way allowed: for paths of our own.
  public static Descriptor openLocation(Path path) {
    return open(path, O_PATH | O_CLOEXEC, 0, 0);
  }

  /// Opens a file for reading: for paths of our own.
  static Descriptor openReadable(Path path) {
    return open(path, O_CLOEXEC, 0, 0);
  }

  /// Opens a file for reading; where it is a FIFO, without waiting for a writer. Links are
  /// followed.
  public static Descriptor openUnwaiting(Path path) {
    return open(path, O_NONBLOCK | O_CLOEXEC, 0, 0);
  }

  /// Opens for reading what is held as a mere location: the very same, whatever has its name now.
  ///
  /// @throws KernelException with EACCES when we may not read it
  public static Descriptor openHeld(Descriptor location) {
    return open(Path.of(location.procPath()), O_NONBLOCK | O_CLOEXEC, 0, 0);
  }

  /// Opens a file for reading and writing: for paths of our own.
  static Descriptor openReadWrite(Path path) {
    return open(path, O_RDWR | O_CLOEXEC, 0, 0);
  }

  /// Makes a file without a name in a directory; it is gone with its last descriptor (open(2),
  /// `O_TMPFILE`).
  static Descriptor openNameless(Path directory) {
    return open(directory, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600, 0);
  }

  /// Opens what lies below a directory that is held, through no link and never above it.
  static Descriptor openBeneath(Descriptor directory, String path, long flags, long mode) {
    try (Arena arena = Arena.ofConfined()) {
      return openBeneath(directory, arena.allocateFrom(path), flags, mode);
    }
  }

  /// As the other one, with a path that need not be text.
  ///
  /// @param path its bytes and a NUL
  static Descriptor openBeneath(Descriptor directory, MemorySegment path, long flags, long mode) {
    return open(
        directory.number(),
        path,
        flags | O_CLOEXEC,
        mode,
        RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS);
  }

  private static Descriptor open(Path path, long flags, long mode, long resolve) {
    try (Arena arena = Arena.ofConfined()) {
      return open(AT_FDCWD, arena.allocateFrom(path.toString()), flags, mode, resolve);
    }
  }

  private static Descriptor open(
      int directory, MemorySegment path, long flags, long mode, long resolve) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment how = arena.allocate(OPEN_HOW_BYTES, 8);
      how.set(ValueLayout.JAVA_LONG, 0, flags);
      how.set(ValueLayout.JAVA_LONG, 8, mode);
      how.set(ValueLayout.JAVA_LONG, 16, resolve);
      // Safe: path and how outlive the call and are only read.
      return new Descriptor(
          Kernel.call(Call.OPENAT2, directory, path.address(), how.address(), OPEN_HOW_BYTES));
    }
  }
}
