package dev.cofferdam.runtime.wasm.endive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/// Makes the image of the guest, when this module is built: QuickJS with the JavaScript of
/// `native/wasm-guests/js`, but for what lies in `src/main/guest` in its place, which knows another
/// engine and another host.
final class Bake {
  /// Does what a run does at its beginning, so that the image has it done.
  private static final String STEP = "globalThis[Symbol.for('cofferdam.step')]();";

  private Bake() {}

  /// Makes it.
  ///
  /// @param args the folder of the guest's sources, the folder of what replaces some of them, the
  ///   version of acorn, and the file to write
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[3]);
    // Beside the image lie the classes that make it.
    if (isNewest(file, List.of(Path.of(args[0]), Path.of(args[1]), file.resolveSibling("")))) {
      return;
    }
    var bundle = new Bundle(List.of(Path.of(args[1]), Path.of(args[0])));
    bundle.addScript("modules/acorn.mjs", acorn(args[2]));
    // In another engine than the one that is kept: what a compiler needs stays in there.
    QuickJs compiler = QuickJs.fresh(Bake::answer);
    QuickJs engine = QuickJs.fresh(Bake::answer);
    String source =
        "const { step } = "
            + bundle.text()
            + ";\nObject.defineProperty(globalThis, Symbol.for('cofferdam.step'), { value: step });";
    try {
      engine.run(engine.load(compiler.compile(source)));
    } catch (RuntimeException failed) {
      throw new IOException(
          "the guest does not start: " + compiler.words() + engine.words(), failed);
    }
    Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
    try (OutputStream out = Files.newOutputStream(file)) {
      engine.image(engine.load(compiler.compile(STEP))).write(out);
    }
  }

  private static boolean isNewest(Path file, List<Path> folders) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    FileTime made = Files.getLastModifiedTime(file);
    for (Path folder : folders) {
      try (Stream<Path> newer =
          Files.find(
              folder,
              Integer.MAX_VALUE,
              (path, attributes) -> attributes.lastModifiedTime().compareTo(made) > 0)) {
        if (newer.anyMatch(path -> !Files.isDirectory(path))) {
          return false;
        }
      }
    }
    return true;
  }

  /// While it is baked the guest reads the clock only.
  private static String answer(String name, String text) {
    return switch (name) {
      case "clock" -> "0";
      default -> throw new IllegalStateException("the guest asked for " + name + " too early");
    };
  }

  private static String acorn(String version) throws IOException {
    try (InputStream stream =
        Bake.class
            .getClassLoader()
            .getResourceAsStream(
                "META-INF/resources/webjars/acorn/" + version + "/dist/acorn.js")) {
      if (stream == null) {
        throw new IOException("acorn " + version + " is not on the class path");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8) + "\n";
    }
  }
}
