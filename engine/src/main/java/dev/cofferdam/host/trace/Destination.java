package dev.cofferdam.host.trace;

import dev.cofferdam.text.Printable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/// The address that a call on a socket was about.
///
/// @param address the numeric address, or the path of a UNIX socket (`@` first when it is in the
///   abstract namespace) with control characters made visible; empty where the family is another
/// @param port the port, 0 where the family has none
/// @param family `inet`, `inet6`, `unix`, or `family_N`
public record Destination(String address, int port, String family) {
  private static final int AF_UNIX = 1;
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int INET_BYTES = 8;
  private static final int INET6_BYTES = 24;

  /// Reads a `struct sockaddr` (sockaddr(3type)).
  ///
  /// @param bytes what could be read from where it was said to be
  /// @param length the length that the call gave
  /// @return empty when there is too little of it
  static Optional<Destination> of(byte[] bytes, long length) {
    int size = Math.clamp(length, 0, bytes.length);
    if (size < 2) {
      return Optional.empty();
    }
    ByteBuffer words = ByteBuffer.wrap(bytes, 0, size).order(ByteOrder.nativeOrder());
    int family = Short.toUnsignedInt(words.getShort(0));
    return switch (family) {
      case AF_INET -> inet(bytes, size, INET_BYTES, 4, "inet");
      case AF_INET6 -> inet(bytes, size, INET6_BYTES, 8, "inet6");
      case AF_UNIX -> Optional.of(new Destination(unixPath(bytes, size), 0, "unix"));
      default -> Optional.of(new Destination("", 0, "family_" + family));
    };
  }

  private static Optional<Destination> inet(
      byte[] bytes, int size, int needed, int at, String family) {
    if (size < needed) {
      return Optional.empty();
    }
    int port = Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort(2));
    try {
      InetAddress address = InetAddress.getByAddress(Arrays.copyOfRange(bytes, at, needed));
      return Optional.of(new Destination(address.getHostAddress(), port, family));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String unixPath(byte[] bytes, int size) {
    boolean isAbstract = size > 2 && bytes[2] == 0;
    int end = isAbstract ? 3 : 2;
    int start = end;
    while (end < size && (isAbstract || bytes[end] != 0)) {
      end++;
    }
    return (isAbstract ? "@" : "") + Printable.of(Arrays.copyOfRange(bytes, start, end));
  }
}
