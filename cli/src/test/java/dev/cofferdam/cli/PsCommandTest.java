package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.ledger.Life;
import dev.cofferdam.sandbox.RuntimeName;
import dev.cofferdam.sandbox.SandboxId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PsCommandTest {
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  private static final Life LIFE =
      new Life(
          new SandboxId("abcdefghij0123456789k"),
          Optional.of("build"),
          RuntimeName.RUNC,
          List.of("sh", "-c", "\u001b[31m"),
          42,
          7,
          "boot",
          NOW.minusSeconds(3),
          NOW.plusSeconds(27),
          List.of());

  @Test
  void theTableIsAlignedAndHarmless() {
    assertThat(PsCommand.table(List.of(LIFE), NOW))
        .isEqualTo(
            """
            ID                      NAME    RUNTIME   COMMAND          CREATED   DEADLINE   OWNER
            abcdefghij0123456789k   build   runc      sh -c \\x1b[31m   3s ago    in 27s     42
            """);
  }

  @Test
  void theJsonHasTheSame() {
    assertThat(PsCommand.json(List.of(LIFE)))
        .isEqualTo(
            "[{\"id\":\"abcdefghij0123456789k\",\"name\":\"build\",\"runtime\":\"runc\","
                + "\"command\":[\"sh\",\"-c\",\"\\u001B[31m\"],\"created\":\"2026-11-25T09:59:57Z\","
                + "\"deadline\":\"2026-11-25T10:00:27Z\",\"ownerPid\":42}]\n");
    assertThat(PsCommand.json(List.of())).isEqualTo("[]\n");
  }
}
