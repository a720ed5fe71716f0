package dev.cofferdam.host.sentry;

import java.nio.charset.StandardCharsets;

/// Lines as the Sentry writes them.
final class Said {
  private Said() {}

  static String line(String text) {
    return "{\"msg\":\""
        + text.replace("\\", "\\\\").replace("\"", "\\\"")
        + "\",\"level\":\"info\",\"time\":\"2026-11-25T10:24:39.123456789Z\"}\n";
  }

  static String refused(int number) {
    return line("task_syscall.go:241] [   1:   1] Syscall " + number + ": denied by seccomp");
  }

  static String failed(String call, int error) {
    return line(
        "strace.go:608] [   1:   1] python3 X "
            + call
            + ") = -1 errno="
            + error
            + " (as it was) (16.571µs)");
  }

  static String missing(int which) {
    return failed("access(0x7ee1abdb2f90 /nope" + which + ", 0o0", 2);
  }

  static String killed(int signal) {
    return line("boot.go:683] application exiting with killed by signal " + signal);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
