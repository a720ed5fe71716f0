package dev.cofferdam.sandbox;

import dev.cofferdam.error.CofferdamException;
import java.nio.file.Path;

/// A host directory or file to be seen inside.
///
/// @param source absolute path on the host, as the user wrote it; resolved without following links
///   when the sandbox is created
/// @param destination absolute, normalised path inside
/// @param mode read-only unless said otherwise
public record MountSpec(Path source, String destination, Mode mode) {
  /// `:ro` for code, `:rw` for data.
  public enum Mode {
    RO,
    RW;

    /// The suffix of the `-v` flag.
    public String label() {
      return this == RO ? "ro" : "rw";
    }
  }

  public MountSpec {
    if (!source.isAbsolute()) {
      throw CofferdamException.invalid(
          "mount source is not absolute: " + source, "write it from /");
    }
    if (!destination.startsWith("/")
        || destination.equals("/")
        || !Path.of(destination).normalize().toString().equals(destination)) {
      throw CofferdamException.invalid(
          "mount destination must be an absolute path below / without '..': " + destination,
          "for example -v " + source + ":/data:ro");
    }
  }
}
