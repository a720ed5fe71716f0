package dev.cofferdam.cli;

/// Makes text harmless for a terminal: what comes from inside a sandbox, or from the caller's own
/// arguments, may carry escape sequences or turn the direction of writing.
final class Visible {
  private static final int MAX_LENGTH = 500;

  private Visible() {}

  /// The text on one line without control, format or line-breaking characters, which show as
  /// `\x{1b}`; cut at 500 characters.
  static String text(String text) {
    var visible = new StringBuilder(text.length());
    for (int at = 0; at < text.length() && visible.length() < MAX_LENGTH; ) {
      int point = text.codePointAt(at);
      at += Character.charCount(point);
      if (isHarmless(point)) {
        visible.appendCodePoint(point);
      } else {
        visible.append("\\x{").append(Integer.toHexString(point)).append('}');
      }
    }
    if (visible.length() >= MAX_LENGTH) {
      visible.append('…');
    }
    return visible.toString();
  }

  private static boolean isHarmless(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
