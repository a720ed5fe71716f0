package dev.cofferdam.runtime.wasm;

import dev.cofferdam.host.KernelName;
import java.nio.file.Path;
import java.util.Optional;

/// What people are told of Wasmtime and a guest, from the names of their files, which have the
/// versions in them.
final class EngineName {
  private static final String LIBRARY = "wasmtime-";
  private static final String GUEST = ".cwasm";

  private EngineName() {}

  /// @param library Wasmtime's
  /// @param guest the compiled guest; empty where the program is a module of its own
  static KernelName of(Path library, Optional<Path> guest) {
    String name = library.getFileName().toString();
    String version =
        name.startsWith(LIBRARY) && name.lastIndexOf('-') > LIBRARY.length()
            ? " " + name.substring(LIBRARY.length(), name.lastIndexOf('-'))
            : "";
    return new KernelName(
        "Wasmtime" + version, guest.map(EngineName::guest).orElse("as a module of its own"));
  }

  private static String guest(Path file) {
    String name = file.getFileName().toString();
    return "with the guest "
        + (name.endsWith(GUEST) ? name.substring(0, name.length() - GUEST.length()) : name);
  }
}
