package dev.cofferdam.runtime.oci;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.host.LoopDevice;
import dev.cofferdam.host.cgroup.BlockDevice;
import dev.cofferdam.host.cgroup.DeviceIo;
import dev.cofferdam.host.cgroup.IoSupport;
import dev.cofferdam.runtime.MountSource;
import dev.cofferdam.sandbox.IoLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// Which devices a throughput limit applies to, and how far it holds there.
record IoDevices(IoLimits limits, IoSupport support) {
  /// What can be enforced.
  ///
  /// @param devices limits by device
  /// @param label `off`, `full` or `partial`
  /// @param reason why only partly
  record Judged(List<DeviceIo> devices, String label, Optional<String> reason) {}

  /// Finds the devices and judges the limit.
  ///
  /// @throws CofferdamException when the limit cannot be enforced and the user insists
  Judged judge(Optional<LoopDevice> layer, List<MountSource> sources) {
    if (limits.isNone()) {
      return new Judged(List.of(), "off", Optional.empty());
    }
    var devices = new LinkedHashSet<BlockDevice>();
    layer.ifPresent(device -> devices.add(new BlockDevice(LoopDevice.MAJOR, device.minor())));
    var without = new ArrayList<String>();
    if (layer.isEmpty()) {
      without.add("the writable layer is memory");
    }
    for (MountSource source : sources) {
      BlockDevice.of(Path.of(source.file().procPath()))
          .ifPresentOrElse(
              devices::add, () -> without.add("no disk is behind " + source.spec().destination()));
    }
    Optional<String> reason =
        switch (support) {
          case NONE ->
              throw unenforceable("disk throughput cannot be limited: " + support.reason());
          case PARTIAL -> Optional.of(support.reason());
          case FULL -> Optional.empty();
        };
    if (!without.isEmpty()) {
      String more = String.join(", ", without);
      reason = Optional.of(reason.map(first -> first + "; " + more).orElse(more));
    }
    if (reason.isPresent() && limits.strict()) {
      throw unenforceable("disk throughput can only partly be limited here: " + reason.get());
    }
    return new Judged(
        devices.stream().map(this::limitsOf).toList(),
        reason.isPresent() ? "partial" : "full",
        reason);
  }

  private DeviceIo limitsOf(BlockDevice device) {
    return new DeviceIo(
        device,
        limits.readBytesPerSecond(),
        limits.writeBytesPerSecond(),
        limits.readOperationsPerSecond(),
        limits.writeOperationsPerSecond());
  }

  private static CofferdamException unenforceable(String message) {
    return new CofferdamException(
        ErrorCode.LIMIT_UNENFORCEABLE, message, "leave out the --device-* limits or --io-strict");
  }
}
