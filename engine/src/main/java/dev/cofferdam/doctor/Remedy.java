package dev.cofferdam.doctor;

import java.util.List;
import java.util.Optional;

/// What makes a finding better.
///
/// @param words one line for people
/// @param command the argument vector that does it; empty where it takes a person's decision
/// @param asRoot whether the command changes the system, which takes root
public record Remedy(String words, Optional<List<String>> command, boolean asRoot) {
  public Remedy {
    command = command.map(List::copyOf);
  }

  /// A remedy that only a person can apply.
  static Remedy words(String words) {
    return new Remedy(words, Optional.empty(), false);
  }

  /// A remedy that one command of root's applies.
  static Remedy command(String words, List<String> command) {
    return new Remedy(words, Optional.of(command), true);
  }

  /// The same without root.
  Remedy byAnyone() {
    return new Remedy(words, command, false);
  }

  /// The remedy on one line, ending in the command where there is one.
  public String line() {
    return command.map(argv -> words + ": " + String.join(" ", argv)).orElse(words);
  }
}
