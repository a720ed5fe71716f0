package dev.cofferdam.sandbox;

/// Which runtime a sandbox shall have.
public sealed interface RuntimeRequest {
  /// The strongest that is usable here, and never one that shares the host's kernel.
  record Auto() implements RuntimeRequest {}

  /// This one and no other.
  ///
  /// @param name which
  record Named(RuntimeName name) implements RuntimeRequest {}

  /// The one that costs least among those that isolate so far.
  ///
  /// @param level the least isolation
  record AtLeast(Isolation level) implements RuntimeRequest {}
}
