package dev.cofferdam.runtime.wasm;

import dev.cofferdam.host.OwnPlaces;
import dev.cofferdam.host.TreeRemoval;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/// Copies of what a guest's JVM runs, where the users of sandboxes can read them: what was built
/// may lie where only its owner can look. A copy is named by what it was made of; it appears whole.
final class JvmClassPath {
  private static final String FOLDER = "rwxr-xr-x";
  private static final String FILE = "rw-r--r--";

  private final Path directory;

  /// @param directory our own, which others may read
  JvmClassPath(Path directory) {
    this.directory = directory;
  }

  /// The class path of an engine, copied now if it was not.
  Copied of(JvmEngine engine) {
    try {
      OwnPlaces.require(directory);
      Path folder = directory.resolve("jvm-" + stamp(engine.classPath()));
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        make(folder, engine.classPath());
      }
      var entries = new ArrayList<String>();
      for (int index = 0; index < engine.classPath().size(); index++) {
        entries.add(folder.resolve(name(index, engine.classPath().get(index))).toString());
      }
      return new Copied(folder, String.join(File.pathSeparator, entries));
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot copy what runs JavaScript to " + directory, failed);
    }
  }

  /// @param folder where all of it lies
  /// @param text as the JVM takes it
  record Copied(Path folder, String text) {}

  private void make(Path folder, List<Path> sources) throws IOException {
    Path fresh = Files.createTempDirectory(directory, ".jvm-");
    try {
      for (int index = 0; index < sources.size(); index++) {
        copy(sources.get(index), fresh.resolve(name(index, sources.get(index))));
      }
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString(FOLDER));
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException another) {
      // Made by somebody else meanwhile, of the same.
    } finally {
      TreeRemoval.remove(fresh);
    }
  }

  private static String name(int index, Path source) {
    return index + "-" + source.getFileName();
  }

  private static void copy(Path source, Path target) throws IOException {
    try (Stream<Path> all = Files.walk(source)) {
      for (Path one : all.toList()) {
        Path copy = target.resolve(source.relativize(one).toString());
        if (Files.isDirectory(one)) {
          Files.createDirectory(copy);
        } else {
          Files.copy(one, copy);
        }
        Files.setPosixFilePermissions(
            copy, PosixFilePermissions.fromString(Files.isDirectory(one) ? FOLDER : FILE));
      }
    }
  }

  /// Of names, sizes and times: looked at before each run.
  private static String stamp(List<Path> sources) throws IOException {
    var sum = new CRC32();
    for (Path source : sources) {
      try (Stream<Path> all = Files.walk(source)) {
        for (Path one : all.sorted().toList()) {
          String line =
              one + " " + Files.size(one) + " " + Files.getLastModifiedTime(one).toMillis() + "\n";
          sum.update(line.getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }
}
