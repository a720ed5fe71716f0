package dev.cofferdam.error;

import java.io.Serial;

/// A request that was not carried out: one line for people that says what and why, a remedy they
/// can act on, and a code for programs. The only exception that leaves the engine on purpose.
public final class CofferdamException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String remedy;

  /// @param code what kind of refusal or fault
  /// @param message one line, without a full stop at its end
  /// @param remedy what the user can do about it, one line; empty when there is nothing
  public CofferdamException(ErrorCode code, String message, String remedy) {
    super(message);
    this.code = code;
    this.remedy = remedy;
  }

  /// As the other constructor, keeping the cause for `--debug`.
  public CofferdamException(ErrorCode code, String message, String remedy, Throwable cause) {
    super(message, cause);
    this.code = code;
    this.remedy = remedy;
  }

  public ErrorCode code() {
    return code;
  }

  /// What the user can do about it; empty when there is nothing.
  public String remedy() {
    return remedy;
  }

  /// The message of the exception, never null.
  public String reason() {
    return String.valueOf(getMessage());
  }

  /// A malformed or impossible request.
  public static CofferdamException invalid(String message, String remedy) {
    return new CofferdamException(ErrorCode.INVALID_REQUEST, message, remedy);
  }

  /// A request that would weaken the boundary.
  public static CofferdamException unsafe(String message, String remedy) {
    return new CofferdamException(ErrorCode.REFUSED_UNSAFE, message, remedy);
  }
}
