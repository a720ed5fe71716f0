package dev.cofferdam.host.trace;

import dev.cofferdam.host.Errno;
import dev.cofferdam.text.Printable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// The failures of one watch, those that are alike added up. It keeps a bounded number of different
/// ones, those seen last: what ended a program comes after what it had coped with.
///
/// Guarded by the recorder's lock.
final class Failures {
  /// How many different ones are kept.
  static final int DISTINCT = 200;

  /// In the order of last sight.
  private final LinkedHashMap<Likeness, FailedSyscall> seen = new LinkedHashMap<>();

  private long overflowed;

  private record Likeness(
      int number,
      int error,
      Optional<String> path,
      Optional<Destination> destination,
      String process) {}

  void add(RawFailure raw) {
    CallShape shape = TracedCall.of(raw.number()).map(TracedCall::shape).orElse(CallShape.plain());
    CallerPaths.Found found = CallerPaths.find(raw, shape);
    Optional<Destination> destination = destination(raw, shape);
    String process = Printable.untilNul(raw.comm());
    long flags = shape.flagsOf(raw);
    FailedSyscall once =
        new FailedSyscall(
            TracedCall.nameOf(raw.number()),
            Errno.of(raw.error()),
            raw.number(),
            found.path(),
            found.relative(),
            destination,
            process,
            raw.pid(),
            raw.nanos(),
            raw.nanos(),
            1,
            flags,
            shape.writes(flags));
    Likeness likeness = new Likeness(raw.number(), raw.error(), found.path(), destination, process);
    FailedSyscall before = seen.remove(likeness);
    seen.putLast(likeness, before == null ? once : oneMore(before, once));
    if (seen.size() > DISTINCT) {
      overflowed += seen.pollFirstEntry().getValue().count();
    }
  }

  /// All of them, in the order in which each was seen last.
  List<FailedSyscall> list() {
    return List.copyOf(seen.values());
  }

  /// How many were not kept because there were too many different ones.
  long overflowed() {
    return overflowed;
  }

  private static Optional<Destination> destination(RawFailure raw, CallShape shape) {
    return switch (shape.tail()) {
      case NOTHING, PATH -> Optional.empty();
      // The length follows the pointer: connect(2), bind(2), sendto(2).
      case ADDRESS -> Destination.of(raw.tail(), raw.argument(shape.pointer() + 1) & 0xffff_ffffL);
      case MESSAGE -> Destination.of(raw.tail(), raw.extra());
    };
  }

  private static FailedSyscall oneMore(FailedSyscall before, FailedSyscall now) {
    return new FailedSyscall(
        before.call(),
        before.errno(),
        before.number(),
        before.path(),
        before.relative() && now.relative(),
        before.destination(),
        before.process(),
        before.pid(),
        before.firstNanos(),
        // Records of several CPUs need not come in order.
        Math.max(before.lastNanos(), now.lastNanos()),
        before.count() + 1,
        before.flags(),
        before.writes() || now.writes());
  }
}
