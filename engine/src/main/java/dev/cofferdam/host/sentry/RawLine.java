package dev.cofferdam.host.sentry;

import dev.cofferdam.host.trace.Failures;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What a line of the Sentry's log is about, told from a few of its bytes: those at its ends, which
/// are the Sentry's own. Nearly all lines are of calls that went well, and a program makes as many
/// of them as it likes.
final class RawLine {
  /// What is to be done with a line.
  enum Kind {
    /// Nothing.
    QUIET,
    /// It tells of a failed call that may be recorded.
    FAILED,
    /// It tells something that is never left out: a refusal, a process that could not be made, the
    /// end.
    SAID,
    /// It would tell of a failed call, but its beginning is missing.
    BROKEN
  }

  /// How many bytes at a line's end tell whether a call failed.
  static final int TAIL_BYTES = 256;

  private static final byte[] MESSAGE = ascii("{\"msg\":\"");
  private static final byte[] STRACE = ascii("{\"msg\":\"strace.go:");
  private static final byte[] REFUSAL = ascii("{\"msg\":\"task_syscall.go:");
  private static final byte[] BOOT = ascii("{\"msg\":\"boot.go:");

  /// In the log for users, which has the calls that the Sentry lacks; the other has them too.
  private static final byte[] COMPATIBILITY = ascii("{\"log\":\"compat.go:");

  private static final byte[] COMPATIBILITY_MESSAGE = ascii("{\"msg\":\"compat.go:");

  /// What follows the text. No text has it, since a quotation mark in one has a backslash before.
  private static final byte[] LEVEL = ascii("\",\"level\":\"");

  private static final byte[] DENIED = ascii(": denied by seccomp");
  private static final byte[] EXITING = ascii("] application exiting with ");
  private static final byte[] FAILURE = ascii(") = -1 errno=");
  private static final List<byte[]> FORKS =
      List.of(ascii(" X clone"), ascii(" X fork("), ascii(" X vfork("));

  /// Within so many bytes a call's name begins: numbers and a thread's name, each of whose bytes
  /// may take six.
  private static final int NAME_BYTES = 160;

  private static final int MAX_LEVEL = 96;
  private static final int MAX_DURATION = 32;
  private static final int MAX_ERROR = 80;

  private RawLine() {}

  static Kind kind(byte[] line, int from, int to) {
    if (starts(line, from, to, STRACE)) {
      return failed(line, from, to);
    }
    if (starts(line, from, to, REFUSAL)) {
      int end = textEnd(line, from, to);
      return said(end >= 0 && starts(line, end - DENIED.length, end, DENIED));
    }
    if (starts(line, from, to, BOOT)) {
      return said(contains(line, from, Math.min(to, from + NAME_BYTES), EXITING));
    }
    if (starts(line, from, to, COMPATIBILITY) || starts(line, from, to, COMPATIBILITY_MESSAGE)) {
      return Kind.SAID;
    }
    return !starts(line, from, to, MESSAGE) && isRecordable(line, from, to)
        ? Kind.BROKEN
        : Kind.QUIET;
  }

  /// Whether what ends here is the line of a failed call that may be recorded.
  static boolean isRecordable(byte[] line, int from, int to) {
    return Failures.isRecorded(error(line, from, to));
  }

  private static Kind failed(byte[] line, int from, int to) {
    int error = error(line, from, to);
    if (!Failures.isRecorded(error)) {
      return Kind.QUIET;
    }
    if (!Failures.isRecordedOfFewCalls(error)) {
      return Kind.FAILED;
    }
    // A loop of write(2) that finds a pipe full is no matter of processes.
    int end = Math.min(to, from + NAME_BYTES);
    return said(FORKS.stream().anyMatch(name -> contains(line, from, end, name)));
  }

  private static Kind said(boolean so) {
    return so ? Kind.SAID : Kind.QUIET;
  }

  /// The number of the error in a line that ends `) = -1 errno=30 (read-only file system)
  /// (16.571µs)`, else 0.
  private static int error(byte[] line, int from, int to) {
    int end = textEnd(line, from, to);
    int duration = bracket(line, from, end, MAX_DURATION);
    int text = bracket(line, from, duration - 1, MAX_ERROR);
    if (text < 0 || line[text - 1] != ' ') {
      return 0;
    }
    int digits = text - 1;
    int error = 0;
    int unit = 1;
    while (digits > from && isDigit(line[digits - 1]) && unit <= 1000) {
      digits--;
      error += (line[digits] - '0') * unit;
      unit *= 10;
    }
    return starts(line, digits - FAILURE.length, digits, FAILURE) ? error : 0;
  }

  /// Where the text of a line ends, else -1.
  private static int textEnd(byte[] line, int from, int to) {
    int least = Math.max(from, to - MAX_LEVEL);
    for (int at = to - LEVEL.length; at > least; at--) {
      if (line[at] == '"' && starts(line, at, to, LEVEL)) {
        return at;
      }
    }
    return -1;
  }

  /// Where the bracket begins that ends here, else -1.
  private static int bracket(byte[] line, int from, int end, int most) {
    if (end <= from || line[end - 1] != ')') {
      return -1;
    }
    int least = Math.max(from + 1, end - most);
    for (int at = end - 2; at >= least; at--) {
      if (line[at] == '(') {
        return at;
      }
    }
    return -1;
  }

  private static boolean isDigit(byte character) {
    return character >= '0' && character <= '9';
  }

  private static boolean starts(byte[] line, int from, int to, byte[] what) {
    if (from < 0 || to - from < what.length) {
      return false;
    }
    for (int i = 0; i < what.length; i++) {
      if (line[from + i] != what[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean contains(byte[] line, int from, int to, byte[] what) {
    for (int at = from; at + what.length <= to; at++) {
      if (starts(line, at, to, what)) {
        return true;
      }
    }
    return false;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
