package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.sandbox.RuntimeName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What readers are told of the runtimes' differences is what the suite expects.
class DifferenceTest {
  private static final Path PAGE = Path.of("..", "docs", "runtimes.md");

  @Test
  void thePageListsExactlyThese() throws IOException {
    for (RuntimeName name : List.of(RuntimeName.RUNSC, RuntimeName.WASM)) {
      assertThat(rowsBelow("## What is different on " + name.label()))
          .containsExactlyElementsOf(
              Stream.of(Difference.values())
                  .filter(difference -> difference.runtime() == name)
                  .map(Difference::row)
                  .toList());
    }
  }

  /// Those of the table in a section, without its head.
  private static List<String> rowsBelow(String heading) throws IOException {
    return Files.readAllLines(PAGE).stream()
        .dropWhile(line -> !line.equals(heading))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.startsWith("| "))
        .skip(1)
        .toList();
  }
}
