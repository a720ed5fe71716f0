package dev.cofferdam.host.cgroup;

/// How far disk throughput can be limited.
public enum IoSupport {
  /// Not at all.
  NONE("this host has no controller for disk I/O"),
  /// Version 1 charges a buffered write to whoever writes it back, which is the kernel.
  PARTIAL("cgroup v1 limits reads, direct and synced writes only, no buffered ones"),
  /// All of it, on filesystems with cgroup writeback (ext4, XFS, btrfs, f2fs).
  FULL("");

  private final String reason;

  IoSupport(String reason) {
    this.reason = reason;
  }

  /// What is missing, one line without a full stop; empty for [#FULL].
  public String reason() {
    return reason;
  }
}
