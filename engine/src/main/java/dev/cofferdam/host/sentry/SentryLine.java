package dev.cofferdam.host.sentry;

import dev.cofferdam.host.seccomp.Arch;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A line of the Sentry's log that says something about a program (gVisor's
/// `pkg/sentry/kernel/task_syscall.go`, `compat.go`, `pkg/sentry/strace/strace.go` and
/// `runsc/cmd/boot.go`).
///
/// The texts in it are the program's own and stand between those of the Sentry. Before the call's
/// name stands that of the thread, of at most 15 bytes, which may look like a call itself; and
/// where it is short, a path that is the call's first argument may begin within those 15. So a line
/// in which more than one call could begin there says nothing. A call that went well ends in its
/// result, so that only a line that ends in an error tells of a failure.
sealed interface SentryLine {
  /// A call that a seccomp filter refused.
  ///
  /// @param pid the process, by its number inside
  /// @param arch how it was made
  /// @param number of the call, in that way's own table
  record Denied(int pid, Arch arch, int number) implements SentryLine {}

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

  /// The end of the first process inside, and with it of all, by a signal: its own, or the one that
  /// met what runs it on the host.
  ///
  /// @param signal the signal's number
  record Killed(int signal) implements SentryLine {}

  /// The end of the first process inside, by itself.
  ///
  /// @param status its exit status
  record Exited(int status) implements SentryLine {}

  /// The only ones that the Sentry tells of.
  Set<String> TRACED = Set.of(SentryLog.TRACED.split(","));

  int MAX_NAME = 15;

  int MAX_UNSIGNED_DIGITS = 20;

  Pattern DENIED =
      Pattern.compile(
          "task_syscall\\.go:\\d+\\] \\[ *(\\d+): *\\d+\\] Syscall (\\d+): denied by seccomp");
  Pattern TRACE = Pattern.compile("strace\\.go:\\d+\\] \\[ *(\\d+): *\\d+\\] ");
  Pattern CALL = Pattern.compile(" X (\\w+)\\(");
  String FAILURE = ") = -1 errno=";
  Pattern FAILURE_END = Pattern.compile("(\\d{1,4}) \\([^()]*\\) \\([^()]*\\)");
  Pattern MISSING = Pattern.compile("compat\\.go:\\d+\\] Unsupported syscall (\\w+)\\(.*");
  Pattern KILLED =
      Pattern.compile("boot\\.go:\\d+\\] application exiting with killed by signal (\\d+).*");

  Pattern EXITED = Pattern.compile("boot\\.go:\\d+\\] application exiting with exit status (\\d+)");

  /// Reads one line, without what the log's format puts around it.
  static Optional<SentryLine> parse(String line) {
    Matcher trace = TRACE.matcher(line);
    if (trace.lookingAt()) {
      return failed(number(trace, 1), line.substring(trace.end()));
    }
    Matcher denied = DENIED.matcher(line);
    if (denied.matches()) {
      return Optional.of(denied(number(denied, 1), denied.group(2)));
    }
    Matcher missing = MISSING.matcher(line);
    if (missing.matches()) {
      return Optional.of(new Missing(missing.group(1)));
    }
    Matcher killed = KILLED.matcher(line);
    if (killed.matches()) {
      return Optional.of(new Killed(number(killed, 1)));
    }
    Matcher exited = EXITED.matcher(line);
    return exited.matches() ? Optional.of(new Exited(number(exited, 1))) : Optional.empty();
  }

  /// Whether a line is of a call that was traced.
  static boolean isOfACall(String line) {
    return TRACE.matcher(line).lookingAt();
  }

  private static Optional<SentryLine> failed(int pid, String said) {
    int end = said.lastIndexOf(FAILURE);
    if (end < 0) {
      return Optional.empty();
    }
    Matcher error = FAILURE_END.matcher(said).region(end + FAILURE.length(), said.length());
    Matcher call = CALL.matcher(said);
    int begin = -1;
    for (int at = 0; at <= Math.min(MAX_NAME, end); at++) {
      if (call.region(at, end).lookingAt()) {
        if (begin >= 0) {
          return Optional.empty();
        }
        begin = at;
      }
    }
    if (begin < 0 || !error.matches() || !call.region(begin, end).lookingAt()) {
      return Optional.empty();
    }
    return TRACED.contains(call.group(1))
        ? Optional.of(
            new Failed(
                pid,
                said.substring(0, begin),
                call.group(1),
                said.substring(call.end(), end),
                number(error, 1)))
        : Optional.empty();
  }

  private static SentryLine denied(int pid, String digits) {
    // A register's 64 bits, of which those of an `int` are the number (seccomp(2)).
    int raw = digits.length() > MAX_UNSIGNED_DIGITS ? -1 : new BigInteger(digits).intValue();
    Arch arch = Arch.ofSentry(raw);
    return new Denied(pid, arch, arch.numberOfSentry(raw));
  }

  private static int number(Matcher matcher, int group) {
    String digits = matcher.group(group);
    // Longer ones are none of the Sentry's.
    return digits.length() > 9 ? -1 : Integer.parseInt(digits);
  }
}
