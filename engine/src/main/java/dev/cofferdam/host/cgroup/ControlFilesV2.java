package dev.cofferdam.host.cgroup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// Limits and counters of version 2.
///
/// @param directory the cgroup
record ControlFilesV2(Path directory) implements ControlFiles {
  @Override
  public InForce apply(CgroupLimits limits) {
    var writing = new Writing();
    writing.bytes(directory.resolve("memory.max"), limits.memoryBytes());
    Path swap = directory.resolve("memory.swap.max");
    if (Files.exists(swap)) {
      writing.exact(swap, "0");
    } else {
      Swap.requireNone();
    }
    writing.exact(
        directory.resolve("cpu.max"), limits.quotaMicros() + " " + CgroupLimits.CPU_PERIOD_MICROS);
    writing.exact(directory.resolve("pids.max"), Integer.toString(limits.pids()));
    for (DeviceIo io : limits.io()) {
      String line =
          io.device()
              + setting("rbps", io.readBytes())
              + setting("wbps", io.writeBytes())
              + setting("riops", io.readOperations())
              + setting("wiops", io.writeOperations());
      writing.line(directory.resolve("io.max"), line, line);
    }
    return writing.result();
  }

  private static String setting(String key, OptionalLong limit) {
    return " " + key + "=" + (limit.isPresent() ? Long.toString(limit.getAsLong()) : "max");
  }

  @Override
  public CgroupReadings read() {
    String cpu = CgroupFiles.readLeniently(directory.resolve("cpu.stat"));
    OptionalLong refused = CgroupFiles.number(directory.resolve("pids.events.local"), "max");
    return new CgroupReadings(
        CgroupFiles.number(directory.resolve("memory.events"), "oom_kill").orElse(0),
        "memory.events:oom_kill",
        CgroupFiles.number(directory.resolve("memory.peak")),
        CgroupFiles.number(directory.resolve("memory.current")).orElse(0),
        refused.isPresent()
            ? refused.getAsLong()
            : CgroupFiles.number(directory.resolve("pids.events"), "max").orElse(0),
        refused.isPresent() ? "pids.events.local:max" : "pids.events:max",
        CgroupFiles.number(directory.resolve("pids.peak")),
        CgroupFiles.number(directory.resolve("pids.current")).orElse(0),
        CgroupFiles.keyed(cpu, "usage_usec").orElse(0),
        CgroupFiles.keyed(cpu, "throttled_usec").orElse(0),
        CgroupFiles.keyed(cpu, "nr_throttled").orElse(0));
  }
}
