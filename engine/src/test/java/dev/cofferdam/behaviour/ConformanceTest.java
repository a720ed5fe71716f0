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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The programs of `conformance/programs` on runc and on runsc; a third of them, but all in the
/// group 'whole'. Where they differ, `conformance/differences.md` has a row that tells how, and the
/// reason. A difference without a row fails, and so does a row without a difference; the table as
/// it should be is written to `target/conformance.md`, with the reasons that are known.
///
/// What is compared is two runtimes, not two moments: a program that is not as the table tells is
/// run again by itself, and counts when it is never as told. That it had to be is logged.
@Tag("conformance")
class ConformanceTest {
  private static final Path CORPUS = Path.of("..", "conformance").toAbsolutePath().normalize();
  private static final Path PROGRAMS = CORPUS.resolve("programs");
  private static final Pattern ROW = Pattern.compile("\\| (\\d[\\w-]*\\.py) \\| (.*) \\| (.*) \\|");
  private static final Path TABLE = Path.of("target", "conformance.md");
  private static final System.Logger LOG = System.getLogger(ConformanceTest.class.getName());
  private static final int TRIES = 3;
  private static final int SAMPLE = 3;

  @TempDir private Path directory;

  /// A row of the table.
  private record Row(String difference, String reason) {}

  @Test
  void differencesOfASampleAreToldWithTheirReasons() throws IOException {
    List<String> programs = programs();
    compare(
        IntStream.range(0, programs.size())
            .filter(index -> index % SAMPLE == 0)
            .mapToObj(programs::get)
            .toList());
  }

  @Test
  @Tag("whole")
  void everyDifferenceIsToldWithItsReason() throws IOException {
    List<String> programs = programs();
    assertThat(programs).containsAll(known().keySet());
    compare(programs);
  }

  private static List<String> programs() throws IOException {
    try (Stream<Path> programs = Files.list(PROGRAMS)) {
      return programs.map(program -> String.valueOf(program.getFileName())).sorted().toList();
    }
  }

  private void compare(List<String> programs) throws IOException {
    Map<String, Row> known = known();
    known.keySet().retainAll(programs);
    Map<String, String> found = differences(programs, known);
    var lines =
        new ArrayList<String>(List.of("| program | runc / runsc | reason |", "|---|---|---|"));
    found.forEach((program, difference) -> {
      String reason = Optional.ofNullable(known.get(program)).map(Row::reason).orElse("");
      lines.add("| %s | %s | %s |".formatted(program, difference, reason));
    });
    Files.write(TABLE, lines);
    var untold = new TreeMap<String, String>();
    for (String program : programs) {
      String told = told(known, program);
      String is = found.getOrDefault(program, "");
      if (!is.equals(told)) {
        untold.put(program, "is " + is + ", told " + told);
      }
    }
    assertThat(untold).isEmpty();
    assertThat(known.values()).extracting(Row::reason).doesNotContain("");
  }

  private static String told(Map<String, Row> known, String program) {
    return Optional.ofNullable(known.get(program)).map(Row::difference).orElse("");
  }

  /// By program, in the order of their names; only those that differ.
  private Map<String, String> differences(List<String> programs, Map<String, Row> known)
      throws IOException {
    var found = new TreeMap<String, String>();
    try (Harness runc = Harness.on(first(RuntimeName.RUNC));
        Harness runsc = Harness.on(first(RuntimeName.RUNSC));
        var both = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String name : programs) {
        String told = told(known, name);
        String difference = difference(runc, runsc, name, both, "1");
        for (int again = 2; again <= TRIES && !difference.equals(told); again++) {
          LOG.log(System.Logger.Level.WARNING, "{0}: {1}", name, difference);
          difference = difference(runc, runsc, name, both, Integer.toString(again));
        }
        if (!difference.isEmpty()) {
          found.put(name, difference);
        }
      }
    }
    return found;
  }

  private String difference(
      Harness runc, Harness runsc, String program, Executor executor, String round)
      throws IOException {
    CompletableFuture<Trace> there = trace(runsc, program, executor, round);
    CompletableFuture<Trace> here = trace(runc, program, executor, round);
    return String.join("<br>", here.join().differencesTo(there.join()));
  }

  private static RuntimeUnderTest first(RuntimeName name) {
    Optional<RuntimeUnderTest> runtime =
        RuntimeUnderTest.all().filter(candidate -> candidate.name() == name).findFirst();
    Assumptions.assumeTrue(runtime.isPresent(), "not installed: " + name.label());
    return runtime.orElseThrow();
  }

  private CompletableFuture<Trace> trace(
      Harness harness, String program, Executor executor, String round) throws IOException {
    Path workspace =
        Files.createDirectories(
            directory.resolve(round).resolve(harness.runtime().name().label()).resolve(program));
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
