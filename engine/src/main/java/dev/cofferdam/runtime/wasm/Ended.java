package dev.cofferdam.runtime.wasm;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// How the worker says that a program ended. Its own counts are the worker's word; what the guest
/// told went through the program's memory.
///
/// @param how in which way
/// @param code exit code or signal
/// @param text the trap and where it was, or why it was refused; names of the guest's stand in it
/// @param cause of a trap, what it was in the engine's own words; else empty
/// @param usage what it used
/// @param growthsRefused how often it was refused memory, where somebody counts
/// @param reports what the guest told, a JSON object each
/// @param refusals what the worker itself refused it, a JSON object each
record Ended(
    How how,
    int code,
    String text,
    String cause,
    Usage usage,
    OptionalLong growthsRefused,
    List<String> reports,
    List<String> refusals) {
  private static final int HOW = 1;
  private static final int CODE = 2;
  private static final int TEXT = 3;
  private static final int USAGE = 4;
  private static final int REPORT = 5;
  private static final int GROWTHS_REFUSED = 6;
  private static final int REFUSAL = 7;
  private static final int CAUSE = 8;
  private static final int MAX_REPORTS = 64;

  /// SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS.
  private static final Set<Integer> FAULTS = Set.of(4, 5, 6, 7, 8, 11, 31);

  /// In which way a program ends.
  enum How {
    EXIT,
    TRAP,
    SIGNAL,
    REFUSED,
    /// The worker or the host failed it: never the program's doing.
    HOST
  }

  /// What it used.
  ///
  /// @param wall from its start to its end
  /// @param cpu of its process
  /// @param linearBytes linear memory at its largest
  /// @param residentBytes of its process at its largest
  /// @param diskBytes written into its writable directories
  /// @param files made there
  record Usage(
      Duration wall,
      Duration cpu,
      long linearBytes,
      long residentBytes,
      long diskBytes,
      long files) {}

  /// Whether a fault or a forbidden call ended it: what no program does to the engine, but somebody
  /// who broke it may have.
  boolean isFault() {
    return how == How.SIGNAL && FAULTS.contains(code);
  }

  /// Whether it is no fault of the program's.
  boolean isHosts() {
    return how == How.HOST;
  }

  static Ended of(Fields fields) {
    int how = fields.number(HOW);
    How[] ways = How.values();
    long[] usage = fields.numbers(USAGE, 6);
    return new Ended(
        how >= 0 && how < ways.length ? ways[how] : How.HOST,
        fields.number(CODE),
        fields.text(TEXT),
        fields.text(CAUSE),
        new Usage(
            Duration.ofNanos(usage[0] * 1000),
            Duration.ofNanos(usage[1] * 1000),
            usage[2],
            usage[3],
            usage[4],
            usage[5]),
        fields.has(GROWTHS_REFUSED)
            ? OptionalLong.of(fields.numbers(GROWTHS_REFUSED, 1)[0])
            : OptionalLong.empty(),
        fields.texts(REPORT).stream().limit(MAX_REPORTS).toList(),
        fields.texts(REFUSAL).stream().limit(MAX_REPORTS).toList());
  }
}
