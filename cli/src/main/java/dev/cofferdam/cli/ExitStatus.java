package dev.cofferdam.cli;

import dev.cofferdam.error.ErrorCode;

/// The exit statuses of `cofferdam`. A run's own status is the program's, or one of the shell's
/// conventions as [dev.cofferdam.diagnosis.Ending] has them: 124 for a timeout, 126 for a file that
/// cannot be executed, 127 for a command that was not found, 128 + N for signal N, 137 when it was
/// killed for memory. What is below is ours. SIGINT, SIGTERM and SIGHUP end us as 130, 143 and 129;
/// the JVM itself sets those.
final class ExitStatus {
  /// All went well.
  static final int OK = 0;

  /// Nothing was run: the request was refused, or we are at fault. As `docker run` has it.
  static final int OURS = 125;

  /// Nobody reads our output any more (128 + SIGPIPE), as a program that dies of it.
  static final int READER_GONE = 141;

  private ExitStatus() {}

  /// The status for a request that was not carried out. One status for all codes: a script tells
  /// our failures from the program's by it, and people read the line.
  static int of(ErrorCode code) {
    return switch (code) {
      case INVALID_REQUEST,
          REFUSED_UNSAFE,
          LIMIT_UNENFORCEABLE,
          RUNTIME_UNAVAILABLE,
          IMAGE_MISSING,
          NAME_TAKEN,
          HOST_UNSUITABLE,
          SANDBOX_LOST,
          INTERNAL ->
          OURS;
    };
  }
}
