package dev.cofferdam.runtime;

/// Whether a runtime can be used here.
public sealed interface Availability {
  /// It can.
  ///
  /// @param location where it was found
  record Usable(String location) implements Availability {}

  /// It cannot.
  ///
  /// @param reason one line
  /// @param remedy what to do about it, one line
  record Unusable(String reason, String remedy) implements Availability {}
}
