package dev.cofferdam.host.trace;

import dev.cofferdam.host.Errno;
import dev.cofferdam.text.Printable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// The failures of one sandbox, those that are alike added up. It keeps a bounded number of
/// different ones, those seen last: what ended a program comes after what it had coped with.
///
/// Not thread-safe: guarded by whoever records.
public final class Failures {
  /// How many different ones are kept.
  static final int DISTINCT = 200;

  /// In the order of last sight.
  private final LinkedHashMap<Likeness, FailedSyscall> seen = new LinkedHashMap<>();

  private long overflowed;

  private record Likeness(
      String call,
      Errno errno,
      Optional<String> path,
      Optional<Destination> destination,
      String process) {}

  void add(RawFailure raw) {
    CallShape shape = TracedCall.of(raw.number()).map(TracedCall::shape).orElse(CallShape.plain());
    CallerPaths.Found found = CallerPaths.find(raw, shape);
    Optional<Destination> destination = destination(raw, shape);
    String process = Printable.untilNul(raw.comm());
    long flags = shape.flagsOf(raw);
    add(
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
            shape.writes(flags)));
  }

  /// Whether there are calls that are recorded when they fail with this error.
  public static boolean isRecorded(int error) {
    return Policy.mayRecord(Errno.of(error));
  }

  /// Whether they are only those that make processes or take memory.
  public static boolean isRecordedOfFewCalls(int error) {
    return isRecorded(error) && !Policy.records(CallShape.plain(), Errno.of(error));
  }

  /// Adds a failure of which a text tells, if it is one worth recording ([Policy]).
  ///
  /// @param call the call's name
  /// @param arguments as gVisor prints them
  /// @param error the error's number
  /// @param process the calling thread's name
  /// @param pid the calling process
  public void add(String call, String arguments, int error, String process, int pid) {
    Optional<TracedCall> known = TracedCall.named(call);
    CallShape shape = known.map(TracedCall::shape).orElse(CallShape.plain());
    if (!Policy.records(shape, Errno.of(error))) {
      return;
    }
    StraceArguments words = StraceArguments.of(arguments);
    CallerPaths.Found found = words.path(shape);
    long now = System.nanoTime();
    add(
        new FailedSyscall(
            Printable.of(call, 64),
            Errno.of(error),
            known.map(TracedCall::number).orElse(-1),
            found.path(),
            found.relative(),
            words.destination(shape),
            Printable.of(process, 64),
            pid,
            now,
            now,
            1,
            0,
            words.writes(shape)));
  }

  private void add(FailedSyscall once) {
    var likeness =
        new Likeness(once.call(), once.errno(), once.path(), once.destination(), once.process());
    FailedSyscall before = seen.remove(likeness);
    seen.putLast(likeness, before == null ? once : oneMore(before, once));
    if (seen.size() > DISTINCT) {
      overflowed += seen.pollFirstEntry().getValue().count();
    }
  }

  /// All of them, in the order in which each was seen last.
  public List<FailedSyscall> list() {
    return List.copyOf(seen.values());
  }

  /// How many were not kept because there were too many different ones.
  public long overflowed() {
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
