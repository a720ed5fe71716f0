package dev.cofferdam.host.sentry;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A line of the Sentry's log that says something about a program (gVisor's
/// `pkg/sentry/kernel/task_syscall.go`, `task_signals.go`, `compat.go` and
/// `pkg/sentry/strace/strace.go`).
///
/// The texts in it are the program's own and stand between those of the Sentry. A name of a thread
/// has at most 15 bytes, and no argument in the first 15 characters is the program's to choose, so
/// that the longest name that fits is the real one; what follows the last `) = -1 errno=` is never
/// the program's.
sealed interface SentryLine {
  /// A call that a seccomp filter refused.
  ///
  /// @param pid the process, by its number inside
  /// @param number of the call
  record Denied(int pid, int number) implements SentryLine {}

  /// A call that failed.
  ///
  /// @param pid the process, by its number inside
  /// @param process the calling thread's name
  /// @param call the call's name
  /// @param arguments as the Sentry prints them
  /// @param error the error's number
  record Failed(int pid, String process, String call, String arguments, int error)
      implements SentryLine {}

  /// A call that the Sentry does not have.
  ///
  /// @param call its name, `sys_N` where the Sentry has none
  record Missing(String call) implements SentryLine {}

  /// The end of a process by a signal.
  ///
  /// @param pid the process, by its number inside
  /// @param signal the signal's number
  record Killed(int pid, int signal) implements SentryLine {}

  /// What tells lines worth reading from the many others, before they are decoded.
  List<String> SIGNS =
      List.of(
          " = -1 errno=",
          ": denied by seccomp",
          ": terminating thread group",
          "] Unsupported syscall ");

  Pattern DENIED =
      Pattern.compile(
          "task_syscall\\.go:\\d+\\] \\[ *(\\d+): *\\d+\\] Syscall (\\d+): denied by seccomp");
  Pattern FAILED =
      Pattern.compile(
          "strace\\.go:\\d+\\] \\[ *(\\d+): *\\d+\\] (.{0,15}) X (\\w+)\\((.*)\\) = -1 errno=(\\d+) .*",
          Pattern.DOTALL);
  Pattern MISSING = Pattern.compile("compat\\.go:\\d+\\] Unsupported syscall (\\w+)\\(.*");
  Pattern KILLED =
      Pattern.compile(
          "task_signals\\.go:\\d+\\] \\[ *(\\d+): *\\d+\\] Signal (\\d+), .*: terminating thread group");

  /// Reads one line, without what the log's format puts around it.
  static Optional<SentryLine> parse(String line) {
    Matcher failed = FAILED.matcher(line);
    if (failed.matches()) {
      return Optional.of(
          new Failed(
              number(failed, 1),
              failed.group(2),
              failed.group(3),
              failed.group(4),
              number(failed, 5)));
    }
    Matcher denied = DENIED.matcher(line);
    if (denied.matches()) {
      return Optional.of(new Denied(number(denied, 1), number(denied, 2)));
    }
    Matcher missing = MISSING.matcher(line);
    if (missing.matches()) {
      return Optional.of(new Missing(missing.group(1)));
    }
    Matcher killed = KILLED.matcher(line);
    if (killed.matches()) {
      return Optional.of(new Killed(number(killed, 1), number(killed, 2)));
    }
    return Optional.empty();
  }

  private static int number(Matcher matcher, int group) {
    String digits = matcher.group(group);
    // Longer ones are none of the Sentry's.
    return digits.length() > 9 ? -1 : Integer.parseInt(digits);
  }
}
