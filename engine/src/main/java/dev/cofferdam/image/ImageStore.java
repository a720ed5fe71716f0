package dev.cofferdam.image;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/// Images on disk, by name. Each is made in a hidden directory beside its place and renamed into
/// it, so one that has its name is whole; whoever comes second throws the own work away.
///
/// The modification time of an image's directory is its last use, to the day. A sandbox lives at
/// most seven days ([dev.cofferdam.sandbox.Limits]), so an image not used for fourteen is in
/// nobody's hands and is removed when another is made, or when the first use of a day is marked.
///
/// @param directory the directory of all images
record ImageStore(Path directory) {
  /// More than the longest life of a sandbox and the grain of the mark together.
  private static final Duration UNUSED = Duration.ofDays(14);

  private static final Duration GRAIN = Duration.ofDays(1);

  /// Nothing is in the making for so long.
  private static final Duration ABANDONED = Duration.ofHours(1);

  /// The root of a user namespace is nobody out here, and must get through to the skeleton.
  private static final Set<PosixFilePermission> OPEN = PosixFilePermissions.fromString("rwxr-xr-x");

  private static final String IN_THE_MAKING = ".making-";

  /// Fills an empty root directory.
  @FunctionalInterface
  interface Builder {
    void build(Path root) throws IOException;
  }

  /// The root directory of an image, built if there is none yet.
  Path find(String name, Builder builder) throws IOException {
    Path image = directory.resolve(name);
    Instant now = Instant.now();
    Instant used = lastUse(image);
    if (used.equals(Instant.MIN)) {
      make(image, builder);
      removeUnused(image, now);
    } else if (used.isBefore(now.minus(GRAIN))) {
      Files.setLastModifiedTime(image, FileTime.from(now));
      removeUnused(image, now);
    }
    return image.resolve("rootfs");
  }

  private static Instant lastUse(Path image) throws IOException {
    try {
      return Files.getLastModifiedTime(image, LinkOption.NOFOLLOW_LINKS).toInstant();
    } catch (NoSuchFileException none) {
      return Instant.MIN;
    }
  }

  private void make(Path image, Builder builder) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory);
      Files.setPosixFilePermissions(directory, OPEN);
    }
    Path making = Files.createTempDirectory(directory, IN_THE_MAKING);
    try {
      Files.setPosixFilePermissions(making, OPEN);
      Path root = Files.createDirectory(making.resolve("rootfs"));
      Files.setPosixFilePermissions(root, OPEN);
      builder.build(root);
      Files.move(making, image, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      delete(making);
      // rename(2) onto a directory with content fails: another was faster, and its image is whole.
      if (!Files.isDirectory(image.resolve("rootfs"), LinkOption.NOFOLLOW_LINKS)) {
        throw failure;
      }
    }
  }

  private void removeUnused(Path current, Instant now) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        boolean making = name.startsWith(IN_THE_MAKING);
        if ((making || name.startsWith("host-"))
            && !entry.equals(current)
            && lastUse(entry).isBefore(now.minus(making ? ABANDONED : UNUSED))) {
          remove(entry);
        }
      }
    }
  }

  /// Takes the name away before anything else, so that no half of an image is ever found.
  private void remove(Path entry) throws IOException {
    Path doomed = Files.createTempDirectory(directory, IN_THE_MAKING);
    try {
      Files.move(entry, doomed.resolve("rootfs"), StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException anotherWasFaster) {
      // It is gone, which is what was wanted.
    }
    delete(doomed);
  }

  /// Removes a tree, whoever else is at it.
  static void delete(Path tree) throws IOException {
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }

          @Override
          @SuppressWarnings("NullAway") // the JDK passes null when the walk went well
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
