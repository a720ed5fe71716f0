package dev.cofferdam.host.seccomp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RefusalsTest {
  private static final List<Long> NONE = List.of(0L, 0L, 0L, 0L, 0L, 0L);

  private final Refusals refusals = new Refusals();

  @Test
  void processesAreToldApartUntilThereAreTooMany() {
    for (int pid = 1; pid <= 1_000; pid++) {
      refusals.add(Arch.X86_64, 250, "p", pid, false, NONE);
    }
    List<RefusedCall> calls = refusals.snapshot();
    assertThat(calls).hasSize(257);
    assertThat(calls.getLast().name()).isEqualTo("keyctl");
    assertThat(calls.getLast().process()).isEqualTo("…");
    assertThat(calls.getLast().count()).isEqualTo(744);
    assertThat(calls).noneMatch(RefusedCall::atLeast);
  }

  @Test
  void inventedNumbersAreBoundedAndProbesStayApart() {
    for (int number = 1_000; number < 3_000; number++) {
      refusals.add(Arch.X86_64, number, "p", 1, true, NONE);
      refusals.add(Arch.I386, number, "p", 1, false, NONE);
    }
    List<RefusedCall> calls = refusals.snapshot();
    assertThat(calls).hasSize(256 + 64 + 2);
    assertThat(calls.stream().mapToLong(RefusedCall::count).sum()).isEqualTo(4_000);
    assertThat(calls.stream().filter(RefusedCall::probe).mapToLong(RefusedCall::count).sum())
        .isEqualTo(2_000);
    assertThat(calls.getLast().name()).isEqualTo("…");
  }

  @Test
  void whatWasNotHeardMakesTheCountALowerBound() {
    refusals.add(Arch.X86_64, 250, "p", 1, false, NONE);
    refusals.markIncomplete();
    assertThat(refusals.snapshot()).allMatch(RefusedCall::atLeast);
  }

  @Test
  void namesCannotCarryTerminalEscapes() {
    assertThat(ProcessNames.printable("\u001b[2J\nx\\é\n".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("\\x1b[2J\\x0ax\\x5c\\xc3\\xa9");
    assertThat(ProcessNames.printable("python3\n".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("python3");
  }

  @Test
  void aThousandAnswersASecondAfterTheFirstThousand() {
    Pace pace = new Pace(0);
    int answered = 0;
    long millis = 0;
    while (millis < 4_000) {
      long wait = pace.take(TimeUnit.MILLISECONDS.toNanos(millis));
      if (wait == 0) {
        answered++;
      }
      millis += wait;
    }
    assertThat(answered).isBetween(4_900, 5_000);
  }
}
