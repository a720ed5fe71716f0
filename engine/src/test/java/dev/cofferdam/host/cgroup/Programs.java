package dev.cofferdam.host.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/// Real programs in real cgroups: each waits as a sandbox's first process does until it is adopted.
final class Programs implements AutoCloseable {
  static final long MIB = 1L << 20;

  final CgroupHierarchy hierarchy = CgroupHierarchy.detect();
  final CgroupParent parent;
  private final List<SandboxCgroup> cgroups = new ArrayList<>();
  private final List<Process> processes = new ArrayList<>();
  private int next;

  Programs(Optional<String> asked) {
    parent = CgroupParent.choose(hierarchy, asked);
  }

  SandboxCgroup cgroup(CgroupLimits limits) {
    SandboxCgroup cgroup = SandboxCgroup.create(parent, id(), limits);
    cgroups.add(cgroup);
    return cgroup;
  }

  /// An id of this process that no other test uses.
  String id() {
    String text = Long.toString(System.nanoTime(), 36) + "x" + ++next;
    return "t" + "0".repeat(20 - text.length()) + text;
  }

  static CgroupLimits limits(long memory, int milliCpus, int pids) {
    return new CgroupLimits(memory, milliCpus, pids, List.of());
  }

  static CgroupLimits writing(BlockDevice device, long bytesPerSecond) {
    return new CgroupLimits(
        256 * MIB,
        1000,
        64,
        List.of(
            new DeviceIo(
                device,
                OptionalLong.empty(),
                OptionalLong.of(bytesPerSecond),
                OptionalLong.empty(),
                OptionalLong.empty())));
  }

  /// Starts a program that becomes the command once [#release]d.
  Process waiting(String... command) throws IOException {
    var line = new ArrayList<>(List.of("/bin/sh", "-c", "read go && exec \"$@\"", "sh"));
    line.addAll(List.of(command));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    processes.add(process);
    return process;
  }

  static void release(Process process) throws IOException {
    process.getOutputStream().write("go\n".getBytes(StandardCharsets.US_ASCII));
    process.getOutputStream().close();
  }

  /// Runs a command in a cgroup.
  Process run(SandboxCgroup cgroup, String... command) throws IOException {
    Process process = waiting(command);
    cgroup.adopt(process.pid());
    release(process);
    return process;
  }

  static int await(Process process) throws InterruptedException {
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    for (SandboxCgroup cgroup : cgroups) {
      cgroup.kill();
      assertThat(cgroup.remove()).isEmpty();
    }
    processes.forEach(Process::destroyForcibly);
  }
}
