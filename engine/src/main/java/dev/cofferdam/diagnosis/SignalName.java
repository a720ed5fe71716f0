package dev.cofferdam.diagnosis;

import java.util.List;

/// The names of signals by their numbers on x86-64 and arm64 (signal(7)).
public final class SignalName {
  private static final List<String> NAMES =
      List.of(
          "SIGHUP",
          "SIGINT",
          "SIGQUIT",
          "SIGILL",
          "SIGTRAP",
          "SIGABRT",
          "SIGBUS",
          "SIGFPE",
          "SIGKILL",
          "SIGUSR1",
          "SIGSEGV",
          "SIGUSR2",
          "SIGPIPE",
          "SIGALRM",
          "SIGTERM",
          "SIGSTKFLT",
          "SIGCHLD",
          "SIGCONT",
          "SIGSTOP",
          "SIGTSTP",
          "SIGTTIN",
          "SIGTTOU",
          "SIGURG",
          "SIGXCPU",
          "SIGXFSZ",
          "SIGVTALRM",
          "SIGPROF",
          "SIGWINCH",
          "SIGIO",
          "SIGPWR",
          "SIGSYS");
  private static final int FIRST_REAL_TIME = 34;
  private static final int LAST_REAL_TIME = 64;

  private SignalName() {}

  /// The signal's name, such as `SIGKILL`, `SIGRTMIN+2`, or `SIG77` for a number without one.
  public static String of(int signal) {
    if (signal >= 1 && signal <= NAMES.size()) {
      return NAMES.get(signal - 1);
    }
    if (signal >= FIRST_REAL_TIME && signal <= LAST_REAL_TIME) {
      return "SIGRTMIN+" + (signal - FIRST_REAL_TIME);
    }
    return "SIG" + signal;
  }
}
