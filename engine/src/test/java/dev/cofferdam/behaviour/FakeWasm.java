package dev.cofferdam.behaviour;

import dev.cofferdam.Cofferdam;
import dev.cofferdam.EngineConfig;
import dev.cofferdam.sandbox.RuntimeName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/// A directory with a worker of our own in place of the real one: for what the real one never does.
final class FakeWasm {
  private FakeWasm() {}

  /// Plants one.
  ///
  /// @param does what the worker does, in sh
  static Path in(Path folder, String does) throws IOException {
    Path directory = Files.createDirectory(folder.resolve("fake"));
    Path program = directory.resolve("wasm-worker");
    Files.writeString(program, "#!/bin/sh\n" + does + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    Path guest = Files.writeString(directory.resolve("guest"), "");
    tellReady(directory, program, guest);
    return directory;
  }

  static void tellReady(Path directory, Path program, Path guest) throws IOException {
    Files.writeString(
        directory.resolve("ready"),
        "worker %s\nlibrary %s\npython %s\n".formatted(program, guest, guest));
  }

  /// An engine of this host's that has its guests there.
  static Cofferdam engine(Path wasm) {
    EngineConfig host = EngineConfig.ofHost();
    return Cofferdam.open(
        new EngineConfig(
            host.runtimeDirectory(),
            host.stateDirectory(),
            Optional.empty(),
            Map.of(RuntimeName.WASM, wasm)));
  }
}
