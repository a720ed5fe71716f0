package dev.cofferdam.host.cgroup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// What the kernel holds a sandbox's program to at this moment, read from the files of its cgroup,
/// whoever made it.
///
/// @param version which version the limits are of
/// @param limits the kernel's own names and values, a line for each disk joined by commas
/// @param memoryNow bytes in use; empty without such a file
/// @param pidsNow processes and threads; empty without such a file
public record HeldLimits(
    CgroupVersion version,
    Map<String, String> limits,
    OptionalLong memoryNow,
    OptionalLong pidsNow) {
  private static final List<String> OF_V2 =
      List.of("memory.max", "memory.swap.max", "cpu.max", "pids.max", "io.max");
  private static final List<String> OF_V1 =
      List.of(
          "memory.limit_in_bytes",
          "memory.memsw.limit_in_bytes",
          "memory.kmem.tcp.limit_in_bytes",
          "cpu.cfs_period_us",
          "cpu.cfs_quota_us",
          "pids.max",
          "blkio.throttle.read_bps_device",
          "blkio.throttle.write_bps_device",
          "blkio.throttle.read_iops_device",
          "blkio.throttle.write_iops_device");

  public HeldLimits {
    limits = Collections.unmodifiableMap(new LinkedHashMap<>(limits));
  }

  /// Reads them.
  ///
  /// @param directories of one sandbox, one in each hierarchy ([SandboxCgroup#directories()])
  public static HeldLimits of(List<Path> directories) {
    List<Path> programs = directories.stream().map(HeldLimits::program).toList();
    boolean second = has(programs, "memory.max");
    var limits = new LinkedHashMap<String, String>();
    for (String name : second ? OF_V2 : OF_V1) {
      for (Path program : programs) {
        String value = CgroupFiles.readLeniently(program.resolve(name));
        if (!value.isEmpty()) {
          limits.put(name, value.replace("\n", ", "));
        }
      }
    }
    return new HeldLimits(
        second ? CgroupVersion.V2 : CgroupVersion.V1,
        limits,
        number(programs, second ? "memory.current" : "memory.usage_in_bytes"),
        number(programs, "pids.current"));
  }

  /// Where the program is: of one process its sandbox's directory itself.
  private static Path program(Path directory) {
    Path run = directory.resolve(SandboxLayout.RUN);
    return Files.isDirectory(run) ? run : directory;
  }

  private static boolean has(List<Path> programs, String name) {
    return programs.stream().anyMatch(program -> Files.exists(program.resolve(name)));
  }

  private static OptionalLong number(List<Path> programs, String name) {
    return programs.stream()
        .map(program -> CgroupFiles.number(program.resolve(name)))
        .filter(OptionalLong::isPresent)
        .findFirst()
        .orElse(OptionalLong.empty());
  }
}
