package dev.cofferdam.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.Cofferdam;
import dev.cofferdam.EngineConfig;
import dev.cofferdam.run.Result;
import dev.cofferdam.run.RunStreams;
import dev.cofferdam.sandbox.MountSpec;
import dev.cofferdam.sandbox.Program;
import dev.cofferdam.sandbox.RuntimeName;
import dev.cofferdam.sandbox.RuntimeRequest;
import dev.cofferdam.sandbox.SandboxSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every program of `conformance/programs` on runc and on runsc. Where they differ,
/// `conformance/differences.md` has a row with the reason; a difference without a row fails, and so
/// does a row without a difference.
@Tag("conformance")
class ConformanceTest {
  private static final Path CORPUS = Path.of("..", "conformance").toAbsolutePath().normalize();
  private static final Pattern ROW = Pattern.compile("\\| ([0-9][\\w.-]*\\.py) \\|.*");
  private static final Path TABLE = Path.of("target", "conformance.md");

  @TempDir private Path directory;

  @Test
  void everyDifferenceIsKnownWithItsReason() throws IOException {
    Map<String, List<String>> found = differences();
    var lines = new ArrayList<String>(List.of("| program | runc / runsc |", "|---|---|"));
    found.forEach((name, differences) ->
        lines.add("| " + name + " | " + String.join("<br>", differences) + " |"));
    Files.write(TABLE, lines);
    System.getLogger(ConformanceTest.class.getName())
        .log(System.Logger.Level.INFO, String.join("\n", lines));
    assertThat(found.keySet()).isEqualTo(known());
  }

  /// By program, in the order of their names; only those that differ.
  private Map<String, List<String>> differences() throws IOException {
    var found = new TreeMap<String, List<String>>();
    try (Cofferdam engine = Cofferdam.open(EngineConfig.ofHost());
        Stream<Path> programs = Files.list(CORPUS.resolve("programs"))) {
      for (Path program : programs.sorted().toList()) {
        String name = String.valueOf(program.getFileName());
        Trace runc = run(engine, name, RuntimeName.RUNC);
        Trace runsc = run(engine, name, RuntimeName.RUNSC);
        List<String> differences = runc.differencesTo(runsc);
        if (!differences.isEmpty()) {
          found.put(name, differences);
        }
      }
    }
    return found;
  }

  private Trace run(Cofferdam engine, String program, RuntimeName runtime) throws IOException {
    Path workspace = Files.createDirectories(directory.resolve(runtime.label()).resolve(program));
    SandboxSpec spec =
        SandboxSpec.of(new Program.Command(List.of("python3", "/programs/" + program)))
            .withRuntime(new RuntimeRequest.Named(runtime))
            .withMounts(
                List.of(
                    new MountSpec(CORPUS.resolve("programs"), "/programs", MountSpec.Mode.RO),
                    new MountSpec(workspace, "/workspace", MountSpec.Mode.RW)));
    Result result = engine.run(spec, RunStreams.captured());
    return Trace.of(result, workspace);
  }

  /// The programs in the first column of the table.
  private static Set<String> known() throws IOException {
    return Files.readAllLines(CORPUS.resolve("differences.md")).stream()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .map(row -> row.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
