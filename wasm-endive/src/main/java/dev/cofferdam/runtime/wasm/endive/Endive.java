package dev.cofferdam.runtime.wasm.endive;

import dev.cofferdam.host.KernelName;
import dev.cofferdam.runtime.wasm.JvmEngine;
import io.roastedroot.quickjs4j.core.JavyPluginModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import run.endive.runtime.Instance;
import run.endive.wasm.WasmModule;

/// JavaScript without native code: QuickJS on Endive.
public final class Endive {
  private Endive() {}

  /// What the engine needs to know of it. Of this module nothing else is loaded into the engine's
  /// JVM.
  public static JvmEngine engine() {
    var versions = new Properties();
    try (InputStream stream = Endive.class.getResourceAsStream("versions.properties")) {
      if (stream == null) {
        throw new IOException("the module was built without its versions");
      }
      versions.load(stream);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return new JvmEngine(
        new KernelName(
            "Endive " + versions.getProperty("endive"),
            "with the guest quickjs (quickjs4j " + versions.getProperty("quickjs4j") + ")"),
        classPath(),
        GuestProcess.class.getName());
  }

  private static List<Path> classPath() {
    return Stream.of(GuestProcess.class, JavyPluginModule.class, Instance.class, WasmModule.class)
        .map(Endive::origin)
        .toList();
  }

  private static Path origin(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException malformed) {
      throw new IllegalStateException(malformed);
    }
  }
}
