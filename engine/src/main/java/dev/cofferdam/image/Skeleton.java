package dev.cofferdam.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// A root directory while it is being made. Modes are set outright, since the umask of whoever
/// starts the engine first must not decide what every later sandbox can read.
///
/// @param root the directory on the host, empty at first
record Skeleton(Path root) {
  private static final Path TOP = Path.of("/");

  private Path at(Path path) {
    return path.getNameCount() == 0 ? root : root.resolve(TOP.relativize(path));
  }

  /// Makes a directory and those above it that are missing, with mode 0755.
  void directory(Path path) throws IOException {
    Path parent = path.getParent();
    if (parent != null) {
      directory(parent);
    }
    Path place = at(path);
    if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(place);
      Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  /// Makes a file with mode 0644.
  void file(Path path, byte[] content) throws IOException {
    directory(above(path));
    Files.write(at(path), content);
    Files.setPosixFilePermissions(at(path), PosixFilePermissions.fromString("rw-r--r--"));
  }

  /// Makes a link with this very text.
  void link(Path path, Path text) throws IOException {
    directory(above(path));
    Files.createSymbolicLink(at(path), text);
  }

  private static Path above(Path path) {
    Path parent = path.getParent();
    return parent == null ? TOP : parent;
  }
}
