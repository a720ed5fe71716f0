package dev.cofferdam.sandbox;

/// What a sandbox may reach. Only [None] exists yet; the seam is here so that every place that
/// judges a connection judges it against a policy.
public sealed interface NetworkPolicy {
  /// The name as it is written on the command line and in results.
  String label();

  /// Loopback only: no interface, no route, no name service.
  record None() implements NetworkPolicy {
    @Override
    public String label() {
      return "none";
    }
  }
}
