package dev.cofferdam.runtime.oci;

import dev.cofferdam.host.Channel;
import dev.cofferdam.host.Errno;
import dev.cofferdam.host.KernelName;
import dev.cofferdam.runtime.Inside;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// Reads what `init` tells of the inside (record 6 INSIDE of native/init/README.md).
final class LookInside {
  /// Record type.
  static final int TYPE = 6;

  private static final int MAX_BYTES = 40 << 10;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private LookInside() {}

  /// Reads the strings that follow the record, and no byte more.
  ///
  /// @return empty when they are not what they should be
  static Optional<Inside> read(Channel channel, Channel.Message message) {
    if (message.extra() < 0 || message.extra() > MAX_BYTES) {
      return Optional.empty();
    }
    byte[] bytes = channel.readFully((int) message.extra(), PATIENCE);
    var strings = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    try {
      var kernel = new KernelName(next(strings), next(strings));
      String version = next(strings).strip();
      String log = next(strings);
      String mounts = wholeLines(next(strings));
      String status = wholeLines(next(strings));
      Errno refused = Errno.of(message.value());
      return Optional.of(
          new Inside(
              kernel,
              version,
              log,
              message.value() == 0
                  ? Optional.empty()
                  : Optional.of(
                      refused == Errno.OTHER ? "errno " + message.value() : refused.name()),
              mounts,
              status));
    } catch (BufferUnderflowException cut) {
      return Optional.empty();
    }
  }

  private static String next(ByteBuffer strings) {
    int length = strings.getInt();
    if (length < 0 || length > strings.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] text = new byte[length];
    strings.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  /// A file that was longer than its place is cut anywhere.
  private static String wholeLines(String text) {
    return text.substring(0, text.lastIndexOf('\n') + 1);
  }
}
