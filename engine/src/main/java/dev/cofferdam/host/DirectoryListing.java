package dev.cofferdam.host;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The entries of a directory, piece by piece, with their kinds as the directory tells them
/// (getdents64(2)): a directory of any size costs one piece of memory, and a look at an entry costs
/// no further call.
public final class DirectoryListing implements AutoCloseable {
  private static final int PIECE_BYTES = 16 << 10;
  private static final int NAME_OFFSET = 19;
  private static final int KIND_SHIFT = 12;

  private final Descriptor directory;

  /// Opens a directory that is held.
  ///
  /// @throws KernelException with EACCES when it may not be read
  public DirectoryListing(HeldDirectory held) {
    this.directory = Paths.openBeneath(held.location(), ".", Paths.O_DIRECTORY, 0);
  }

  /// An entry.
  ///
  /// @param bytes its name, a character for each byte, since a name need not be text
  /// @param kind what the directory says that it is; `UNKNOWN` where the file system does not tell
  public record Entry(String bytes, FileKind kind) {
    /// The name as text; what is not UTF-8 in it is replaced.
    public String text() {
      return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
  }

  /// The next entries, `.` and `..` left out.
  ///
  /// @return empty at the end
  public List<Entry> next() {
    var entries = new ArrayList<Entry>();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment piece = arena.allocate(PIECE_BYTES, 8);
      // Only `.` and `..` may be in a piece, which is not the end.
      while (entries.isEmpty()) {
        // Safe: the kernel writes at most PIECE_BYTES whole records.
        long bytes = Kernel.call(Call.GETDENTS64, directory.number(), piece.address(), PIECE_BYTES);
        if (bytes == 0) {
          return List.of();
        }
        for (long at = 0; at < bytes; ) {
          // struct linux_dirent64: inode 8, offset 8, record length 2, type 1, name.
          int length = Short.toUnsignedInt(piece.get(ValueLayout.JAVA_SHORT, at + 16));
          int kind = piece.get(ValueLayout.JAVA_BYTE, at + 18) << KIND_SHIFT;
          String name = piece.getString(at + NAME_OFFSET, StandardCharsets.ISO_8859_1);
          if (!name.equals(".") && !name.equals("..")) {
            entries.add(new Entry(name, FileKind.ofMode(kind)));
          }
          at += length;
        }
      }
    }
    return entries;
  }

  @Override
  public void close() {
    directory.close();
  }
}
