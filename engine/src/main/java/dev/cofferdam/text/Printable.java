package dev.cofferdam.text;

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

  private static String shown(int point) {
    return switch (point) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> {
        if (isHarmless(point)) {
          yield Character.toString(point);
        }
        yield point < 0x100
            ? "\\x" + HEX.charAt(point >> 4) + HEX.charAt(point & 15)
            : "<U+" + Integer.toHexString(point) + ">";
      }
    };
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
