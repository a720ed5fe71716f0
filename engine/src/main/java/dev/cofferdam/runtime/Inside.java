package dev.cofferdam.runtime;

import dev.cofferdam.host.KernelName;
import java.util.Optional;

/// What `init` saw inside a sandbox when nothing was left to do but to become the program. It is
/// our own program that looked, before anything of a stranger's ran; still all of it is the answer
/// of the kernel inside.
///
/// @param kernel what uname(2) says
/// @param procVersion the line of `/proc/version`; empty where it cannot be read
/// @param kernelLog the beginning of what syslog(2) gives; empty where it is refused
/// @param logRefused the error with which it is
/// @param mounts the lines of `/proc/self/mountinfo`
/// @param status the lines of `/proc/self/status`, the last filter being in force
public record Inside(
    KernelName kernel,
    String procVersion,
    String kernelLog,
    Optional<String> logRefused,
    String mounts,
    String status) {
  private static final int MAX_LOG_LINES = 3;

  /// The first lines of the kernel's log, without levels and times.
  public String firstOfLog() {
    return String.join(
        "\n",
        kernelLog
            .lines()
            .limit(MAX_LOG_LINES)
            .map(line -> line.replaceFirst("^(<\\d+>)?(\\[[ .0-9]+] )?", ""))
            .toList());
  }
}
