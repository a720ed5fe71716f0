package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.sandbox.SandboxSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Python where componentize-py cannot be had: the directory has CPython 3.12, and no component.
class PlainPythonTest extends CommandGuestContract {
  @TempDir static Path directory = Path.of("/");

  PlainPythonTest() throws IOException {
    super(
        GuestDirectory.with(directory, List.of("worker", "library", "plain", "plain-start")),
        SandboxSpec.HOST_IMAGE,
        "plain 3.12");
  }

  @Test
  void whatTheImageOfScienceHasIsSaid() {
    assertThat(python("import numpy").diagnosis().orElseThrow().mitigation())
        .contains("--image wasm-science");
  }
}
