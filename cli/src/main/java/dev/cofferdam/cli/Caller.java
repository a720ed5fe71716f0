package dev.cofferdam.cli;

import dev.cofferdam.sandbox.TerminalSize;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// What the flags of a run are read against.
///
/// @param directory the caller's working directory, absolute
/// @param environment the caller's variables by name
/// @param stdin the caller's standard input
/// @param terminal the size of the caller's terminal, or the usual 80 by 24
record Caller(
    Path directory,
    Function<String, Optional<String>> environment,
    InputStream stdin,
    Supplier<TerminalSize> terminal) {
  /// The size where the caller has no terminal.
  static final TerminalSize USUAL_SIZE = new TerminalSize(80, 24);

  /// The launcher gives the JVM a UTF-8 locale and keeps here what the caller had: `=VALUE`, or
  /// nothing where it was unset.
  private static final String SAVED_LC_ALL = "COFFERDAM_CALLER_LC_ALL";

  /// A variable of the caller's environment as it was before the launcher touched it.
  static Optional<String> variable(String name) {
    String saved = name.equals("LC_ALL") ? System.getenv(SAVED_LC_ALL) : null;
    if (saved != null) {
      return saved.startsWith("=") ? Optional.of(saved.substring(1)) : Optional.empty();
    }
    return Optional.ofNullable(System.getenv(name));
  }
}
