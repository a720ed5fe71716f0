package dev.cofferdam.host.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.error.CofferdamException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HierarchyTextTest {
  private static final String V1_MOUNTS =
      """
      22 27 0:21 / /proc rw,relatime - proc proc rw
      31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
      32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw,nosuid shared:5 - cgroup cgroup rw,cpu,cpuacct
      33 31 0:30 / /sys/fs/cgroup/memory rw,nosuid shared:6 - cgroup cgroup rw,memory
      34 31 0:31 / /sys/fs/cgroup/pids rw,nosuid shared:7 - cgroup cgroup rw,pids
      35 31 0:32 / /sys/fs/cgroup/systemd rw - cgroup cgroup rw,xattr,release_agent=/x,name=systemd
      """;
  private static final String UNIFIED_MOUNT =
      "41 31 0:38 / /sys/fs/cgroup/unified rw,relatime shared:9 - cgroup2 cgroup2 rw,nsdelegate\n";
  private static final String V1_SELF =
      """
      4:pids:/user.slice/user-0.slice/session-1.scope
      3:memory:/user.slice/user-0.slice/session-1.scope
      2:cpu,cpuacct:/user.slice
      1:name=systemd:/user.slice/user-0.slice/session-1.scope
      0::/user.slice/user-0.slice/session-1.scope
      """;

  @Test
  void pureVersion1HasATreePerMountAndNoUnifiedOne() {
    CgroupHierarchy hierarchy = CgroupHierarchy.of(V1_MOUNTS, V1_SELF);

    assertThat(hierarchy.version().label()).isEqualTo("v1");
    assertThat(hierarchy.controllers()).containsExactly("cpu", "cpuacct", "memory", "pids");
    assertThat(hierarchy.unified()).isEmpty();
    CgroupTree cpu = hierarchy.tree("cpu").orElseThrow();
    assertThat(cpu).isSameAs(hierarchy.tree("cpuacct").orElseThrow());
    assertThat(cpu.mount()).isEqualTo(Path.of("/sys/fs/cgroup/cpu,cpuacct"));
    assertThat(cpu.own()).isEqualTo("/user.slice");
    assertThat(hierarchy.tree("name=systemd")).isPresent();
  }

  @Test
  void aHybridHostIsVersion1WithAUnifiedTree() {
    CgroupHierarchy hierarchy = CgroupHierarchy.of(V1_MOUNTS + UNIFIED_MOUNT, V1_SELF);

    assertThat(hierarchy.version()).isEqualTo(CgroupVersion.V1);
    assertThat(hierarchy.unified()).contains(Path.of("/sys/fs/cgroup/unified"));
    assertThat(hierarchy.unifiedTree().own()).isEqualTo("/user.slice/user-0.slice/session-1.scope");
  }

  @Test
  void missingControllersComeWithARemedy() {
    CgroupHierarchy hierarchy =
        CgroupHierarchy.of(V1_MOUNTS.replace("rw,memory", "rw,hugetlb"), V1_SELF);

    assertThat(hierarchy.missing())
        .extracting(CgroupHierarchy.Missing::controller)
        .containsExactly("memory", "blkio");
    assertThat(hierarchy.missing().getFirst().needed()).isTrue();
    assertThat(hierarchy.missing().getFirst().remedy()).contains("cgroup_enable=memory");
    assertThat(hierarchy.missing().getLast().needed()).isFalse();
    assertThatThrownBy(() -> CgroupParent.choose(hierarchy, Optional.empty()))
        .isInstanceOf(CofferdamException.class)
        .hasMessageContaining("memory");
  }

  @Test
  void aUserSessionOfSystemdIsVersion2BelowTheUsersOwnManager() {
    CgroupHierarchy hierarchy =
        CgroupHierarchy.of(
            "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n",
            "0::/user.slice/user-1000.slice/user@1000.service/app.slice/term.scope\n");

    assertThat(hierarchy.version().label()).isEqualTo("v2");
    assertThat(hierarchy.unifiedTree().own())
        .isEqualTo("/user.slice/user-1000.slice/user@1000.service/app.slice/term.scope");
    assertThat(hierarchy.unifiedTree().at("/user.slice"))
        .isEqualTo(Path.of("/sys/fs/cgroup/user.slice"));
  }

  @Test
  void aContainerWithoutCgroupNamespaceIsAtTheRootOfWhatItSees() {
    CgroupHierarchy hierarchy =
        CgroupHierarchy.of(
            V1_MOUNTS.replace(" / /sys", " /docker/4ab /sys"),
            """
            3:pids:/docker/4ab
            2:memory:/docker/4ab/inner
            1:cpu,cpuacct:/elsewhere
            """);

    assertThat(hierarchy.tree("pids").orElseThrow().own()).isEmpty();
    assertThat(hierarchy.tree("memory").orElseThrow().own()).isEqualTo("/inner");
    assertThat(hierarchy.tree("cpu").orElseThrow().own()).isEmpty();
  }

  @Test
  void aContainerWithCgroupNamespaceIsAtTheRoot() {
    CgroupHierarchy hierarchy =
        CgroupHierarchy.of(
            "30 23 0:26 /../../.. /sys/fs/cgroup ro,nosuid - cgroup2 cgroup rw\n", "0::/\n");

    assertThat(hierarchy.unifiedTree().own()).isEmpty();
  }

  @Test
  void ofTwoMountsTheUsualPlaceWins() {
    String elsewhere = UNIFIED_MOUNT.replace("/sys/fs/cgroup/unified", "/host\\040sys/cgroup");

    assertThat(CgroupTree.parse(elsewhere + UNIFIED_MOUNT, "0::/"))
        .containsExactly(new CgroupTree(Path.of("/sys/fs/cgroup/unified"), Set.of(), true, ""));
    assertThat(CgroupTree.parse(UNIFIED_MOUNT + elsewhere, "0::/"))
        .extracting(CgroupTree::mount)
        .containsExactly(Path.of("/sys/fs/cgroup/unified"));
    assertThat(CgroupTree.parse(elsewhere, "0::/"))
        .extracting(CgroupTree::mount)
        .containsExactly(Path.of("/host sys/cgroup"));
  }

  @Test
  void aHostWithoutControlGroupsIsUnsuitable() {
    assertThatThrownBy(() -> CgroupHierarchy.of("22 27 0:21 / /proc rw - proc proc rw\n", ""))
        .isInstanceOf(CofferdamException.class)
        .hasMessageContaining("no control groups");
  }

  @Test
  void deviceNumbersAreTakenApartAsGlibcPutsThemTogether() {
    assertThat(BlockDevice.decode(0xfe00)).hasToString("254:0");
    assertThat(BlockDevice.decode(0x1001_0303L)).hasToString("259:65539");
  }
}
