package dev.cofferdam.host.seccomp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Counts of refused calls, bounded whatever the program does: the first [#MAX_KEYS] combinations
/// of call and process are kept apart, after that [#MAX_OVERFLOW] calls without their processes,
/// and all the rest is one number. Safe for any thread.
public final class Refusals {
  static final int MAX_KEYS = 256;
  static final int MAX_OVERFLOW = 64;
  private static final String MANY = "…";

  private record Key(Arch arch, int number, String process, int pid) {}

  private static final class Tally {
    final boolean probe;
    final List<Long> arguments;
    long count;

    Tally(boolean probe, List<Long> arguments) {
      this.probe = probe;
      this.arguments = arguments;
    }
  }

  private final Map<Key, Tally> tallies = new LinkedHashMap<>();
  private final Map<Key, Tally> overflow = new LinkedHashMap<>();
  private boolean incomplete;

  /// Adds one call.
  public synchronized void add(
      Arch arch, int number, String process, int pid, boolean probe, List<Long> arguments) {
    Key exact = new Key(arch, number, process, pid);
    Key call = new Key(arch, number, MANY, 0);
    Tally tally;
    if (tallies.containsKey(exact) || tallies.size() < MAX_KEYS) {
      tally = tallies.computeIfAbsent(exact, _ -> new Tally(probe, arguments));
    } else if (overflow.containsKey(call) || overflow.size() < MAX_OVERFLOW) {
      tally = overflow.computeIfAbsent(call, _ -> new Tally(probe, arguments));
    } else {
      // Probes and refusals stay apart even here: only refusals may become evidence.
      Key rest = new Key(Arch.OTHER, -1, probe ? "probe" : "refused", 0);
      tally = overflow.computeIfAbsent(rest, _ -> new Tally(probe, arguments));
    }
    tally.count++;
  }

  /// Calls may have been refused that nobody counted.
  public synchronized void markIncomplete() {
    incomplete = true;
  }

  /// What was counted so far, in the order of first sight.
  public synchronized List<RefusedCall> snapshot() {
    List<RefusedCall> calls = new ArrayList<>(tallies.size() + overflow.size());
    tallies.forEach((key, tally) -> calls.add(describe(key, tally)));
    overflow.forEach((key, tally) -> calls.add(describe(key, tally)));
    return List.copyOf(calls);
  }

  private RefusedCall describe(Key key, Tally tally) {
    boolean rest = key.arch == Arch.OTHER && key.number == -1 && key.pid == 0;
    return new RefusedCall(
        rest ? MANY : SyscallTable.of(key.arch).name(key.number),
        key.number,
        key.arch.label(),
        rest ? MANY : key.process,
        key.pid,
        tally.count,
        incomplete,
        tally.probe,
        tally.arguments);
  }
}
