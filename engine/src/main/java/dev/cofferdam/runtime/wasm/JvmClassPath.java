package dev.cofferdam.runtime.wasm;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
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
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/// Copies of what a guest's JVM runs, where the users of sandboxes can read them: what was built
/// may lie where only its owner can look. A copy is named by what it was made of; it appears whole.
final class JvmClassPath {
  private static final String PREFIX = "jvm-";
  private static final String MAKING = ".making-jvm-";
  private static final Duration KEPT = Duration.ofDays(30);
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
      Path folder = directory.resolve(PREFIX + stamp(engine.classPath()));
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

  /// Makes sure that another user can reach a place: a guest's JVM is no friend of ours.
  ///
  /// @throws CofferdamException HOST_UNSUITABLE when it lies where only some may look
  static void requireReachable(Path place) {
    try {
      for (Path at = place.toRealPath(); at != null; at = at.getParent()) {
        if (!Files.getPosixFilePermissions(at).contains(PosixFilePermission.OTHERS_EXECUTE)) {
          throw new CofferdamException(
              ErrorCode.HOST_UNSUITABLE,
              "JavaScript runs as a user of its own here, who may not pass " + at,
              "chmod o+x " + at + ", or put what lies there elsewhere: " + place);
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot look at the way to " + place, failed);
    }
  }

  private void make(Path folder, List<Path> sources) throws IOException {
    removeOthers();
    Path fresh = Files.createTempDirectory(directory, MAKING);
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

  /// Those of earlier builds, once nobody can be using them any more.
  private void removeOthers() throws IOException {
    Instant longAgo = Instant.now().minus(KEPT);
    try (Stream<Path> all = Files.list(directory)) {
      for (Path one : all.toList()) {
        String name = one.getFileName().toString();
        if ((name.startsWith(PREFIX) || name.startsWith(MAKING))
            && Files.getLastModifiedTime(one).toInstant().isBefore(longAgo)) {
          TreeRemoval.remove(one);
        }
      }
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
