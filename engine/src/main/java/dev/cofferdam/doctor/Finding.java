package dev.cofferdam.doctor;

import java.util.Optional;

/// One line about one part of the host.
///
/// @param subject what it is about, a few words
/// @param required whether no run is possible without it
/// @param status how it stands
/// @param detail what was seen, one line
/// @param remedy what would make it better, where something would
public record Finding(
    String subject, boolean required, Status status, String detail, Optional<Remedy> remedy) {
  /// Whether this finding alone makes runs impossible.
  public boolean blocks() {
    return required
        && switch (status) {
          case OK, LIMITED -> false;
          case MISSING, BROKEN -> true;
        };
  }

  /// All is well.
  static Finding ok(String subject, String detail) {
    return new Finding(subject, false, Status.OK, detail, Optional.empty());
  }

  /// Something less than it could be, with what would help.
  static Finding limited(String subject, String detail, Remedy remedy) {
    return new Finding(subject, false, Status.LIMITED, detail, Optional.of(remedy));
  }

  /// Something less than it could be, and nothing helps.
  static Finding limited(String subject, String detail) {
    return new Finding(subject, false, Status.LIMITED, detail, Optional.empty());
  }

  /// Not there, and runs work without it.
  static Finding absent(String subject, String detail, Remedy remedy) {
    return new Finding(subject, false, Status.MISSING, detail, Optional.of(remedy));
  }

  /// Not there, and no run works without it.
  static Finding needed(String subject, String detail, Remedy remedy) {
    return new Finding(subject, true, Status.MISSING, detail, Optional.of(remedy));
  }

  /// There and of no use, and no run works without it.
  static Finding broken(String subject, String detail, Remedy remedy) {
    return new Finding(subject, true, Status.BROKEN, detail, Optional.of(remedy));
  }
}
