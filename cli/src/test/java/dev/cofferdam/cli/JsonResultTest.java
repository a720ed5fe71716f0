package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.avaje.json.mapper.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `--json` as a program reads it: from the command line's own standard output.
class JsonResultTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /// On runsc the cgroup has room for the Sentry beside the program (docs/runtimes.md).
  @ParameterizedTest
  @CsvSource({"runc, 128", "runsc, 160"})
  void aMemoryBombIsToldWithTheKernelsCounters(String runtime, long limitMib) throws Exception {
    long limit = limitMib << 20;
    Program.Ended ended =
        Program.run(
            "run",
            "--runtime",
            runtime,
            "-m",
            "128m",
            "--json",
            ROOT.resolve("examples/memory_bomb.py").toString());
    assertThat(ended.status()).isEqualTo(137);
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(ROOT.resolve("docs/result.schema.json")), InputFormat.JSON);
    assertThat(schema.validate(ended.text(), InputFormat.JSON)).isEmpty();

    Map<String, Object> result = JsonMapper.builder().build().fromJsonObject(ended.text());
    assertThat(result).containsEntry("exitCode", 137L).containsEntry("runtime", runtime);
    Map<?, ?> diagnosis = in(result, "diagnosis", Map.class);
    assertThat(in(diagnosis, "kind", String.class)).isEqualTo("MEMORY_EXHAUSTED");
    List<?> evidence = in(diagnosis, "evidence", List.class);
    assertThat(counter(evidence, ".*oom_kill")).isGreaterThanOrEqualTo(1);
    assertThat(counter(evidence, ".*(memory\\.peak|max_usage_in_bytes)"))
        .isBetween(limit * 9 / 10, limit);
    assertThat(in(in(result, "usage", Map.class), "memoryPeakBytes", Number.class).longValue())
        .isGreaterThan(limit * 9 / 10);
  }

  private static <T> T in(Map<?, ?> object, String name, Class<T> type) {
    return type.cast(Objects.requireNonNull(object.get(name), name));
  }

  /// By how much the counter grew, of the one piece of evidence that has it.
  private static long counter(List<?> evidence, String name) {
    return evidence.stream()
        .map(one -> (Map<?, ?>) one)
        .filter(one -> one.get("counter") instanceof String said && said.matches(name))
        .mapToLong(one -> in(one, "delta", Number.class).longValue())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " in " + evidence));
  }
}
