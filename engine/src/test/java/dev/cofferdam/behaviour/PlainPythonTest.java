package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.run.Result;
import dev.cofferdam.sandbox.SandboxSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Python where componentize-py cannot be had: the directory has CPython 3.12, and no component.
class PlainPythonTest extends CommandGuestContract {
  PlainPythonTest() {
    super(SandboxSpec.HOST_IMAGE, "plain 3.12");
  }

  @Override
  RuntimeUnderTest runtime(Path folder) throws IOException {
    return GuestDirectory.with(folder, List.of("worker", "library", "plain", "plain-start"));
  }

  @Test
  void timeZonesAreKnown() {
    Result result =
        python(
            "import datetime, zoneinfo",
            "zone = zoneinfo.ZoneInfo('Europe/Berlin')",
            "print(datetime.datetime(2024, 7, 1, tzinfo=zone).utcoffset())");
    assertThat(result.stdout().toText()).as(result.stderr().toText()).isEqualTo("2:00:00\n");
  }

  @Test
  void whatTheImageOfScienceHasIsSaid() {
    assertThat(python("import numpy").diagnosis().orElseThrow().mitigation())
        .contains("--image wasm-science");
  }
}
