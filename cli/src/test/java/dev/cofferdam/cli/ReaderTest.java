package dev.cofferdam.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Whoever reads our standard output decides how long a run is of use.
class ReaderTest {
  private final String marker = "marker-" + UUID.randomUUID();

  @Test
  void whenTheReaderOfAProgramThatSaysNoMoreGoesTheRunEnds() throws Exception {
    Process process =
        Program.start("run", "--timeout", "60s", "--", "sh", "-c", "echo a; sleep 50", marker);
    try {
      assertThat(process.getInputStream().read()).isEqualTo('a');
      process.getInputStream().close();
      assertThat(process.waitFor(15, SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(ExitStatus.READER_GONE);
      assertThat(Program.inside(marker)).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aReaderThatStaysGetsAllOfIt() throws Exception {
    var ended = Program.run("run", "--", "sh", "-c", "echo a; sleep 1; echo b");
    assertThat(ended.text()).isEqualTo("a\nb\n");
    assertThat(ended.status()).isZero();
  }
}
