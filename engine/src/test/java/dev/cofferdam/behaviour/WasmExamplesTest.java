package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.diagnosis.Diagnosis;
import dev.cofferdam.diagnosis.Diagnosis.Confidence;
import dev.cofferdam.diagnosis.Evidence.Source;
import dev.cofferdam.diagnosis.Kind;
import dev.cofferdam.run.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Each way to fail as WebAssembly knows it: the kind that the other runtimes tell, or the one that
/// says which runtime can.
@ParameterizedClass
@MethodSource("dev.cofferdam.behaviour.RuntimeUnderTest#wasm")
class WasmExamplesTest {
  /// That a program ended for it is the program's own word, whatever was counted before.
  private static final Set<Kind> ITS_WORD =
      EnumSet.of(Kind.PROGRAM_ERROR, Kind.MEMORY_EXHAUSTED, Kind.DISK_FULL);

  private static final int NOBODY = 65_534;

  private final ExampleRuns runs;

  @TempDir Path data;

  WasmExamplesTest(RuntimeUnderTest runtime) {
    this.runs = new ExampleRuns(Harness.on(runtime));
  }

  @AfterEach
  void close() {
    runs.close();
  }

  @TestFactory
  Stream<DynamicTest> saysWhatHappened() throws IOException {
    Path theirs = Files.createFile(data.resolve("theirs.txt"));
    Files.setAttribute(theirs, "unix:uid", NOBODY);
    Map<Example, Consumer<Result>> expected = expected();
    for (String name : Example.programsIn("")) {
      Example example = Example.of(name);
      if (WasmLacks.by(example)) {
        expected.put(example, WasmLacks::isTold);
      }
    }
    return runs.alone(expected);
  }

  @Test
  void everyExampleHasItsPlaceHere() {
    var all = new TreeSet<String>();
    expected().keySet().forEach(example -> all.add(example.path()));
    for (String name : Example.programsIn("")) {
      if (WasmLacks.by(Example.of(name))) {
        all.add(name);
      }
    }
    assertThat(all).containsExactlyElementsOf(Example.programsIn(""));
  }

  private Map<Example, Consumer<Result>> expected() {
    var expected = new LinkedHashMap<Example, Consumer<Result>>();
    limits(expected);
    expected.put(
        Example.of("readonly_new_file.py").mounting(data, "/data"),
        told(1, Kind.READ_ONLY_FILESYSTEM, Source.GUEST, "path=/data/report.txt", "mode=ro"));
    // The kernel would say EACCES (Difference.READ_ONLY_FIRST).
    expected.put(
        Example.of("readonly_foreign_file.py").mounting(data, "/data"),
        told(1, Kind.READ_ONLY_FILESYSTEM, Source.GUEST, "path=/data/theirs.txt", "mode=ro"));
    expected.put(
        Example.of("network.py"),
        told(1, Kind.NETWORK_ISOLATED, Source.GUEST, "destination=192.0.2.1:80", "policy=none"));
    expected.put(
        Example.of("network_name.py"),
        told(1, Kind.NETWORK_ISOLATED, Source.GUEST, "destination=example.com:80", "lookup=true"));
    expected.put(
        Example.of("module_missing.py"),
        told(1, Kind.MODULE_MISSING, Source.TEXT, "module=numpy_not_there"));
    expected.put(
        Example.of("program_error.py"),
        told(1, Kind.PROGRAM_ERROR, Source.SYSCALL, "exception=KeyError"));
    expected.put(
        Example.of("exit_137.py"), told(137, Kind.PROGRAM_ERROR, Source.SYSCALL, "exitCode=137"));
    expected.put(Example.of("hello.py"), WasmExamplesTest::isSilent);
    expected.put(Example.of("hello.js"), WasmExamplesTest::isSilent);
    return expected;
  }

  private static void limits(Map<Example, Consumer<Result>> expected) {
    expected.put(
        Example.of("memory_bomb.py").memory(128),
        told(1, Kind.MEMORY_EXHAUSTED, Source.ENGINE, "limitBytes=" + (128 << 20)));
    expected.put(
        Example.of("disk_full.py").disk(16),
        told(1, Kind.DISK_FULL, Source.ENGINE, "resource=bytes", "path=/workspace/large.bin"));
    expected.put(
        Example.of("inodes_full.py").disk(16),
        told(1, Kind.DISK_FULL, Source.GUEST, "resource=inodes"));
    expected.put(
        Example.of("output_flood.py"),
        told(137, Kind.OUTPUT_LIMIT, Source.COUNTER, "stream=stdout", "limitBytes=10485760"));
    expected.put(
        Example.of("timeout.py").timeout(2),
        told(124, Kind.TIMEOUT, Source.COUNTER, "bound=wall", "limitMillis=2000"));
    expected.put(
        Example.of("timeout_cpu.py").timeout(2).milliCpus(50),
        told(124, Kind.TIMEOUT, Source.COUNTER, "bound=cpu", "limitMillis=2000"));
    expected.put(Example.of("memory_file.py").memory(64).disk(128), WasmExamplesTest::isSilent);
    // It tries for ever (Difference.ONE_PROCESS).
    expected.put(
        Example.of("fork_bomb.py").memory(512).timeout(5),
        told(124, Kind.TIMEOUT, Source.COUNTER, "limitMillis=5000")
            .andThen(result ->
                assertThat(result.contributing())
                    .extracting(Diagnosis::kind)
                    .contains(Kind.UNSUPPORTED_BY_RUNTIME)));
  }

  private static Consumer<Result> told(int exitCode, Kind kind, Source source, String... details) {
    return result -> {
      Diagnosis diagnosis = result.diagnosis().orElseThrow();
      assertThat(diagnosis.kind()).isEqualTo(kind);
      assertThat(result.ending().exitCode()).isEqualTo(exitCode);
      assertThat(diagnosis.evidence().getFirst().source()).isEqualTo(source);
      assertThat(diagnosis.details().entrySet().stream().map(Object::toString)).contains(details);
      assertThat(diagnosis.mitigation()).isNotBlank();
      boolean proved =
          diagnosis.evidence().stream()
              .anyMatch(fact -> fact.source() != Source.GUEST && fact.source() != Source.TEXT);
      assertThat(diagnosis.confidence())
          .isEqualTo(proved && !ITS_WORD.contains(kind) ? Confidence.HIGH : Confidence.LOW);
    };
  }

  private static void isSilent(Result result) {
    assertThat(result.ending().exitCode()).isZero();
    assertThat(result.diagnosis()).isEmpty();
    assertThat(result.contributing()).isEmpty();
    assertThat(result.notes()).isEmpty();
  }
}
