package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.diagnosis.Note;
import dev.cofferdam.run.Result;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// No false alarm: programs in good order end well under the default limits, though some of them
/// are refused something on their way.
@ParameterizedClass
@MethodSource("dev.cofferdam.behaviour.RuntimeUnderTest#withWasm")
class OrdinaryTest {
  /// True on one CPU, and no alarm: programs with several busy threads are held back by it.
  private static final Set<String> UNSURPRISING = Set.of(Note.CPU_THROTTLED);

  private final RuntimeUnderTest runtime;
  private final ExampleRuns runs;

  OrdinaryTest(RuntimeUnderTest runtime) {
    this.runtime = runtime;
    this.runs = new ExampleRuns(Harness.on(runtime));
  }

  @AfterEach
  void close() {
    runs.close();
  }

  @TestFactory
  Stream<DynamicTest> endsWellAndNothingIsSaid() {
    var expected = new LinkedHashMap<Example, Consumer<Result>>();
    for (String name : Example.programsIn("ordinary")) {
      Example example = Example.of("ordinary/" + name);
      expected.put(example, WasmLacks.or(runtime, example, OrdinaryTest::isQuiet));
    }
    assertThat(expected).hasSizeGreaterThanOrEqualTo(20);
    return runs.each(expected);
  }

  @Test
  void thePageListsExactlyThese() {
    assertThat(ExampleTable.rowsOf("ordinary").keySet())
        .containsExactlyElementsOf(
            Example.programsIn("ordinary").stream().map(name -> "ordinary/" + name).toList());
  }

  private static void isQuiet(Result result) {
    assertThat(result.ending().exitCode()).isZero();
    assertThat(result.diagnosis()).isEmpty();
    assertThat(result.contributing()).isEmpty();
    assertThat(result.notes()).filteredOn(note -> !UNSURPRISING.contains(note.code())).isEmpty();
    assertThat(result.stdoutTruncated()).isFalse();
  }
}
