package dev.cofferdam.host.cgroup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/// Reading and writing the small text files of a cgroup.
final class CgroupFiles {
  /// Found on directories that were made only to hold ours, so that they may go with the last.
  private static final String MARK = "user:cofferdam";

  /// One page, the most that most of these files give at once.
  private static final int FIRST_READ = 4096;

  private CgroupFiles() {}

  /// The content of a file without the space around it.
  ///
  /// It is read by large reads from the start: [Files#readString] asks for a single byte first
  /// where the size says 0, and files below `/proc/sys` give nothing to a second read.
  static String read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[FIRST_READ];
      int length = 0;
      for (int count = in.read(buffer); count > 0; ) {
        length += count;
        if (length == buffer.length) {
          buffer = Arrays.copyOf(buffer, 2 * length);
        }
        count = in.read(buffer, length, buffer.length - length);
      }
      return new String(buffer, 0, length, StandardCharsets.US_ASCII).strip();
    }
  }

  /// The content, or the empty text when the file is not there (any more).
  static String readLeniently(Path file) {
    try {
      return read(file);
    } catch (IOException gone) {
      return "";
    }
  }

  /// The number in a file; `max` reads as [Long#MAX_VALUE]; empty without file or number.
  static OptionalLong number(Path file) {
    return parse(readLeniently(file));
  }

  /// The number behind a name in a file of `NAME VALUE` lines.
  static OptionalLong number(Path file, String name) {
    return keyed(readLeniently(file), name);
  }

  static OptionalLong keyed(String text, String name) {
    for (String line : text.split("\n", -1)) {
      if (line.startsWith(name) && line.startsWith(" ", name.length())) {
        return parse(line.substring(name.length() + 1).strip());
      }
    }
    return OptionalLong.empty();
  }

  /// As [#number], of a text.
  static OptionalLong parse(String text) {
    if (text.equals("max")) {
      return OptionalLong.of(Long.MAX_VALUE);
    }
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException none) {
      return OptionalLong.empty();
    }
  }

  /// The words of a file such as `cgroup.controllers`.
  static Set<String> words(Path file) {
    var words = new TreeSet<>(Arrays.asList(readLeniently(file).split("\\s+", -1)));
    words.remove("");
    return words;
  }

  /// Writes a value by one write(2): the kernel takes each write as a request of its own. A cgroup
  /// file is never created or truncated, only written.
  static void write(Path file, String value) throws IOException {
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
      out.write(value.getBytes(StandardCharsets.US_ASCII));
    }
  }

  /// The kernel's own words for a failure, without the path.
  static String reason(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "No such file or directory";
    }
    if (failure instanceof AccessDeniedException) {
      return "Permission denied";
    }
    String reason =
        failure instanceof FileSystemException named && named.getReason() != null
            ? named.getReason()
            : failure.getMessage();
    return reason == null ? failure.getClass().getSimpleName() : reason;
  }

  /// Makes a directory and those above it, marking the ones above, however often another process
  /// removes them as empty meanwhile.
  ///
  /// @return whether the directory itself is new
  static boolean makeDirectories(Path directory) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return make(directory);
      } catch (NoSuchFileException parentMissing) {
        if (attempt == 20) {
          throw parentMissing;
        }
        Path parent = directory.getParent();
        if (parent != null && makeDirectories(parent)) {
          mark(parent);
        }
      }
    }
  }

  private static boolean make(Path directory) throws IOException {
    try {
      Files.createDirectory(directory);
      return true;
    } catch (FileAlreadyExistsException exists) {
      return false;
    }
  }

  private static void mark(Path directory) {
    try {
      Files.setAttribute(directory, MARK, new byte[] {'1'});
    } catch (IOException | UnsupportedOperationException oldKernel) {
      // Without its mark an empty directory stays behind, which costs nothing but looks.
    }
  }

  static boolean isMarked(Path directory) {
    try {
      return Files.getAttribute(directory, MARK) != null;
    } catch (IOException | UnsupportedOperationException unmarked) {
      return false;
    }
  }

  /// The directories in a directory. A cgroup counts them in its link count, so that one without
  /// any is not searched.
  static List<Path> children(Path directory) {
    var found = new ArrayList<Path>();
    try {
      int expected = (int) Files.getAttribute(directory, "unix:nlink") - 2;
      if (expected > 0) {
        try (var entries = Files.newDirectoryStream(directory)) {
          for (Path entry : entries) {
            if (Files.isDirectory(entry)) {
              found.add(entry);
            }
            if (found.size() == expected) {
              break;
            }
          }
        }
      }
    } catch (IOException | DirectoryIteratorException gone) {
      return List.of();
    }
    return found;
  }
}
