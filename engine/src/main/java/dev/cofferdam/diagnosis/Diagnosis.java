package dev.cofferdam.diagnosis;

import java.util.List;
import java.util.Map;

/// A cause with what it rests on and what to do about it.
///
/// @param kind what went wrong
/// @param confidence follows from the sources of the evidence and from how the program ended
/// @param summary one sentence for people
/// @param details the same for programs: named values such as `path`, `mount`, `mode`,
///   `destination`, `syscall`, `limitBytes`, `module`
/// @param mitigation something that can be pasted or done
/// @param evidence the recorded facts, the strongest first
public record Diagnosis(
    Kind kind,
    Confidence confidence,
    String summary,
    Map<String, String> details,
    String mitigation,
    List<Evidence> evidence) {
  /// How sure the diagnosis is.
  public enum Confidence {
    /// The kernel recorded it, and the program's end bears it out.
    HIGH,
    /// Only the program's own text said so; or the kernel recorded it, but nothing says that the
    /// program ended for it.
    LOW
  }

  public Diagnosis {
    details = Map.copyOf(details);
    evidence = List.copyOf(evidence);
  }
}
