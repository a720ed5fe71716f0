package dev.cofferdam.runtime.wasm;

import dev.cofferdam.host.KernelName;
import java.nio.file.Path;
import java.util.List;

/// An engine that needs no native code, for hosts where Wasmtime cannot be had. It runs JavaScript,
/// one program in a JVM of its own; whoever opens the engine may bring one along.
///
/// Its program is started in a directory where it finds the file `request` (what a guest's `exec`
/// takes), with the size that the guest's memory may have in pages of 64 KiB as its one argument.
/// It ends with the guest's exit code and leaves a file `report`: lines of `report` with what the
/// guest told, `memory` and `refused` with numbers, and at last `exit`, `trap` or `host`, each with
/// a text.
///
/// @param name the engine with its version, and the guest in it
/// @param classPath all that its program needs: jars, or folders of classes
/// @param program its main class
public record JvmEngine(KernelName name, List<Path> classPath, String program) {
  public JvmEngine {
    classPath = List.copyOf(classPath);
  }
}
