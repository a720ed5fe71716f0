package dev.cofferdam.host.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A block device by its numbers.
///
/// @param major the driver's number
/// @param minor the device's number within it
public record BlockDevice(int major, int minor) {
  private static final Path BY_NUMBER = Path.of("/sys/dev/block");

  /// The whole disk that a file lies on: of a partition its disk, since the kernel limits only
  /// whole disks. Empty for files that lie on no block device of their own (tmpfs, overlay, btrfs,
  /// network filesystems) and for files that cannot be looked at.
  public static Optional<BlockDevice> of(Path file) {
    try {
      return diskOf((long) Files.getAttribute(file, "unix:dev"));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<BlockDevice> diskOf(long number) throws IOException {
    BlockDevice device = decode(number);
    Path entry = BY_NUMBER.resolve(device.toString());
    if (!Files.exists(entry)) {
      return Optional.empty();
    }
    if (!Files.exists(entry.resolve("partition"))) {
      return Optional.of(device);
    }
    // The entry is a link to the partition's folder, which lies in its disk's.
    String[] disk =
        Files.readString(entry.toRealPath().resolveSibling("dev")).strip().split(":", 2);
    return Optional.of(new BlockDevice(Integer.parseInt(disk[0]), Integer.parseInt(disk[1])));
  }

  /// Takes a `dev_t` apart as makedev(3) of glibc puts it together.
  static BlockDevice decode(long number) {
    long major = ((number >>> 8) & 0xfff) | ((number >>> 32) & ~0xfffL);
    long minor = (number & 0xff) | ((number >>> 12) & ~0xffL);
    return new BlockDevice((int) major, (int) minor);
  }

  /// The form that the kernel's files use, `MAJOR:MINOR`.
  @Override
  public String toString() {
    return major + ":" + minor;
  }
}
