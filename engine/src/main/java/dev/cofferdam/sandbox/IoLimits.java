package dev.cofferdam.sandbox;

import dev.cofferdam.error.CofferdamException;
import java.util.OptionalLong;

/// Disk throughput limits, off unless given, on the device behind the writable layer and behind
/// each mount.
///
/// @param strict refuse the run where the host limits only some kinds of I/O (cgroup v1)
public record IoLimits(
    OptionalLong readBytesPerSecond,
    OptionalLong writeBytesPerSecond,
    OptionalLong readOperationsPerSecond,
    OptionalLong writeOperationsPerSecond,
    boolean strict) {
  /// No limit.
  public static final IoLimits NONE =
      new IoLimits(
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          false);

  public IoLimits {
    positive("--device-read-bps", readBytesPerSecond);
    positive("--device-write-bps", writeBytesPerSecond);
    positive("--device-read-iops", readOperationsPerSecond);
    positive("--device-write-iops", writeOperationsPerSecond);
  }

  /// Whether nothing is limited.
  public boolean isNone() {
    return readBytesPerSecond.isEmpty()
        && writeBytesPerSecond.isEmpty()
        && readOperationsPerSecond.isEmpty()
        && writeOperationsPerSecond.isEmpty();
  }

  private static void positive(String flag, OptionalLong value) {
    if (value.isPresent() && value.getAsLong() <= 0) {
      throw CofferdamException.invalid(flag + " must be above 0", "leave it out for no limit");
    }
  }
}
