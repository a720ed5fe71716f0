package dev.cofferdam.host.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The same assertions hold on version 1, hybrid and version 2: they name no file of either.
@Tag("limits")
class SandboxCgroupTest {
  private static final long MIB = Programs.MIB;
  private static final String PYTHON = "/usr/bin/python3";
  private static final String FORK_BOMB =
      """
      import os, time
      while True:
          try:
              os.fork()
          except OSError:
              time.sleep(0.001)
      """;

  private final Programs programs = new Programs(Optional.empty());

  @AfterEach
  void nothingIsLeft() {
    programs.close();
    assertThat(SandboxCgroup.leftovers(programs.hierarchy))
        .noneMatch(path -> path.getFileName().toString().startsWith("t0"));
  }

  @Test
  void aMemoryBombIsKilledAndCounted() throws Exception {
    SandboxCgroup cgroup = programs.cgroup(Programs.limits(64 * MIB, 1000, 64));

    Process bomb = programs.run(cgroup, PYTHON, "-c", "x = bytearray(300 << 20)");

    assertThat(Programs.await(bomb)).isEqualTo(137);
    CgroupReadings after = cgroup.read();
    assertThat(after.oomKills()).isEqualTo(1);
    assertThat(after.oomKillSource()).endsWith(":oom_kill");
    after.memoryPeakBytes().ifPresent(peak -> assertThat(peak).isBetween(60 * MIB, 64 * MIB));
  }

  /// What waits in sockets is the kernel's memory, which version 1 counts by itself and only once
  /// it is limited.
  @Test
  void whatNobodyReadsFromItsSocketsIsMemoryToo() throws Exception {
    SandboxCgroup cgroup = programs.cgroup(Programs.limits(64 * MIB, 1000, 64));
    String flood =
        """
        import resource, socket
        resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))
        sockets, held, out = [], 0, socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        for _ in range(1500):
            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            s.bind(('127.0.0.1', 0))
            for _ in range(8):
                try: out.sendto(bytes(32768), s.getsockname())
                except OSError: pass
            s.setblocking(False)
            sockets.append(s)
        for s in sockets:
            try:
                while True: held += len(s.recv(65536))
            except BlockingIOError: pass
        print(held >> 20, flush=True)
        """;

    Process process = programs.run(cgroup, PYTHON, "-c", flood);

    String held = Programs.output(process).strip();
    assertThat(held).isNotEmpty();
    assertThat(Long.parseLong(held)).isBetween(10L, 64L);
  }

  @Test
  void forksBeyondTheLimitAreRefusedAndCounted() throws Exception {
    SandboxCgroup cgroup = programs.cgroup(Programs.limits(128 * MIB, 1000, 20));
    String forks =
        """
        import os, time
        made = 0
        for i in range(40):
            try:
                if os.fork() == 0:
                    time.sleep(60)
                made += 1
            except BlockingIOError:
                pass
        print(made, flush=True)
        os.kill(0, 9)
        """;

    Process process = programs.run(cgroup, "/usr/bin/setsid", PYTHON, "-c", forks);

    assertThat(Programs.output(process).strip()).isEqualTo("19");
    Programs.await(process);
    CgroupReadings after = cgroup.read();
    assertThat(after.pidsRefused()).isEqualTo(21);
    after.pidsPeak().ifPresent(peak -> assertThat(peak).isEqualTo(20));
    assertThat(after.oomKills()).isZero();
  }

  @Test
  void aBusyLoopGetsAFifthOfACpu() throws Exception {
    SandboxCgroup cgroup = programs.cgroup(Programs.limits(64 * MIB, 200, 64));
    String loop = "import time\nend = time.monotonic() + 1.5\nwhile time.monotonic() < end: pass";

    long begin = System.nanoTime();
    Programs.await(programs.run(cgroup, PYTHON, "-c", loop));
    long wallMicros = (System.nanoTime() - begin) / 1000;

    CgroupReadings after = cgroup.read();
    // A period's share may be used at both ends of the time, and a tick beyond.
    assertThat(after.cpuMicros()).isBetween(50_000L, wallMicros / 5 + 60_000);
    assertThat(after.throttledMicros()).isGreaterThan(100_000);
    assertThat(after.throttledPeriods()).isGreaterThan(2);
  }

  @Test
  void directWritesAreHeldToTheirRate() throws Exception {
    assumeThat(programs.parent.ioSupport()).isNotEqualTo(IoSupport.NONE);
    Path file = Files.createTempFile("cofferdam", ".io");
    try {
      Optional<BlockDevice> device = BlockDevice.of(file);
      assumeThat(device).isPresent();
      SandboxCgroup cgroup = programs.cgroup(Programs.writing(device.orElseThrow(), 2 * MIB));
      Process writer =
          programs.waiting("dd", "if=/dev/zero", "of=" + file, "bs=1M", "count=4", "oflag=direct");
      assertThat(cgroup.adopt(writer.pid()).values().values())
          .anySatisfy(value ->
              assertThat(value).contains(device.orElseThrow().toString()).contains("2097152"));

      long begin = System.nanoTime();
      Programs.release(writer);

      assertThat(Programs.await(writer)).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isGreaterThan(Duration.ofMillis(1400));
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void whatIsInForceIsWhatTheKernelGaveBack() throws Exception {
    SandboxCgroup cgroup = programs.cgroup(Programs.limits(64 * MIB + 5, 10, 7));
    Process process = programs.waiting("true");

    InForce inForce = cgroup.adopt(process.pid());

    assertThat(inForce.values())
        .containsValue(Long.toString(64 * MIB))
        .containsEntry("pids.max", "7")
        .containsKey(
            switch (programs.hierarchy.version()) {
              case V1 -> "memory.limit_in_bytes";
              case V2 -> "memory.max";
            });
    assertThat(inForce.values().values()).anyMatch(value -> value.matches("1000( 100000)?"));
    assertThat(cgroup.read().pidsNow()).isEqualTo(1);
  }

  @Test
  void theRuntimesOwnProcessesAreNotCounted() throws Exception {
    SandboxCgroup cgroup = programs.cgroup(Programs.limits(64 * MIB, 1000, 5));
    Process runtime = programs.waiting("sleep", "60");
    for (Path directory : cgroup.joinDirectories()) {
      CgroupFiles.write(directory.resolve("cgroup.procs"), Long.toString(runtime.pid()));
    }
    Programs.release(runtime);

    assertThat(Programs.await(programs.run(cgroup, "true"))).isZero();

    cgroup.read().pidsPeak().ifPresent(peak -> assertThat(peak).isEqualTo(1));
    assertThat(cgroup.isEmpty()).isFalse();
    assertThat(cgroup.kill()).isTrue();
    assertThat(Programs.await(runtime)).isEqualTo(137);
  }

  @Test
  void killWinsAgainstAForkBomb() throws Exception {
    SandboxCgroup cgroup = programs.cgroup(Programs.limits(256 * MIB, 1000, 200));
    programs.run(cgroup, PYTHON, "-c", FORK_BOMB);
    awaitRefusals(cgroup);

    long begin = System.nanoTime();
    assertThat(cgroup.kill()).isTrue();

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    assertThat(cgroup.isEmpty()).isTrue();
    assertThat(cgroup.remove()).isEmpty();
    assertThat(cgroup.directories()).noneMatch(Files::exists);
  }

  @Test
  void aForkBombInOneHierarchyOnlyIsKilledProcessByProcess() throws Exception {
    assumeThat(programs.hierarchy.version()).isEqualTo(CgroupVersion.V1);
    SandboxCgroup cgroup = programs.cgroup(Programs.limits(256 * MIB, 1000, 100));
    programs.run(cgroup, PYTHON, "-c", FORK_BOMB);
    awaitRefusals(cgroup);
    Path pids =
        cgroup.directories().stream()
            .filter(path -> Files.exists(path.resolve("pids.max")))
            .findFirst()
            .orElseThrow();

    assertThat(SandboxCgroup.killAndRemove(pids)).isEmpty();

    assertThat(cgroup.isEmpty()).isTrue();
  }

  @Test
  void theSweepFindsWhatAnEngineLeftBehind() throws Exception {
    SandboxCgroup cgroup = programs.cgroup(Programs.limits(64 * MIB, 1000, 50));
    programs.run(cgroup, PYTHON, "-c", FORK_BOMB);
    awaitRefusals(cgroup);

    List<Path> found =
        SandboxCgroup.leftovers(programs.hierarchy).stream()
            .filter(cgroup.directories()::contains)
            .toList();

    assertThat(found).containsExactlyInAnyOrderElementsOf(cgroup.directories());
    assertThat(found).allSatisfy(path -> assertThat(SandboxCgroup.killAndRemove(path)).isEmpty());
    assertThat(cgroup.read().pidsNow()).isZero();
  }

  @Test
  void aLimitThatTheKernelRefusesIsNoSandboxAndLeavesNothing() {
    BlockDevice none = new BlockDevice(4095, 77);
    assumeThat(programs.parent.ioSupport()).isNotEqualTo(IoSupport.NONE);
    String id = programs.id();

    assertThatThrownBy(
            () -> {
              SandboxCgroup cgroup =
                  SandboxCgroup.create(programs.parent, id, Programs.writing(none, MIB));
              try {
                cgroup.adopt(programs.waiting("true").pid());
              } finally {
                cgroup.kill();
                cgroup.remove();
              }
            })
        .isInstanceOfSatisfying(
            CofferdamException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.LIMIT_UNENFORCEABLE);
              assertThat(refusal).hasMessageContaining("the kernel refused");
            });
    assertThat(SandboxCgroup.leftovers(programs.hierarchy)).noneMatch(path -> path.endsWith(id));
  }

  @Test
  void aProcessThatIsGoneCannotBeAdopted() throws Exception {
    SandboxCgroup cgroup = programs.cgroup(Programs.limits(64 * MIB, 1000, 5));
    Process process = new ProcessBuilder("true").start();
    Programs.await(process);

    assertThatThrownBy(() -> cgroup.adopt(process.pid()))
        .isInstanceOfSatisfying(
            CofferdamException.class,
            lost -> assertThat(lost.code()).isEqualTo(ErrorCode.SANDBOX_LOST));
  }

  @Test
  void countersOfARemovedCgroupReadNothing() {
    SandboxCgroup cgroup = programs.cgroup(Programs.limits(64 * MIB, 1000, 5));
    assertThat(cgroup.remove()).isEmpty();

    CgroupReadings after = cgroup.read();

    assertThat(after.oomKills()).isZero();
    assertThat(after.memoryPeakBytes()).isEmpty();
    assertThat(after.pidsPeak()).isEmpty();
    assertThat(cgroup.isEmpty()).isTrue();
    assertThat(cgroup.kill()).isTrue();
  }

  @Test
  void anAskedParentHoldsTheSandboxAndItsLimitsAreSeen() throws Exception {
    String name = "/cofferdam-test-" + ProcessHandle.current().pid();
    try (Programs below = new Programs(Optional.of(name + "/inner"))) {
      SandboxCgroup cgroup = below.cgroup(Programs.limits(64 * MIB, 1000, 5));
      assertThat(cgroup.runtimePath().orElseThrow())
          .startsWith(name + "/inner/cofferdam/")
          .endsWith("/box");
      Path memory = below.parent.controllerTree("memory").at(name);
      CgroupFiles.write(
          memory.resolve(
              switch (below.hierarchy.version()) {
                case V1 -> "memory.limit_in_bytes";
                case V2 -> "memory.max";
              }),
          Long.toString(512 * MIB));
      assertThat(below.parent.memoryCeiling()).isEqualTo(512 * MIB);
      assertThat(below.parent.pidsCeiling()).isGreaterThan(100);
      assertThat(Programs.await(below.run(cgroup, "true"))).isZero();
    } finally {
      for (CgroupTree tree : programs.hierarchy.trees()) {
        Files.deleteIfExists(tree.at(name + "/inner"));
        Files.deleteIfExists(tree.at(name));
      }
    }
  }

  @Test
  void aMalformedParentIsRefused() {
    for (String path : List.of("/a/../b", "/..", "a b", "/a//b", "/a\nb")) {
      assertThatThrownBy(() -> CgroupParent.choose(programs.hierarchy, Optional.of(path)))
          .isInstanceOfSatisfying(
              CofferdamException.class,
              wrong -> assertThat(wrong.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }
  }

  @Test
  void sandboxesComeAndGoAtOnceWithoutDisturbingEachOther() throws Exception {
    // Each may find the directory above its own just made, just removed, or not yet prepared.
    try (var threads = Executors.newFixedThreadPool(4)) {
      var all = new ArrayList<Future<?>>();
      for (int i = 0; i < 60; i++) {
        String id = programs.id();
        all.add(
            threads.submit(() -> {
              SandboxCgroup cgroup =
                  SandboxCgroup.create(programs.parent, id, Programs.limits(64 * MIB, 1000, 5));
              assertThat(cgroup.kill()).isTrue();
              assertThat(cgroup.remove()).isEmpty();
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  @Test
  void theUnifiedIdIsTheInodeThatTheKernelNames() {
    assumeThat(programs.hierarchy.unified()).isPresent();
    SandboxCgroup cgroup = programs.cgroup(Programs.limits(64 * MIB, 1000, 5));

    assertThat(cgroup.unifiedId()).isPresent();
    assertThat(cgroup.unifiedId().getAsLong()).isPositive();
  }

  @Test
  void theDiskOfAFileIsAWholeDiskAndMemoryHasNone() throws IOException {
    assertThat(BlockDevice.of(Path.of("/dev/shm"))).isEmpty();
    assertThat(BlockDevice.of(Path.of("/no/such/file"))).isEmpty();
    Optional<BlockDevice> disk = BlockDevice.of(Path.of("/"));
    if (disk.isPresent()) {
      Path entry = Path.of("/sys/dev/block/" + disk.get());
      assertThat(entry).exists();
      assertThat(entry.resolve("partition")).doesNotExist();
    }
  }

  private static void awaitRefusals(SandboxCgroup cgroup) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> cgroup.read().pidsRefused() > 0);
  }
}
