package dev.cofferdam.sandbox;

/// The size of a terminal in character cells.
public record TerminalSize(int columns, int rows) {
  public TerminalSize {
    if (columns < 0 || columns > 65_535 || rows < 0 || rows > 65_535) {
      throw new IllegalArgumentException("terminal of " + columns + "x" + rows);
    }
  }
}
