package dev.cofferdam.runtime.wasm;

import java.util.List;
import java.util.Locale;

/// What can run inside the engine.
enum Guest {
  /// CPython with its whole standard library, as a snapshot.
  PYTHON,
  /// CPython without a snapshot, for hosts where the other cannot be built.
  PLAIN,
  /// CPython with numpy, pandas, scipy and their kin.
  SCIENCE,
  /// StarlingMonkey.
  JS,
  /// The caller's own module or component.
  MODULE;

  /// What runs before a program in a command, as it is called inside.
  static final String START = "/opt/cofferdam";

  /// A directory of the artifacts that a guest reads while it runs.
  ///
  /// @param path what it is called inside
  /// @param artifact which one it is of
  /// @param part of the artifact; empty for all of it
  record Files(String path, String artifact, String part) {}

  /// Its name on the wire, and among the artifacts.
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether it is a command of WASI's preview 1: it gets words and variables, and has no import of
  /// ours.
  boolean isCommand() {
    return switch (this) {
      case PLAIN, SCIENCE -> true;
      case PYTHON, JS, MODULE -> false;
    };
  }

  /// The artifacts that it takes beside the worker.
  List<String> artifacts() {
    return switch (this) {
      case PYTHON, JS -> List.of("library", label());
      case PLAIN -> List.of("library", "plain", "plain-start");
      case SCIENCE -> List.of("library", "science", "science-library", "science-start");
      case MODULE -> List.of("library");
    };
  }

  /// What it reads while it runs.
  List<Files> files() {
    return switch (this) {
      case PYTHON, JS, MODULE -> List.of();
      case PLAIN -> List.of(new Files(START, "plain-start", ""));
      case SCIENCE ->
          List.of(
              new Files(START, "science-start", ""),
              new Files("/usr/local/lib", "science-library", "lib"),
              // Where matplotlib, which lies in an archive, looks for what is beside it.
              new Files(
                  "/usr/local/lib/python315.zip/matplotlib/mpl-data", "science-library", "data"));
    };
  }
}
