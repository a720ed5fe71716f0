package dev.cofferdam.cli;

import dev.cofferdam.error.CofferdamException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// The environment from `--env-file` and `-e`, in Docker's syntax: files first, in their order,
/// then the flags; the last one wins. A name without `=` takes the caller's value, or nothing.
final class EnvironmentFlags {
  /// Above this an environment file is something else.
  static final int MAX_FILE_BYTES = 16 << 20;

  /// The kernel passes no string longer than this to a program (execve(2), MAX_ARG_STRLEN).
  static final int MAX_STRING_BYTES = 131_071;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private EnvironmentFlags() {}

  /// All variables together.
  ///
  /// @throws CofferdamException on a malformed name, a value that no program can receive, or a file
  ///   that cannot be read
  static Map<String, String> read(List<String> files, List<String> flags, Caller caller) {
    var variables = new TreeMap<String, String>();
    for (String file : files) {
      readFile(file, caller, variables);
    }
    for (String flag : flags) {
      put(flag, "-e", caller.environment(), variables);
    }
    return variables;
  }

  private static void readFile(String file, Caller caller, Map<String, String> variables) {
    String text = content(file, caller.directory());
    if (text.startsWith(BYTE_ORDER_MARK)) {
      text = text.substring(BYTE_ORDER_MARK.length());
    }
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      String trimmed = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
      trimmed = trimmed.stripLeading();
      if (!trimmed.isEmpty() && !trimmed.startsWith("#")) {
        put(trimmed, "--env-file " + file + ", line " + number, caller.environment(), variables);
      }
    }
  }

  private static String content(String file, Path directory) {
    try (InputStream in = Files.newInputStream(directory.resolve(file))) {
      byte[] content = in.readNBytes(MAX_FILE_BYTES + 1);
      if (content.length > MAX_FILE_BYTES) {
        throw CofferdamException.invalid(
            "--env-file " + file + " is larger than 16 MiB",
            "pass data by -v or on standard input");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException malformed) {
      throw CofferdamException.invalid(
          "--env-file " + file + " is not UTF-8", "pass binary data on standard input");
    } catch (IOException | InvalidPathException unreadable) {
      throw CofferdamException.invalid(
          "cannot read --env-file " + file, "check the path and its permissions");
    }
  }

  private static void put(
      String text,
      String where,
      Function<String, Optional<String>> callers,
      Map<String, String> variables) {
    int equals = text.indexOf('=');
    String name = equals < 0 ? text : text.substring(0, equals);
    if (name.isEmpty() || name.chars().anyMatch(Character::isWhitespace)) {
      throw CofferdamException.invalid(
          where + ": not a variable name: '" + name + "'",
          "write NAME=VALUE, or NAME for your own");
    }
    if (text.indexOf('\0') >= 0) {
      throw CofferdamException.invalid(
          where + ": a NUL byte, which no program can receive",
          "pass such data on standard input or in a file");
    }
    Optional<String> value =
        equals < 0 ? callers.apply(name) : Optional.of(text.substring(equals + 1));
    value.ifPresent(given -> {
      if ((name + "=" + given).getBytes(StandardCharsets.UTF_8).length > MAX_STRING_BYTES) {
        throw CofferdamException.invalid(
            where + ": the variable " + name + " is longer than 128 KiB, the kernel's limit",
            "pass such data on standard input or in a file");
      }
      variables.put(name, given);
    });
  }
}
