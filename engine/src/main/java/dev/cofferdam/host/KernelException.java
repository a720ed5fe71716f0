package dev.cofferdam.host;

import java.io.Serial;

/// A system call that failed, with its error number. Callers that expect a certain failure test for
/// it; what they do not expect goes up as a fault of ours.
public final class KernelException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String call;
  private final int number;

  KernelException(String call, int number) {
    super(call + ": " + describe(number));
    this.call = call;
    this.number = number;
  }

  /// The name of the call.
  public String call() {
    return call;
  }

  public Errno errno() {
    return Errno.of(number);
  }

  /// The positive error number, also where [Errno] has no constant for it.
  public int number() {
    return number;
  }

  private static String describe(int number) {
    Errno errno = Errno.of(number);
    return errno == Errno.OTHER ? "error " + number : errno.name();
  }
}
