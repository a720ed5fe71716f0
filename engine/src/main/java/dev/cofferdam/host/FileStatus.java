package dev.cofferdam.host;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// What statx(2) says of an open file.
///
/// @param kind its type
/// @param mode its permission bits
/// @param uid its owner as this process sees it
/// @param gid its group as this process sees it
/// @param inode its number on its file system
/// @param size in bytes
/// @param deviceMajor of the file system's device
/// @param deviceMinor of the file system's device
public record FileStatus(
    FileKind kind,
    int mode,
    int uid,
    int gid,
    long inode,
    long size,
    int deviceMajor,
    int deviceMinor) {
  private static final int AT_EMPTY_PATH = 0x1000;
  private static final int STATX_BASIC_STATS = 0x7ff;
  private static final int STATX_BYTES = 256;

  /// The status of an open file, `O_PATH` descriptors included.
  public static FileStatus of(Descriptor file) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment empty = arena.allocateFrom("");
      MemorySegment status = arena.allocate(STATX_BYTES, 8);
      // Safe: both segments outlive the call, the kernel writes STATX_BYTES at most.
      Kernel.call(
          Call.STATX,
          file.number(),
          empty.address(),
          AT_EMPTY_PATH,
          STATX_BASIC_STATS,
          status.address());
      int mode = Short.toUnsignedInt(status.get(ValueLayout.JAVA_SHORT, 28));
      return new FileStatus(
          FileKind.ofMode(mode),
          mode & 07777,
          status.get(ValueLayout.JAVA_INT, 20),
          status.get(ValueLayout.JAVA_INT, 24),
          status.get(ValueLayout.JAVA_LONG, 32),
          status.get(ValueLayout.JAVA_LONG, 40),
          status.get(ValueLayout.JAVA_INT, 136),
          status.get(ValueLayout.JAVA_INT, 140));
    }
  }
}
