package dev.cofferdam.host.cgroup;

import java.util.OptionalLong;

/// Throughput limits on one whole disk. Empty means unlimited.
///
/// @param device the disk, never a partition
/// @param readBytes bytes read per second
/// @param writeBytes bytes written per second
/// @param readOperations read operations per second
/// @param writeOperations write operations per second
public record DeviceIo(
    BlockDevice device,
    OptionalLong readBytes,
    OptionalLong writeBytes,
    OptionalLong readOperations,
    OptionalLong writeOperations) {
  public DeviceIo {
    positive(readBytes);
    positive(writeBytes);
    positive(readOperations);
    positive(writeOperations);
  }

  private static void positive(OptionalLong limit) {
    if (limit.isPresent() && limit.getAsLong() <= 0) {
      throw new IllegalArgumentException("throughput must be above 0");
    }
  }
}
