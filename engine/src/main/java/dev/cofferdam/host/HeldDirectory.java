package dev.cofferdam.host;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A directory held by its descriptor. What lies below it is reached from there, through no link
/// and never above it, whatever others do to names on the way: the way to work in a tree that holds
/// something of a program's.
///
/// @param location the directory, as a mere location
public record HeldDirectory(Descriptor location) implements AutoCloseable {
  /// Holds a directory of our own.
  public static HeldDirectory of(Path path) {
    return new HeldDirectory(Paths.openLocation(path));
  }

  /// Opens what lies below, as a mere location.
  ///
  /// @param path relative to this directory
  /// @throws KernelException with ELOOP when a component is a link, ENOTDIR when one that has
  ///   others below it is no directory, ENOENT when it is missing
  public Descriptor locate(String path) {
    return Paths.openBeneath(location, path, Paths.O_PATH, 0);
  }

  /// Opens an entry as a mere location, whatever bytes its name has.
  ///
  /// @throws KernelException with ELOOP when it is a link
  public Descriptor locate(DirectoryListing.Entry entry) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom(entry.bytes(), StandardCharsets.ISO_8859_1);
      return Paths.openBeneath(location, name, Paths.O_PATH, 0);
    }
  }

  /// Makes a directory right here and opens it as a mere location.
  ///
  /// @param name one component
  public Descriptor makeDirectory(String name, int mode) {
    try (Arena arena = Arena.ofConfined()) {
      Kernel.call(Call.MKDIRAT, location.number(), arena.allocateFrom(name).address(), mode);
    }
    return locate(name);
  }

  /// Makes a file that was not there, and opens it for writing.
  ///
  /// @param path relative to this directory
  /// @throws KernelException with EEXIST when something has that name
  public Descriptor makeFile(String path, int mode) {
    Descriptor file =
        Paths.openBeneath(
            location, path, Paths.O_WRONLY | Paths.O_CREAT | Paths.O_EXCL | Paths.O_NOFOLLOW, mode);
    try {
      // The umask may have taken bits.
      Kernel.call(Call.FCHMOD, file.number(), mode);
      return file;
    } catch (RuntimeException failed) {
      file.close();
      throw failed;
    }
  }

  @Override
  public void close() {
    location.close();
  }
}
