package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.cofferdam.run.Result;
import dev.cofferdam.run.ResultJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// Runs examples a few at a time, as one test each. What every result must hold is checked here:
/// its JSON is what the published schema says.
final class ExampleRuns implements AutoCloseable {
  /// Most programs wait or are short, so a few share the cores without disturbing each other.
  private static final int AT_ONCE = 3;

  private static final Schema SCHEMA = schema();

  private final Harness harness;
  private final ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);

  ExampleRuns(Harness harness) {
    this.harness = harness;
  }

  /// One test for each example, run beside others.
  Stream<DynamicTest> each(Map<Example, Consumer<Result>> expected) {
    var results = new LinkedHashMap<Example, Future<Result>>();
    expected
        .keySet()
        .forEach(
            example -> results.put(example, workers.submit(() -> harness.run(example.spec()))));
    return results.entrySet().stream()
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey().path(),
                () -> {
                  Result result = finished(entry.getValue());
                  check(result, expected.getOrDefault(entry.getKey(), ExampleRuns::nothing));
                }));
  }

  /// One test for each example, with nothing of ours beside it: for those that measure time.
  Stream<DynamicTest> alone(Map<Example, Consumer<Result>> expected) {
    return expected.entrySet().stream()
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey().path(),
                () -> check(harness.run(entry.getKey().spec()), entry.getValue())));
  }

  @Override
  public void close() {
    workers.shutdownNow();
    harness.close();
  }

  private static void check(Result result, Consumer<Result> expected) {
    String json = ResultJson.of(result);
    String seen = json.substring(json.indexOf("\"blockedCalls\""));
    assertThat(SCHEMA.validate(json, InputFormat.JSON)).as(seen).isEmpty();
    try {
      expected.accept(result);
    } catch (AssertionError wrong) {
      throw new AssertionError(
          wrong.getMessage() + "\nstderr: " + result.stderr().toText() + "\nresult: " + seen,
          wrong);
    }
  }

  private static void nothing(Result result) {}

  private static Result finished(Future<Result> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new AssertionError("the run failed", e.getCause());
    }
  }

  private static Schema schema() {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(
              Files.readString(Path.of("..", "docs", "result.schema.json")), InputFormat.JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
