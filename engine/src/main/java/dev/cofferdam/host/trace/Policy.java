package dev.cofferdam.host.trace;

import static dev.cofferdam.host.trace.CallShape.FORKS;
import static dev.cofferdam.host.trace.CallShape.TAKES_MEMORY;

import dev.cofferdam.host.Errno;
import java.util.Map;

/// What is worth recording, as the table that the program on the tracepoint reads: one byte for
/// each call number ([CallShape#code()]), then one for each error number.
final class Policy {
  /// Where the bytes of the error numbers begin.
  static final int ERRORS = TracedCall.NUMBERS;

  /// Higher error numbers are the kernel's own (such as ERESTARTSYS) and never reach a program.
  static final int HIGHEST_ERROR = 255;

  static final int BYTES = ERRORS + HIGHEST_ERROR + 1;

  /// Not ours. Any other value than these three is a set of marks of [CallShape]: record it from
  /// calls that carry one of them.
  static final int IGNORE = 0;

  static final int RECORD = 1;

  /// Add one to the counter of the call's number.
  static final int COUNT = 2;

  private static final Map<Errno, Integer> ACTIONS =
      Map.ofEntries(
          Map.entry(Errno.EPERM, RECORD),
          Map.entry(Errno.EACCES, RECORD),
          Map.entry(Errno.EROFS, RECORD),
          Map.entry(Errno.ENOSPC, RECORD),
          Map.entry(Errno.EDQUOT, RECORD),
          Map.entry(Errno.ENETDOWN, RECORD),
          Map.entry(Errno.ENETUNREACH, RECORD),
          Map.entry(Errno.ECONNREFUSED, RECORD),
          Map.entry(Errno.EHOSTUNREACH, RECORD),
          Map.entry(Errno.EAGAIN, FORKS),
          Map.entry(Errno.ENOMEM, TAKES_MEMORY),
          Map.entry(Errno.ENOSYS, COUNT));

  private Policy() {}

  /// Whether a failure of a call of this shape is worth recording.
  static boolean records(CallShape shape, Errno errno) {
    int action = ACTIONS.getOrDefault(errno, IGNORE);
    return switch (action) {
      case IGNORE, COUNT -> false;
      case RECORD -> true;
      default -> (shape.marks() & action) != 0;
    };
  }

  /// Whether a failure of some call with this error is.
  static boolean mayRecord(Errno errno) {
    int action = ACTIONS.getOrDefault(errno, IGNORE);
    return action != IGNORE && action != COUNT;
  }

  static byte[] table() {
    byte[] table = new byte[BYTES];
    for (TracedCall call : TracedCall.values()) {
      table[call.number()] = (byte) call.shape().code();
    }
    ACTIONS.forEach((errno, action) -> table[ERRORS + errno.number()] = action.byteValue());
    return table;
  }
}
