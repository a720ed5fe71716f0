package dev.cofferdam.diagnosis;

import dev.cofferdam.diagnosis.Evidence.FailedCall;
import java.util.ArrayList;
import java.util.List;

/// The evidence of a cause that rests on recorded calls: the one that is blamed, then others like
/// it.
final class CallEvidence {
  /// More of them prove nothing more.
  private static final int MOST = 8;

  private CallEvidence() {}

  /// Bounded evidence, in a list that more can be added to.
  ///
  /// @param all in the order in which they were last seen; the blamed one may be among them
  static List<Evidence> of(FailedCall blamed, List<FailedCall> all) {
    var evidence = new ArrayList<Evidence>(List.of(blamed));
    all.reversed().stream()
        .filter(call -> !call.equals(blamed))
        .limit(MOST - 1)
        .forEach(evidence::add);
    return evidence;
  }
}
