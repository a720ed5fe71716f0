package dev.cofferdam.host.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The files of both versions, as the kernel writes them.
class HeldLimitsTest {
  @TempDir private Path place;

  private Path cgroup(String tree) throws IOException {
    Files.createDirectories(place.resolve(tree).resolve(SandboxLayout.RUN));
    return place.resolve(tree);
  }

  private void write(Path cgroup, String file, String text) throws IOException {
    Files.writeString(cgroup.resolve(SandboxLayout.RUN).resolve(file), text);
  }

  @Test
  void version2HasAllInOneDirectory() throws IOException {
    Path unified = cgroup("unified");
    write(unified, "memory.max", "134217728\n");
    write(unified, "memory.swap.max", "0\n");
    write(unified, "cpu.max", "50000 100000\n");
    write(unified, "pids.max", "64\n");
    write(unified, "io.max", "8:0 rbps=1 wbps=max\n7:0 rbps=2 wbps=max\n");
    write(unified, "memory.current", "4096\n");
    write(unified, "pids.current", "2\n");
    HeldLimits held = HeldLimits.of(List.of(unified));
    assertThat(held.version()).isEqualTo(CgroupVersion.V2);
    assertThat(held.limits())
        .containsEntry("memory.max", "134217728")
        .containsEntry("cpu.max", "50000 100000")
        .containsEntry("io.max", "8:0 rbps=1 wbps=max, 7:0 rbps=2 wbps=max")
        .hasSize(5);
    assertThat(held.memoryNow()).hasValue(4096);
    assertThat(held.pidsNow()).hasValue(2);
  }

  @Test
  void version1HasThemInSeveralBesideAUnifiedOneWithoutControllers() throws IOException {
    Path unified = cgroup("unified");
    write(unified, "cgroup.procs", "");
    Path memory = cgroup("memory");
    write(memory, "memory.limit_in_bytes", "134217728\n");
    write(memory, "memory.usage_in_bytes", "4096\n");
    Path pids = cgroup("pids");
    write(pids, "pids.max", "max\n");
    HeldLimits held = HeldLimits.of(List.of(unified, pids, memory));
    assertThat(held.version()).isEqualTo(CgroupVersion.V1);
    assertThat(held.limits())
        .containsEntry("memory.limit_in_bytes", "134217728")
        .containsEntry("pids.max", "max")
        .hasSize(2);
    assertThat(held.memoryNow()).hasValue(4096);
    assertThat(held.pidsNow()).isEmpty();
  }

  @Test
  void whereNothingIsThereNothingIsSaid() {
    HeldLimits held = HeldLimits.of(List.of(place.resolve("gone")));
    assertThat(held.limits()).isEmpty();
    assertThat(held.memoryNow()).isEmpty();
  }
}
