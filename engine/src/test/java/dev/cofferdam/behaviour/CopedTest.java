package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.diagnosis.Diagnosis;
import dev.cofferdam.diagnosis.Diagnosis.Confidence;
import dev.cofferdam.diagnosis.Kind;
import dev.cofferdam.run.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// A program that coped with what it was refused and failed for another reason: the refusal is
/// proved, but not that it was the cause.
@ParameterizedClass
@MethodSource("dev.cofferdam.behaviour.RuntimeUnderTest#withWasm")
class CopedTest {
  private final RuntimeUnderTest runtime;
  private final ExampleRuns runs;

  CopedTest(RuntimeUnderTest runtime) {
    this.runtime = runtime;
    this.runs = new ExampleRuns(Harness.on(runtime));
  }

  @AfterEach
  void close() {
    runs.close();
  }

  @TestFactory
  Stream<DynamicTest> isNotBlamedForCertain() {
    var expected = new LinkedHashMap<Example, Consumer<Result>>();
    ExampleTable.rowsOf("coped")
        .forEach((path, cells) -> {
          Example example = path.contains("_full") ? Example.of(path).disk(16) : Example.of(path);
          expected.put(
              example,
              WasmLacks.or(runtime, example, result -> isLeftOpen(result, cells, met(cells))));
        });
    return runs.each(expected);
  }

  @Test
  void thePageListsExactlyThese() {
    Map<String, List<String>> rows = ExampleTable.rowsOf("coped");
    assertThat(rows.keySet())
        .containsExactlyElementsOf(
            Example.programsIn("coped").stream().map(name -> "coped/" + name).toList());
    // Every kind that rests on the kernel's word and that a program can go on after.
    Stream.of(
            Kind.MEMORY_EXHAUSTED,
            Kind.PROCESS_LIMIT,
            Kind.DISK_FULL,
            Kind.SYSCALL_BLOCKED,
            Kind.READ_ONLY_FILESYSTEM,
            Kind.PERMISSION_DENIED,
            Kind.NETWORK_ISOLATED)
        .forEach(kind ->
            assertThat(rows.values()).anyMatch(cells -> cells.getFirst().contains(kind.name())));
  }

  private Kind met(List<String> cells) {
    Kind met = Kind.valueOf(cells.get(0).replace("`", ""));
    if (met == Kind.PROCESS_LIMIT && runtime.differsBy(Difference.ONE_PROCESS)) {
      return Kind.UNSUPPORTED_BY_RUNTIME;
    }
    return met == Kind.READ_ONLY_FILESYSTEM && runtime.differsBy(Difference.PERMISSION_FIRST)
        ? Kind.PERMISSION_DENIED
        : met;
  }

  private static void isLeftOpen(Result result, List<String> cells, Kind met) {
    Diagnosis diagnosis = result.diagnosis().orElseThrow();
    assertThat(result.ending().exitCode()).isEqualTo(Integer.parseInt(cells.get(1)));
    assertThat("`" + diagnosis.kind() + "`").isEqualTo(cells.get(2).split(",", -1)[0]);
    var told = new ArrayList<>(result.contributing());
    told.add(diagnosis);
    assertThat(told)
        .filteredOn(cause -> cause.kind() == met)
        .singleElement()
        .satisfies(cause -> {
          assertThat(cause.confidence()).isEqualTo(Confidence.LOW);
          assertThat(cause.summary()).contains("on the way");
          assertThat(cause.evidence()).isNotEmpty();
        });
  }
}
