package dev.cofferdam.runtime.oci;

import dev.cofferdam.sandbox.RuntimeName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where a runtime's program lies: the one that the configuration names, the user's own on PATH,
/// then ours from `cofferdam setup`.
final class RuntimeBinary {
  private static final List<String> SYSTEM =
      List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

  private RuntimeBinary() {}

  static Optional<Path> find(RuntimeName name, Map<RuntimeName, Path> programs, Path tools) {
    Path given = programs.get(name);
    if (given != null) {
      return Optional.of(given).filter(Files::isExecutable);
    }
    var directories = new ArrayList<String>();
    String path = System.getenv("PATH");
    if (path != null) {
      directories.addAll(List.of(path.split(":")));
    }
    directories.addAll(SYSTEM);
    directories.add(tools.toString());
    return directories.stream()
        .filter(directory -> directory.startsWith("/"))
        .map(directory -> Path.of(directory, name.label()))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
