package dev.cofferdam.doctor;

import java.util.Locale;

/// How a part of the host stands.
public enum Status {
  /// There and as good as it gets.
  OK,
  /// Works, with something less that the finding names.
  LIMITED,
  /// Not there.
  MISSING,
  /// There, and of no use as it is.
  BROKEN;

  /// The word for tables and JSON.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
