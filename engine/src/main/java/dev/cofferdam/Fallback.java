package dev.cofferdam;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Says, once on this host and to this user, that plain runs make do with `wasm`, and how to get
/// more. Its result says it each time.
///
/// @param said the file that remembers it
/// @param notices who is told
/// @param stronger what keeps a stronger runtime from being used, one line
/// @param remedy how to have one, one line
record Fallback(Path said, Consumer<String> notices, String stronger, String remedy) {
  void say() {
    try {
      Files.createFile(said);
    } catch (IOException saidBefore) {
      return;
    }
    notices.accept(
        "runs on wasm (WebAssembly), since no stronger runtime is usable here: "
            + stronger
            + "\n  for any program, and not only Python and JavaScript: "
            + remedy
            + "\n  (this is said once)");
  }
}
