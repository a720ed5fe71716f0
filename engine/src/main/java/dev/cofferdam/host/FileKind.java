package dev.cofferdam.host;

/// What a path leads to, by the file type bits of its mode (inode(7)).
public enum FileKind {
  REGULAR(0100000),
  DIRECTORY(0040000),
  SYMLINK(0120000),
  FIFO(0010000),
  SOCKET(0140000),
  CHARACTER_DEVICE(0020000),
  BLOCK_DEVICE(0060000),
  UNKNOWN(0);

  private static final int TYPE_BITS = 0170000;

  private final int bits;

  FileKind(int bits) {
    this.bits = bits;
  }

  /// The kind that a mode says.
  public static FileKind ofMode(int mode) {
    for (FileKind kind : values()) {
      if (kind.bits == (mode & TYPE_BITS)) {
        return kind;
      }
    }
    return UNKNOWN;
  }
}
