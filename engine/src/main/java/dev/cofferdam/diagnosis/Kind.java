package dev.cofferdam.diagnosis;

/// What went wrong. The order is the order of precedence (design, section 6): of several causes
/// that are all in evidence, the first is the primary one.
public enum Kind {
  SANDBOX_LOST,
  INTERNAL,
  MEMORY_EXHAUSTED,
  PROCESS_LIMIT,
  DISK_FULL,
  OUTPUT_LIMIT,
  TIMEOUT,
  SYSCALL_BLOCKED,
  READ_ONLY_FILESYSTEM,
  PERMISSION_DENIED,
  NETWORK_ISOLATED,
  COMMAND_NOT_FOUND,
  MODULE_MISSING,
  UNSUPPORTED_BY_RUNTIME,
  IMAGE_MISSING,
  RUNTIME_UNAVAILABLE,
  SIGNALED,
  PROGRAM_ERROR,
  CPU_THROTTLED
}
