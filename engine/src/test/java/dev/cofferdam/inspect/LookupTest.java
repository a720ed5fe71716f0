package dev.cofferdam.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.ledger.Life;
import dev.cofferdam.sandbox.RuntimeName;
import dev.cofferdam.sandbox.SandboxId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LookupTest {
  private static final Life FIRST = life("abcaaaaaaaaaaaaaaaaaa", Optional.of("build"));
  private static final Life SECOND = life("abdaaaaaaaaaaaaaaaaaa", Optional.of("abc"));
  private static final List<Life> LIVING = List.of(FIRST, SECOND);

  private static Life life(String id, Optional<String> name) {
    return new Life(
        new SandboxId(id),
        name,
        RuntimeName.RUNC,
        List.of("sh"),
        1,
        1,
        "boot",
        Instant.EPOCH,
        Instant.EPOCH,
        List.of());
  }

  @Test
  void anIdANameAndTheBeginningOfOneIdAreEnough() {
    assertThat(Lookup.find("abdaaaaaaaaaaaaaaaaaa", LIVING)).isEqualTo(SECOND);
    assertThat(Lookup.find("build", LIVING)).isEqualTo(FIRST);
    assertThat(Lookup.find("abd", LIVING)).isEqualTo(SECOND);
  }

  @Test
  void aNameGoesBeforeTheBeginningOfAnId() {
    assertThat(Lookup.find("abc", LIVING)).isEqualTo(SECOND);
  }

  @Test
  void whatIsNoneOrSeveralIsRefusedWithTheWayOut() {
    assertThatThrownBy(() -> Lookup.find("ab", LIVING)).hasMessageContaining("2 sandboxes");
    for (String none : List.of("", "x", "abdaaaaaaaaaaaaaaaaaab", "\u001b[31m")) {
      assertThatThrownBy(() -> Lookup.find(none, LIVING))
          .hasMessageContaining("no living sandbox")
          .hasMessageNotContaining("\u001b");
    }
  }
}
