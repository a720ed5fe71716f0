package dev.cofferdam.behaviour;

import dev.cofferdam.sandbox.RuntimeName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A runtime that the suite runs on: `COFFERDAM_TEST_RUNC` names the programs, separated by colons;
/// without it, the distribution's.
///
/// @param name which runtime
/// @param program where its program lies
record RuntimeUnderTest(RuntimeName name, Path program) {
  private static final boolean CI = "true".equals(System.getenv("CI"));

  /// Every runtime, for `@MethodSource`.
  static Stream<RuntimeUnderTest> all() {
    List<RuntimeUnderTest> found =
        programs().map(path -> new RuntimeUnderTest(RuntimeName.RUNC, path)).toList();
    List<RuntimeUnderTest> present =
        found.stream().filter(runtime -> Files.isExecutable(runtime.program())).toList();
    if (present.size() < found.size()) {
      if (CI) {
        throw new IllegalStateException("not installed, of " + found);
      }
      Assumptions.assumeFalse(present.isEmpty(), "none is installed of " + found);
    }
    return present.stream();
  }

  private static Stream<Path> programs() {
    String given = System.getenv("COFFERDAM_TEST_RUNC");
    return given == null || given.isEmpty()
        ? Stream.of(Path.of("/usr/sbin/runc"))
        : Arrays.stream(given.split(":")).map(Path::of);
  }

  @Override
  public String toString() {
    return name.label() + " (" + program + ")";
  }
}
