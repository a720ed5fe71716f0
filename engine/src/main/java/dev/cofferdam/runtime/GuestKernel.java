package dev.cofferdam.runtime;

import dev.cofferdam.host.KernelName;
import java.util.Optional;

/// The kernel that a program meets.
public enum GuestKernel {
  /// The host's own.
  HOST("the host's"),
  /// gVisor's kernel in user space.
  SENTRY("gVisor"),
  /// None: WebAssembly has no system calls.
  NONE("none");

  /// What gVisor says first in its log, and no host's log is shown inside.
  private static final String BANNER = "Starting gVisor";

  private final String label;

  GuestKernel(String label) {
    this.label = label;
  }

  /// For people.
  public String label() {
    return label;
  }

  /// Whose kernel it was that answered inside. What says the host's name is the host's, whatever
  /// else it says: a stronger wall is never claimed in doubt.
  ///
  /// @param host what the host's own kernel says
  /// @return empty when it is neither
  static Optional<GuestKernel> behind(Inside inside, KernelName host) {
    if (inside.kernel().equals(host)) {
      return Optional.of(HOST);
    }
    return inside.kernelLog().contains(BANNER) ? Optional.of(SENTRY) : Optional.empty();
  }
}
