package dev.cofferdam.diagnosis;

import java.util.Optional;

/// A line of the sandbox's own mount table.
///
/// @param destination absolute path inside
/// @param readOnly whether the mount refuses writes
/// @param source the host's path, if the user asked for the mount (`-v`); its mode is then theirs
///   to change
public record MountPoint(String destination, boolean readOnly, Optional<String> source) {
  /// Whether the user asked for it.
  public boolean user() {
    return source.isPresent();
  }

  /// The mode as `-v` writes it.
  public String mode() {
    return readOnly ? "ro" : "rw";
  }
}
