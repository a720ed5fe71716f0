package dev.cofferdam.runtime.oci;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.host.Channel;
import dev.cofferdam.host.Errno;
import dev.cofferdam.text.Printable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// What `init` or the watchdog could not do (record 3 FAILED of native/init/README.md).
///
/// @param step the step, as wire.h numbers them
/// @param errno the error's name
/// @param about the path tried, or what it was about; not harmless for a terminal
record ReportedFailure(int step, String errno, String about) {
  /// Record type.
  static final int TYPE = 3;

  /// The directory to begin in.
  static final int DIRECTORY = 3;

  /// The program itself.
  static final int PROGRAM = 7;

  private static final int JOIN = 8;
  private static final int RUNTIME = 9;
  private static final int MAX_TEXT = 4096;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// Reads the text that follows the record, and no byte more: other records may come after it.
  static ReportedFailure read(Channel channel, Channel.Message message) {
    byte[] head = channel.readFully(4, PATIENCE);
    int length =
        head.length == 4 ? ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt() : 0;
    byte[] text = channel.readFully(Math.clamp(length, 0, MAX_TEXT), PATIENCE);
    Errno errno = Errno.of(message.value());
    return new ReportedFailure(
        (int) message.extra(),
        errno == Errno.OTHER ? "errno " + message.value() : errno.name(),
        new String(text, StandardCharsets.UTF_8));
  }

  /// The failure as an error of ours, for the steps that are not the program's.
  CofferdamException exception() {
    String shown = Printable.of(about);
    return switch (step) {
      case DIRECTORY ->
          CofferdamException.invalid(
              "the program cannot start in " + shown + " (" + errno + ")",
              "choose a directory that exists inside, for example -w /workspace");
      case RUNTIME ->
          new CofferdamException(
              ErrorCode.RUNTIME_UNAVAILABLE,
              "the runtime " + shown + " does not start (" + errno + ")",
              "install it anew; 'cofferdam doctor' shows where runtimes are found");
      case JOIN ->
          new CofferdamException(
              ErrorCode.HOST_UNSUITABLE,
              "the runtime cannot join the cgroup " + shown + " (" + errno + ")",
              "run 'cofferdam doctor'");
      default ->
          new CofferdamException(
              ErrorCode.SANDBOX_LOST,
              "init could not prepare the program (step %d, %s): %s".formatted(step, shown, errno),
              "look at the limits asked for, and run 'cofferdam doctor'");
    };
  }
}
