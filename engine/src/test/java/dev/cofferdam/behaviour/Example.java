package dev.cofferdam.behaviour;

import dev.cofferdam.sandbox.Bytes;
import dev.cofferdam.sandbox.Limits;
import dev.cofferdam.sandbox.MountSpec;
import dev.cofferdam.sandbox.Program;
import dev.cofferdam.sandbox.SandboxSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// A program of `examples/` with the options that its own second line names.
///
/// @param path below `examples/`
record Example(String path, Limits limits, List<MountSpec> mounts) {
  // Surefire runs in the module's own directory.
  static final Path FOLDER = Path.of("..", "examples");

  private static final long MIB = 1L << 20;

  static Example of(String path) {
    return new Example(path, Limits.DEFAULT, List.of());
  }

  /// The programs that lie directly in a folder below `examples/`, by their names.
  static List<String> programsIn(String folder) {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches(".*\\.(py|js|sh)"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Example memory(long mebibytes) {
    return limited(mebibytes * MIB, limits.milliCpus(), limits.diskBytes(), limits.wall());
  }

  Example milliCpus(int milliCpus) {
    return limited(limits.memoryBytes(), milliCpus, limits.diskBytes(), limits.wall());
  }

  Example disk(long mebibytes) {
    return limited(limits.memoryBytes(), limits.milliCpus(), mebibytes * MIB, limits.wall());
  }

  Example timeout(int seconds) {
    return limited(
        limits.memoryBytes(), limits.milliCpus(), limits.diskBytes(), Duration.ofSeconds(seconds));
  }

  Example mounting(Path source, String destination) {
    return new Example(
        path, limits, List.of(new MountSpec(source, destination, MountSpec.Mode.RO)));
  }

  SandboxSpec spec() {
    Path file = FOLDER.resolve(path);
    String name = file.getFileName().toString();
    String interpreter =
        switch (name.substring(name.lastIndexOf('.'))) {
          case ".js" -> "node";
          case ".sh" -> "sh";
          default -> "python3";
        };
    try {
      return SandboxSpec.of(
              new Program.Script(
                  name, Bytes.of(Files.readAllBytes(file)), List.of(interpreter), List.of()))
          .withLimits(limits)
          .withMounts(mounts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Example limited(long memory, int milliCpus, long disk, Duration wall) {
    return new Example(
        path,
        new Limits(
            memory,
            milliCpus,
            limits.pids(),
            disk,
            limits.shmBytes(),
            wall,
            limits.outputBytes(),
            limits.io()),
        mounts);
  }

  @Override
  public String toString() {
    return path;
  }
}
