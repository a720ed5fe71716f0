package dev.cofferdam.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.host.KernelName;
import dev.cofferdam.runtime.GuestKernel;
import dev.cofferdam.runtime.Inside;
import dev.cofferdam.runtime.Verified;
import dev.cofferdam.sandbox.MountSpec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What one process writes down, another reads.
class BeginningTest {
  private static final Beginning BEGINNING =
      new Beginning(
          new Verified(
              GuestKernel.SENTRY,
              new Inside(
                  new KernelName("4.4.0", "#1"),
                  "Linux version \u001b[31m",
                  "",
                  Optional.of("EPERM"),
                  "1 0 0:1 / / ro - 9p none ro\n",
                  "CapEff:\t0\n"),
              new KernelName("6.1", "#2"),
              42,
              7,
              Path.of("/x/runsc"),
              Instant.parse("2026-11-25T10:00:00.123456789Z")),
          new Asked(
              "host",
              "sha256:00",
              "1000:1000",
              "/workspace",
              true,
              false,
              "none",
              1L << 40,
              10,
              64,
              1,
              2,
              List.of(new MountSpec(Path.of("/a b"), "/c", MountSpec.Mode.RW))),
          Optional.of("0.1.0"));

  @Test
  void itComesBackAsItWasWritten() {
    assertThat(Beginning.parse(BEGINNING.text())).contains(BEGINNING);
  }

  @Test
  void emptyPartsComeBackToo() {
    Asked asked = BEGINNING.asked();
    var bare =
        new Beginning(
            BEGINNING.found(),
            new Asked(
                asked.image(),
                asked.digest(),
                asked.user(),
                "",
                false,
                true,
                asked.network(),
                0,
                0,
                0,
                0,
                0,
                List.of()),
            Optional.empty());
    assertThat(Beginning.parse(bare.text())).contains(bare);
  }

  @Test
  void whatIsNoneIsNotTakenForOne() {
    String text = BEGINNING.text();
    for (String other :
        List.of("", "{", "[]", "{}", text.replace("SENTRY", "X"), text.replace("42", "\"a\""))) {
      assertThat(Beginning.parse(other)).as(other).isEmpty();
    }
  }
}
