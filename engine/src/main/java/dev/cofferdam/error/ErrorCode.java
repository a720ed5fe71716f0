package dev.cofferdam.error;

/// Why a request was not carried out. Every surface maps a code once: the CLI to its exit status
/// 125, a server to a status of its protocol.
public enum ErrorCode {
  /// The request itself is wrong: an unknown name, an impossible limit, a malformed value.
  INVALID_REQUEST,
  /// The request is well formed and refused because it would weaken the boundary.
  REFUSED_UNSAFE,
  /// A limit of the request cannot be enforced on this host, so the run was not started.
  LIMIT_UNENFORCEABLE,
  /// The runtime asked for is not installed or does not work here.
  RUNTIME_UNAVAILABLE,
  /// The image does not exist here.
  IMAGE_MISSING,
  /// The label is carried by another sandbox that lives.
  NAME_TAKEN,
  /// The host lacks something that every run needs (a controller, a namespace, a tool).
  HOST_UNSUITABLE,
  /// The runtime or the host gave way under a sandbox.
  SANDBOX_LOST,
  /// A fault of ours.
  INTERNAL
}
