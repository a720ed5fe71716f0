package dev.cofferdam.host.cgroup;

import java.nio.file.Path;

/// The host's swap, where the kernel does not count it for each cgroup (`swapaccount=0`).
final class Swap {
  private static final Path AREAS = Path.of("/proc/swaps");

  private Swap() {}

  /// Where it is not counted nothing limits it, and being told not to use it is no limit: a sandbox
  /// would have the host's swap on top of its memory.
  ///
  /// @throws dev.cofferdam.error.CofferdamException LIMIT_UNENFORCEABLE when the host has any
  static void requireNone() {
    if (isOn(CgroupFiles.readLeniently(AREAS))) {
      throw CgroupParent.unenforceable(
          "the kernel does not account swap, so that memory without swap cannot be enforced",
          "boot with 'swapaccount=1' on the kernel's command line, or swapoff -a");
    }
  }

  /// Whether a text of `/proc/swaps` (proc(5)) has a line below its heading.
  static boolean isOn(String areas) {
    return areas.lines().filter(line -> !line.isBlank()).count() > 1;
  }
}
