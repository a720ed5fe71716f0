package dev.cofferdam.diagnosis;

import java.util.List;
import java.util.Optional;

/// What became of an [Observation].
///
/// @param primary the cause, empty when the program ended well or its caller ended it
/// @param contributing other causes in evidence, in order of precedence
/// @param notes what is worth knowing though it did not make the program fail
public record Findings(
    Optional<Diagnosis> primary, List<Diagnosis> contributing, List<Note> notes) {
  public Findings {
    contributing = List.copyOf(contributing);
    notes = List.copyOf(notes);
  }
}
