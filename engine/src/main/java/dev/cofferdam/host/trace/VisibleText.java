package dev.cofferdam.host.trace;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/// Text of a sandbox, fit to be shown: UTF-8 where it is, and `\xNN` for each byte that is not or
/// that would do something to a terminal or to the order of what is read (controls, line breaks,
/// invisible and direction marks).
final class VisibleText {
  private VisibleText() {}

  /// Bytes up to the first NUL, made visible.
  static String untilNul(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    byte[] text = new byte[end];
    System.arraycopy(bytes, 0, text, 0, end);
    return of(text);
  }

  /// All bytes, made visible.
  static String of(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    while (true) {
      // The default is to report what is malformed, with its length.
      CoderResult result = decoder.decode(in, out, true);
      out.flip().codePoints().forEach(point -> append(text, point));
      out.clear();
      if (!result.isError()) {
        return text.toString();
      }
      for (int i = 0; i < result.length(); i++) {
        appendByte(text, in.get());
      }
      decoder.reset();
    }
  }

  private static void append(StringBuilder text, int point) {
    if (isVisible(point)) {
      text.appendCodePoint(point);
      return;
    }
    for (byte each : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
      appendByte(text, each);
    }
  }

  private static boolean isVisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  private static void appendByte(StringBuilder text, byte value) {
    text.append(String.format("\\x%02x", value));
  }
}
