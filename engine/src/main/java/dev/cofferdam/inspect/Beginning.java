package dev.cofferdam.inspect;

import dev.cofferdam.runtime.Verified;
import java.util.Optional;

/// What the owner of a sandbox writes down when the program begins, for other processes to read.
///
/// @param found what was seen inside
/// @param asked what was asked for
/// @param version the owner's version of Cofferdam; empty outside of a build
public record Beginning(Verified found, Asked asked, Optional<String> version) {
  /// As the text that the ledger keeps.
  public String text() {
    return BeginningJson.write(this);
  }

  /// Reads such a text.
  ///
  /// @return empty when another version wrote it in a way of its own
  static Optional<Beginning> parse(String text) {
    return BeginningJson.read(text);
  }
}
