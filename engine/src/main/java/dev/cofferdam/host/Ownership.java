package dev.cofferdam.host;

import java.lang.foreign.Arena;
import java.nio.file.Path;

/// Giving files of our own to a sandbox's user.
public final class Ownership {
  private static final long AT_SYMLINK_NOFOLLOW = 0x100;
  private static final long AT_EMPTY_PATH = 0x1000;

  private Ownership() {}

  /// Changes owner and group of a path of ours, links not followed (fchownat(2)).
  public static void give(Path path, long uid, long gid) {
    try (Arena arena = Arena.ofConfined()) {
      Kernel.call(
          Call.FCHOWNAT,
          Paths.AT_FDCWD,
          arena.allocateFrom(path.toString()).address(),
          uid,
          gid,
          AT_SYMLINK_NOFOLLOW);
    }
  }

  /// Changes owner and group of what is open, a mere location included.
  public static void give(Descriptor file, long uid, long gid) {
    try (Arena arena = Arena.ofConfined()) {
      Kernel.call(
          Call.FCHOWNAT, file.number(), arena.allocateFrom("").address(), uid, gid, AT_EMPTY_PATH);
    }
  }
}
