package dev.cofferdam.host.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A kernel that does not count swap has no file to limit it by; no such kernel is at hand, so the
/// other files stand in a directory here.
class UncountedSwapTest {
  @Test
  void aLineBelowTheHeadingIsSwap() {
    String heading = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority";
    assertThat(Swap.isOn("")).isFalse();
    assertThat(Swap.isOn(heading + "\n")).isFalse();
    assertThat(Swap.isOn(heading + "\n/dev/vdb partition\t1048572\t0\t-2")).isTrue();
  }

  @Test
  void aHostWithoutSwapHasNothingToLimit(@TempDir Path directory) throws Exception {
    assumeThat(Swap.isOn(Files.readString(Path.of("/proc/swaps")))).isFalse();
    for (String name :
        List.of("memory.limit_in_bytes", "cpu.cfs_period_us", "cpu.cfs_quota_us", "pids.max")) {
      Files.createFile(directory.resolve(name));
    }
    var files =
        new ControlFilesV1(directory, directory, Optional.of(directory), directory, directory);

    InForce inForce = files.apply(Programs.limits(64 * Programs.MIB, 1000, 5));

    assertThat(inForce.values())
        .containsEntry("memory.limit_in_bytes", Long.toString(64 * Programs.MIB))
        .doesNotContainKey("memory.swappiness");
  }
}
