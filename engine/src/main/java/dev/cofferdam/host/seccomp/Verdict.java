package dev.cofferdam.host.seccomp;

/// What becomes of one system call with its arguments.
public enum Verdict {
  /// The kernel makes it.
  ALLOW,
  /// The caller gets EPERM; the attempt is logged and may be evidence.
  REFUSE,
  /// The caller gets ENOSYS as on an older kernel and falls back; counted, never evidence.
  PROBE,
  /// As [#PROBE], answered by the filter itself without a count.
  ABSENT
}
