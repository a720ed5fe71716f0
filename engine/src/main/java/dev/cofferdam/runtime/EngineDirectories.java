package dev.cofferdam.runtime;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.sandbox.MountSpec;
import dev.cofferdam.sandbox.MountSpec.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Where the engine keeps its things, judged against what `-v` asks for. The next run executes
/// programs from there, and the audit log and the ledger tell of other runs.
///
/// Without root they lie below the caller's home, and `-v $HOME:/home/me` is an honest wish.
/// Read-only it is granted, with the engine's directories covered by an empty one. Writable it is
/// not: a program that may rename a directory above the cover puts one of its own making in that
/// place.
///
/// @param paths as configured
public record EngineDirectories(List<Path> paths) {
  public EngineDirectories {
    paths = paths.stream().map(EngineDirectories::real).toList();
  }

  /// Judges a mount whose source no link leads to.
  ///
  /// @return what has to be covered below the source, relative to it
  /// @throws CofferdamException when the mount has to be refused
  List<String> hiddenBelow(MountSpec spec) {
    Path source = spec.source();
    for (Path own : paths) {
      if (source.startsWith(own)) {
        throw CofferdamException.unsafe(
            "mounting " + source + " would give the engine's own files away (" + own + ")",
            "mount the one directory that the program needs");
      }
      if (own.startsWith(source) && spec.mode() == Mode.RW) {
        throw CofferdamException.unsafe(
            "mounting "
                + source
                + " writable would let the program change the engine ("
                + own
                + ")",
            "mount it :ro, or :rw only the directory that the program changes");
      }
    }
    return paths.stream()
        .filter(own -> own.startsWith(source))
        // Once the outer one is covered, the inner one is not there any more.
        .filter(own -> paths.stream().noneMatch(outer -> isBetween(source, outer, own)))
        .map(own -> source.relativize(own).toString())
        .distinct()
        .toList();
  }

  private static boolean isBetween(Path source, Path outer, Path own) {
    return outer.startsWith(source) && own.startsWith(outer) && !own.equals(outer);
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException missing) {
      return path.toAbsolutePath().normalize();
    }
  }
}
