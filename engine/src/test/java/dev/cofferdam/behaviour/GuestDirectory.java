package dev.cofferdam.behaviour;

import dev.cofferdam.sandbox.RuntimeName;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/// The directory of wasm with only some of its guests, as on a host where no other could be built.
final class GuestDirectory {
  private GuestDirectory() {}

  /// The one that the suite runs on, where it has such a guest.
  static RuntimeUnderTest having(String guest) throws IOException {
    RuntimeUnderTest runtime = RuntimeUnderTest.wasm().findFirst().orElseThrow();
    require(ready(runtime.program()).containsKey(guest), guest);
    return runtime;
  }

  /// Copies what is named out of the one that the suite runs on.
  static RuntimeUnderTest with(Path directory, List<String> names) throws IOException {
    Path all = RuntimeUnderTest.wasm().findFirst().orElseThrow().program();
    Map<String, Path> ready = ready(all);
    require(ready.keySet().containsAll(names), names.toString());
    var list = new StringBuilder();
    for (String name : names) {
      Path from = ready.getOrDefault(name, all);
      Path to = directory.resolve(from.getFileName());
      copy(from, to);
      Path digest = Path.of(from + ".sha256");
      if (Files.exists(digest)) {
        copy(digest, Path.of(to + ".sha256"));
      }
      list.append(name).append(' ').append(to).append('\n');
    }
    Files.writeString(directory.resolve("ready"), list);
    return new RuntimeUnderTest(RuntimeName.WASM, directory);
  }

  private static Map<String, Path> ready(Path directory) throws IOException {
    Map<String, Path> ready = new HashMap<>();
    for (String line : Files.readAllLines(directory.resolve("ready"))) {
      String[] words = line.split(" ", 2);
      ready.put(words[0], Path.of(words[1]));
    }
    return ready;
  }

  private static void require(boolean there, String what) {
    if (!there && "true".equals(System.getenv("CI"))) {
      throw new IllegalStateException("not built: " + what);
    }
    Assumptions.assumeTrue(there, what + " is not built: native/wasm-runtime/build");
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            return visitFile(folder, attributes);
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(
                file,
                to.resolve(from.relativize(file).toString()),
                StandardCopyOption.COPY_ATTRIBUTES);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
