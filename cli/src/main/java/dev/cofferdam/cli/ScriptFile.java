package dev.cofferdam.cli;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.sandbox.Bytes;
import dev.cofferdam.sandbox.Program;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;

/// Reads the caller's script and picks what runs it by its extension.
final class ScriptFile {
  /// Above this it is data, not a script.
  static final int MAX_BYTES = 64 << 20;

  /// What a program on standard input is called inside.
  static final String STDIN_NAME = "main.py";

  private static final String EXTENSIONS =
      "a script ends in .py, .js, .mjs, .sh or .wasm; any other program: cofferdam run -- COMMAND ARGS";

  private ScriptFile() {}

  /// The script at a path relative to the caller's directory.
  ///
  /// @throws CofferdamException when it is no regular file, too large, or of no known kind
  static Program.Script read(Path directory, String text, List<String> arguments) {
    Path path;
    try {
      path = directory.resolve(text);
    } catch (InvalidPathException malformed) {
      throw CofferdamException.invalid("not a path: '" + text + "'", EXTENSIONS);
    }
    requireRegular(path, text);
    String name = String.valueOf(path.getFileName());
    List<String> interpreter = interpreter(name, text);
    try (InputStream in =
        Files.newInputStream(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      return new Program.Script(name, content(in, text), interpreter, arguments);
    } catch (IOException unreadable) {
      throw CofferdamException.invalid(
          "cannot read the script '" + text + "'", "you need read permission: chmod u+r " + text);
    }
  }

  /// The Python program on standard input, read to its end.
  ///
  /// @throws CofferdamException when it is too large or cannot be read
  static Program.Script readStdin(InputStream in, List<String> arguments) {
    try {
      return new Program.Script(STDIN_NAME, content(in, "-"), List.of("python3"), arguments);
    } catch (IOException unreadable) {
      throw CofferdamException.invalid(
          "cannot read the program from standard input", "pipe it in: cofferdam run - < script.py");
    }
  }

  private static Bytes content(InputStream in, String text) throws IOException {
    byte[] content = in.readNBytes(MAX_BYTES + 1);
    if (content.length > MAX_BYTES) {
      throw CofferdamException.invalid(
          "the script '" + text + "' is larger than 64 MiB",
          "give data by -v or on standard input");
    }
    return Bytes.of(content);
  }

  private static void requireRegular(Path path, String text) {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException missing) {
      throw CofferdamException.invalid(
          "no such script: '" + text + "'",
          "a command of the image is written after '--': cofferdam run -- COMMAND ARGS");
    } catch (IOException unreadable) {
      throw CofferdamException.invalid(
          "cannot look at the script '" + text + "'", "check the path and its permissions");
    }
    if (attributes.isSymbolicLink()) {
      throw CofferdamException.invalid(
          "the script '" + text + "' is a symbolic link, which is not followed",
          "name the file it points to");
    }
    if (attributes.isDirectory()) {
      throw CofferdamException.invalid(
          "the script '" + text + "' is a directory",
          "name a file; a directory is mounted by -v SRC:DST");
    }
    if (!attributes.isRegularFile()) {
      throw CofferdamException.invalid(
          "the script '" + text + "' is not a regular file",
          "a program on standard input is written '-': cofferdam run -");
    }
  }

  private static List<String> interpreter(String name, String text) {
    int dot = name.lastIndexOf('.');
    String extension = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    return switch (extension) {
      case "py" -> List.of("python3");
      case "js", "mjs" -> List.of("node");
      case "sh" -> List.of("sh");
      case "wasm" -> Program.Script.MODULE;
      default ->
          throw CofferdamException.invalid("cannot tell what runs '" + text + "'", EXTENSIONS);
    };
  }
}
