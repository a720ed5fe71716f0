package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.diagnosis.Diagnosis;
import dev.cofferdam.diagnosis.Diagnosis.Confidence;
import dev.cofferdam.diagnosis.Kind;
import dev.cofferdam.run.Result;
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

/// A program that only prints a kind's message is not believed. The table of `examples/README.md`
/// says which kind each pretends and what becomes of it.
@ParameterizedClass
@MethodSource("dev.cofferdam.behaviour.RuntimeUnderTest#withWasm")
class AdversarialTest {
  /// The kinds that text may decide, at low confidence; any other needs the kernel's word.
  private static final List<Kind> OF_TEXT =
      List.of(Kind.PROGRAM_ERROR, Kind.MODULE_MISSING, Kind.COMMAND_NOT_FOUND);

  private final RuntimeUnderTest runtime;
  private final ExampleRuns runs;

  AdversarialTest(RuntimeUnderTest runtime) {
    this.runtime = runtime;
    this.runs = new ExampleRuns(Harness.on(runtime));
  }

  @AfterEach
  void close() {
    runs.close();
  }

  @TestFactory
  Stream<DynamicTest> isNotBelieved() {
    var expected = new LinkedHashMap<Example, Consumer<Result>>();
    ExampleTable.rowsOf("adversarial")
        .forEach((path, cells) -> {
          Example example = Example.of(path);
          expected.put(
              example, WasmLacks.or(runtime, example, result -> isUnmasked(result, cells)));
        });
    return runs.each(expected);
  }

  @Test
  void thePageListsExactlyThese() {
    Map<String, List<String>> rows = ExampleTable.rowsOf("adversarial");
    assertThat(rows.keySet())
        .containsExactlyElementsOf(
            Example.programsIn("adversarial").stream().map(name -> "adversarial/" + name).toList());
    // What no text says: it is what remains, or decided before a program runs.
    Stream.of(Kind.values())
        .filter(kind -> kind != Kind.PROGRAM_ERROR && kind != Kind.COMMAND_NOT_FOUND)
        .forEach(kind ->
            assertThat(rows.values()).anyMatch(cells -> cells.getFirst().contains(kind.name())));
  }

  private static void isUnmasked(Result result, List<String> cells) {
    Diagnosis diagnosis = result.diagnosis().orElseThrow();
    assertThat(result.ending().exitCode()).isEqualTo(Integer.parseInt(cells.get(1)));
    assertThat("`" + diagnosis.kind() + "`").isEqualTo(cells.get(2).split(",", -1)[0]);
    assertThat(OF_TEXT).contains(diagnosis.kind());
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.LOW);
    assertThat(result.contributing()).isEmpty();
    assertThat(result.notes()).isEmpty();
    assertThat(result.blockedCalls()).allMatch(call -> call.probe());
  }
}
