package dev.cofferdam.runtime;

/// What a runtime can do on this host, where runtimes or hosts differ.
///
/// @param diskLayer what the writable layer is made of
/// @param recordsFailures whether failed system calls are recorded as evidence
/// @param ioLimits how far disk throughput can be limited
/// @param pidsLimit what the process limit counts
public record Capabilities(
    DiskLayerKind diskLayer, boolean recordsFailures, IoSupport ioLimits, PidsLimit pidsLimit) {
  /// What the writable layer is made of.
  public enum DiskLayerKind {
    /// An ext4 on a loop device.
    LOOP,
    /// A tmpfs, charged to the memory limit.
    TMPFS,
    /// Directories in the state directory, whose size the runtime itself counts.
    DIRECTORY
  }

  /// How far disk throughput can be limited.
  public enum IoSupport {
    /// Not at all.
    NONE,
    /// Reads, direct and synced writes only (cgroup v1).
    PARTIAL,
    /// All of it (cgroup v2).
    FULL
  }

  /// What the process limit counts.
  public enum PidsLimit {
    /// The program's processes and threads.
    PROGRAM,
    /// The whole sandbox, what serves it included.
    WHOLE_SANDBOX
  }
}
