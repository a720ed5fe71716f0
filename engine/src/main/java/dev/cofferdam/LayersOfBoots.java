package dev.cofferdam;

import dev.cofferdam.error.HostFailure;
import dev.cofferdam.host.TreeRemoval;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// Directories of runs outlive a reboot, which the ledger does not: each boot has its own, and what
/// earlier ones left is removed. Another machine that shares the state directory, such as a home on
/// NFS, has another boot too; so each process holds a lock on its own, a byte of one file, which
/// the kernel (or the file server) lets go of with the process.
final class LayersOfBoots {
  private static final String LOCK = "lock";

  /// Kept to the end of this process: closing any channel of a file lets go of all its locks
  /// (fcntl(2)).
  private static final Map<Path, FileChannel> HELD = new HashMap<>();

  private LayersOfBoots() {}

  /// Holds the directory of this boot, and removes those that nobody holds.
  static void keep(Path layers, String boot) {
    synchronized (LayersOfBoots.class) {
      try {
        Path file = layers.toRealPath().resolve(LOCK);
        FileChannel channel = HELD.get(file);
        if (channel == null) {
          channel = open(file);
          HELD.put(file, channel);
          // Kept: it goes with the process.
          FileLock _ = channel.lock(place(boot), 1, true);
        }
        for (Path folder : others(layers, boot)) {
          removeUnheld(channel, folder);
        }
      } catch (IOException failed) {
        throw HostFailure.of("cannot hold the directories of runs", layers, failed);
      }
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  private static List<Path> others(Path layers, String boot) {
    try (Stream<Path> all = Files.list(layers)) {
      return all.filter(each -> !each.endsWith(boot) && !each.endsWith(LOCK)).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + layers, unreadable);
    }
  }

  private static void removeUnheld(FileChannel channel, Path folder) throws IOException {
    try (FileLock lock = channel.tryLock(place(String.valueOf(folder.getFileName())), 1, false)) {
      if (lock != null) {
        // What resists is met again by the next engine.
        boolean _ = TreeRemoval.remove(folder);
      }
    }
  }

  /// The byte of a boot. Two of the same byte only keep each other's directories for longer.
  static long place(String boot) {
    return UUID.nameUUIDFromBytes(boot.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits()
        >>> 2;
  }
}
