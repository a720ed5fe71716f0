package dev.cofferdam.runtime.wasm;

import java.util.List;
import java.util.Locale;

/// What can run inside the engine.
enum Guest {
  /// CPython with its whole standard library.
  PYTHON,
  /// StarlingMonkey.
  JS,
  /// The caller's own module or component.
  MODULE;

  /// Its name on the wire, and among the artifacts.
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The artifacts that it takes beside the worker.
  List<String> artifacts() {
    return switch (this) {
      case PYTHON, JS -> List.of("library", label());
      case MODULE -> List.of("library");
    };
  }
}
