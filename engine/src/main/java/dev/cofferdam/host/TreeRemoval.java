package dev.cofferdam.host;

import dev.cofferdam.host.DirectoryListing.Entry;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// Removes a directory in which a program has written what it liked: wide, deeper than any path is
/// long, with names that are no text. Every step is taken from a descriptor and through no link, so
/// that nothing outside of the directory is ever touched. What lies too deep is first moved up.
public final class TreeRemoval {
  /// Each level costs a descriptor.
  private static final int MAX_DEPTH = 32;

  /// No tree that fits its quota needs more; whatever goes on after that is not an honest end.
  private static final int MAX_ROUNDS = 100_000;

  private static final int OWNERS = 0700;
  private static final int AT_REMOVEDIR = 0x200;
  private static final String MOVED_UP = ".deep-";

  private final HeldDirectory top;
  private long moved;

  private TreeRemoval(HeldDirectory top) {
    this.top = top;
  }

  /// Removes it with all that is in it; harmless when it is not there.
  ///
  /// @param directory a path of our own, in a directory that nobody else can write to
  /// @return whether nothing is left of it
  public static boolean remove(Path directory) {
    try (HeldDirectory held = HeldDirectory.of(directory)) {
      new TreeRemoval(held).empty();
    } catch (KernelException failed) {
      return failed.errno() == Errno.ENOENT;
    }
    try (Arena arena = Arena.ofConfined()) {
      long result =
          Kernel.attempt(
              Call.UNLINKAT,
              Paths.AT_FDCWD,
              arena.allocateFrom(directory.toString()).address(),
              AT_REMOVEDIR);
      return result == 0 || result == -Errno.ENOENT.number();
    }
  }

  private void empty() {
    for (int round = 0; round < MAX_ROUNDS && !empty(top, 0); round++) {
      // What was moved up is met again.
    }
  }

  /// Whether it is empty now.
  private boolean empty(HeldDirectory directory, int depth) {
    boolean clean = true;
    try (var listing = new DirectoryListing(directory)) {
      for (List<Entry> piece = listing.next(); !piece.isEmpty(); piece = listing.next()) {
        for (Entry entry : piece) {
          clean &= remove(directory, entry, depth);
        }
      }
    }
    return clean;
  }

  private boolean remove(HeldDirectory directory, Entry entry, int depth) {
    if (entry.kind() != FileKind.DIRECTORY && unlink(directory, entry, 0)) {
      return true;
    }
    if (depth >= MAX_DEPTH) {
      moveUp(directory, entry);
      return false;
    }
    boolean clean;
    try (HeldDirectory child = new HeldDirectory(directory.locate(entry))) {
      open(child);
      clean = empty(child, depth + 1);
    }
    return clean && unlink(directory, entry, AT_REMOVEDIR);
  }

  /// Without root its owner, too, is kept out of a directory by its mode.
  private static void open(HeldDirectory child) {
    FileStatus status = FileStatus.of(child.location());
    if (status.kind() != FileKind.DIRECTORY || (status.mode() & OWNERS) == OWNERS) {
      return;
    }
    try {
      // No descriptor of what may not be read takes fchmod(2); this link leads to what is held.
      Files.setPosixFilePermissions(
          Path.of("/proc/self/fd/" + child.location().number()),
          PosixFilePermissions.fromString("rwx------"));
    } catch (IOException notOurs) {
      // Then it cannot be emptied, as is found out next.
    }
  }

  private static boolean unlink(HeldDirectory directory, Entry entry, int flags) {
    try (Arena arena = Arena.ofConfined()) {
      return Kernel.attempt(
              Call.UNLINKAT, directory.location().number(), name(arena, entry).address(), flags)
          == 0;
    }
  }

  private void moveUp(HeldDirectory directory, Entry entry) {
    try (Arena arena = Arena.ofConfined()) {
      String fresh = MOVED_UP + Long.toHexString(System.nanoTime()) + "-" + moved++;
      Kernel.call(
          Call.RENAMEAT,
          directory.location().number(),
          name(arena, entry).address(),
          top.location().number(),
          arena.allocateFrom(fresh).address());
    }
  }

  private static MemorySegment name(Arena arena, Entry entry) {
    return arena.allocateFrom(entry.bytes(), StandardCharsets.ISO_8859_1);
  }
}
