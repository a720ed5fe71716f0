package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.run.Result;
import dev.cofferdam.sandbox.MountSpec;
import dev.cofferdam.sandbox.Program;
import dev.cofferdam.sandbox.RuntimeName;
import dev.cofferdam.sandbox.SandboxSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every program of `conformance/programs` on runc and on runsc. Where they differ,
/// `conformance/differences.md` has a row that tells how, and the reason. A difference without a
/// row fails, and so does a row without a difference; the table as it should be is printed and
/// written to `target/conformance.md`, with the reasons that are known.
@Tag("conformance")
class ConformanceTest {
  private static final Path CORPUS = Path.of("..", "conformance").toAbsolutePath().normalize();
  private static final Path PROGRAMS = CORPUS.resolve("programs");
  private static final Pattern ROW = Pattern.compile("\\| (\\d[\\w-]*\\.py) \\| (.*) \\| (.*) \\|");
  private static final Path TABLE = Path.of("target", "conformance.md");

  @TempDir private Path directory;

  /// A row of the table.
  private record Row(String difference, String reason) {}

  @Test
  void everyDifferenceIsToldWithItsReason() throws IOException {
    Map<String, Row> known = known();
    Map<String, String> found = differences();
    var lines =
        new ArrayList<String>(List.of("| program | runc / runsc | reason |", "|---|---|---|"));
    found.forEach((program, difference) -> {
      String reason = Optional.ofNullable(known.get(program)).map(Row::reason).orElse("");
      lines.add("| %s | %s | %s |".formatted(program, difference, reason));
    });
    Files.write(TABLE, lines);
    System.getLogger(ConformanceTest.class.getName())
        .log(System.Logger.Level.INFO, String.join("\n", lines));
    var told = new TreeMap<String, String>();
    known.forEach((program, row) -> told.put(program, row.difference()));
    assertThat(found).isEqualTo(told);
    assertThat(known.values()).extracting(Row::reason).doesNotContain("");
  }

  /// By program, in the order of their names; only those that differ.
  private Map<String, String> differences() throws IOException {
    var found = new TreeMap<String, String>();
    try (Harness runc = Harness.on(first(RuntimeName.RUNC));
        Harness runsc = Harness.on(first(RuntimeName.RUNSC));
        var both = Executors.newVirtualThreadPerTaskExecutor();
        Stream<Path> programs = Files.list(PROGRAMS)) {
      for (Path program : programs.sorted().toList()) {
        String name = String.valueOf(program.getFileName());
        CompletableFuture<Trace> there = trace(runsc, name, both);
        List<String> differences = trace(runc, name, both).join().differencesTo(there.join());
        if (!differences.isEmpty()) {
          found.put(name, String.join("<br>", differences));
        }
      }
    }
    return found;
  }

  private static RuntimeUnderTest first(RuntimeName name) {
    Optional<RuntimeUnderTest> runtime =
        RuntimeUnderTest.all().filter(candidate -> candidate.name() == name).findFirst();
    Assumptions.assumeTrue(runtime.isPresent(), "not installed: " + name.label());
    return runtime.orElseThrow();
  }

  private CompletableFuture<Trace> trace(Harness harness, String program, Executor executor)
      throws IOException {
    Path workspace =
        Files.createDirectories(
            directory.resolve(harness.runtime().name().label()).resolve(program));
    SandboxSpec spec =
        SandboxSpec.of(new Program.Command(List.of("python3", "/programs/" + program)))
            .withMounts(
                List.of(
                    Harness.mount(PROGRAMS, "/programs", MountSpec.Mode.RO),
                    Harness.mount(workspace, "/workspace", MountSpec.Mode.RW)));
    return CompletableFuture.supplyAsync(() -> harness.run(spec), executor)
        .thenApply((Result result) -> Trace.of(result, workspace));
  }

  private static Map<String, Row> known() throws IOException {
    var rows = new TreeMap<String, Row>();
    for (String line : Files.readAllLines(CORPUS.resolve("differences.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.put(row.group(1), new Row(row.group(2), row.group(3).strip()));
      }
    }
    return rows;
  }
}
