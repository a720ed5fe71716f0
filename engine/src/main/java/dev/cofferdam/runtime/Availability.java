package dev.cofferdam.runtime;

import dev.cofferdam.error.ErrorCode;

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
  /// @param code what a refusal of it says
  record Unusable(String reason, String remedy, ErrorCode code) implements Availability {
    /// One that is missing or does not work.
    public Unusable(String reason, String remedy) {
      this(reason, remedy, ErrorCode.RUNTIME_UNAVAILABLE);
    }
  }
}
