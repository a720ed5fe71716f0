package dev.cofferdam.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The one way for text from inside a sandbox to reach people: one line, bounded, and without a
/// character that a terminal would obey or that would reorder or hide its neighbours.
public final class Printable {
  /// How many characters are kept, beside [#CUT], unless the caller says otherwise.
  public static final int MAX_CHARACTERS = 1024;

  /// Stands at the end of text that was cut.
  public static final String CUT = "…";

  private static final String HEX = "0123456789abcdef";

  private Printable() {}

  /// The text with at most [#MAX_CHARACTERS] of its characters.
  public static String of(String text) {
    return of(text, MAX_CHARACTERS);
  }

  /// The text with control and format characters, line separators and lone surrogates written as
  /// `\n`, `\t`, `\xNN` or `<U+NNNN>`. Printable text comes back unchanged, and so does text that
  /// came from here before.
  ///
  /// @param maxCharacters how many characters come back at most, beside the sign that more was
  ///   there
  public static String of(String text, int maxCharacters) {
    var safe = new StringBuilder(Math.min(text.length(), maxCharacters) + 1);
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      String shown = shown(point);
      if (safe.length() + shown.length() > maxCharacters) {
        return safe.append(CUT).toString();
      }
      safe.append(shown);
      at += Character.charCount(point);
    }
    return safe.toString();
  }

  /// All of the bytes as text: UTF-8 where they are, `\xNN` where they are not, and [#of(String)]'s
  /// forms for what would not be harmless. Not cut: the kernel bounds what is read from it.
  public static String of(byte[] bytes) {
    var safe = new StringBuilder(bytes.length);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    while (true) {
      // The default is to report what is malformed, with its length.
      CoderResult result = decoder.decode(in, out, true);
      out.flip().codePoints().forEach(point -> safe.append(shown(point)));
      out.clear();
      if (!result.isError()) {
        return safe.toString();
      }
      for (int i = 0; i < result.length(); i++) {
        safe.append(hex(in.get() & 0xff));
      }
      decoder.reset();
    }
  }

  /// [#of(byte[])] of the bytes before the first NUL: a string of C.
  public static String untilNul(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return of(Arrays.copyOf(bytes, end));
  }

  private static String shown(int point) {
    return switch (point) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> {
        if (isHarmless(point)) {
          yield Character.toString(point);
        }
        yield point < 0x100 ? hex(point) : "<U+" + Integer.toHexString(point) + ">";
      }
    };
  }

  private static String hex(int value) {
    return "\\x" + HEX.charAt(value >> 4) + HEX.charAt(value & 15);
  }

  private static boolean isHarmless(int point) {
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
}
