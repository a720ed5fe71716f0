package dev.cofferdam.behaviour;

import dev.cofferdam.sandbox.RuntimeName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A runtime that the suite runs on. `COFFERDAM_TEST_RUNC` and `COFFERDAM_TEST_RUNSC` name the
/// programs, separated by colons; without them runc is the distribution's, and runsc the one on
/// PATH or the one that `cofferdam setup` installs.
///
/// @param name which runtime
/// @param program where its program lies
record RuntimeUnderTest(RuntimeName name, Path program) {
  private static final boolean CI = "true".equals(System.getenv("CI"));
  private static final String WASM = "/var/lib/cofferdam/wasm";
  private static final String RUNC = "/usr/sbin/runc";
  private static final String RUNSC = "/var/lib/cofferdam/tools/runsc";

  /// Every runtime, for `@MethodSource`.
  static Stream<RuntimeUnderTest> all() {
    List<RuntimeUnderTest> wanted = wanted();
    Predicate<RuntimeUnderTest> isThere = runtime -> Files.isExecutable(runtime.program());
    List<RuntimeUnderTest> missing = wanted.stream().filter(isThere.negate()).toList();
    if (missing.isEmpty()) {
      return wanted.stream();
    }
    if (CI) {
      throw new IllegalStateException("not installed: " + missing);
    }
    Assumptions.assumeTrue(missing.size() < wanted.size(), "none is installed of " + wanted);
    // A class without one of its runtimes still runs on the others; this is what says so.
    System.getLogger(RuntimeUnderTest.class.getName())
        .log(System.Logger.Level.WARNING, "NOT TESTED, not installed: {0}", missing);
    return wanted.stream().filter(isThere);
  }

  /// Those and wasm, for what is true of programs that know nothing of Linux.
  static Stream<RuntimeUnderTest> withWasm() {
    return Stream.concat(all(), findWasm().stream());
  }

  /// wasm alone. `COFFERDAM_TEST_WASM` names the directory with its worker and guests; without it
  /// that is the one of the host.
  static Stream<RuntimeUnderTest> wasm() {
    Optional<RuntimeUnderTest> found = findWasm();
    Assumptions.assumeTrue(found.isPresent(), "wasm is not built: native/wasm-runtime/build");
    return found.stream();
  }

  private static Optional<RuntimeUnderTest> findWasm() {
    Optional<RuntimeUnderTest> found =
        given("COFFERDAM_TEST_WASM", WASM)
            .filter(directory -> Files.isRegularFile(directory.resolve("ready")))
            .map(directory -> new RuntimeUnderTest(RuntimeName.WASM, directory))
            .findFirst();
    if (CI && found.isEmpty()) {
      throw new IllegalStateException("not built: wasm");
    }
    return found;
  }

  /// Whether it is wasm.
  boolean isWasm() {
    return name == RuntimeName.WASM;
  }

  /// What of the contract this runtime keeps in another way.
  boolean differsBy(Difference difference) {
    return difference.runtime() == name;
  }

  /// The memory limit in the kernel that this much of `-m` becomes.
  long kernelMemory(long bytes) {
    return memoryKept(bytes) + (differsBy(Difference.MEMORY_REFUSED) ? 80 * TestLimits.MIB : 0);
  }

  /// What a program is held to that was given this much of `-m`: by the kernel, or by the engine
  /// before the kernel would.
  long memoryKept(long bytes) {
    return bytes + (differsBy(Difference.MEMORY_RESERVE) ? 32 * TestLimits.MIB : 0);
  }

  /// What `-m` must be at least, in MiB, for so many processes that fork and do little else.
  int memoryToFork(int processes) {
    // A fork that is refused has copied its page tables by then, and the kernel frees a task's
    // stack
    // only after a grace period, which on a busy machine takes long.
    return differsBy(Difference.FORKED_MEMORY) ? 6 * processes : Math.max(128, 4 * processes);
  }

  private static List<RuntimeUnderTest> wanted() {
    var wanted = new ArrayList<RuntimeUnderTest>();
    given("COFFERDAM_TEST_RUNC", RUNC)
        .forEach(path -> wanted.add(new RuntimeUnderTest(RuntimeName.RUNC, path)));
    given("COFFERDAM_TEST_RUNSC", onPath("runsc", RUNSC))
        .forEach(path -> wanted.add(new RuntimeUnderTest(RuntimeName.RUNSC, path)));
    return wanted;
  }

  private static Stream<Path> given(String variable, String fallback) {
    String value = Objects.requireNonNullElse(System.getenv(variable), "");
    return Arrays.stream((value.isEmpty() ? fallback : value).split(":", -1)).map(Path::of);
  }

  private static String onPath(String program, String fallback) {
    return Arrays.stream(Objects.requireNonNullElse(System.getenv("PATH"), "").split(":", -1))
        .filter(directory -> directory.startsWith("/"))
        .map(directory -> directory + "/" + program)
        .filter(path -> Files.isExecutable(Path.of(path)))
        .findFirst()
        .orElse(fallback);
  }

  @Override
  public String toString() {
    return name.label() + " (" + program + ")";
  }
}
