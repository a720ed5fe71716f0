package dev.cofferdam.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The kernel's texts, on paper.
class ProcTextTest {
  private static Posture posture(String status, Unknowns unknowns) {
    return Posture.of(status, "P", "why", unknowns);
  }

  @Test
  void aStatusSaysHowAProcessIsHeld() {
    var unknowns = new Unknowns();
    Posture posture =
        posture(
            """
            Name:\tx
            CapInh:\t0000000000000000
            CapPrm:\t0000000000000000
            CapEff:\t8000000000002001
            CapBnd:\t000001ffffffffff
            CapAmb:\t0000000000000000
            NoNewPrivs:\t1
            Seccomp:\t2
            Seccomp_filters:\t2
            """,
            unknowns);
    assertThat(posture.capabilities().get("Effective"))
        .isEqualTo(List.of("CAP_CHOWN", "CAP_NET_RAW", "CAP_63"));
    assertThat(posture.capabilities().get("Bounding"))
        .hasSize(41)
        .endsWith("CAP_CHECKPOINT_RESTORE");
    assertThat(posture.noNewPrivs()).contains(true);
    assertThat(posture.seccompMode()).contains("filter");
    assertThat(posture.seccompFilters()).hasValue(2);
    assertThat(unknowns.reasons()).isEmpty();
  }

  @Test
  void aLineThatIsMissingOrMangledIsNotKnown() {
    var unknowns = new Unknowns();
    Posture posture = posture("CapEff:\tx\nSeccomp:\t9\nNoNewPrivs:\t-\n", unknowns);
    assertThat(posture.capabilities()).isEmpty();
    assertThat(posture.seccompMode()).isEmpty();
    assertThat(unknowns.reasons())
        .hasSize(8)
        .containsAllEntriesOf(
            Map.of(
                "P.Capabilities.Effective", "why",
                "P.NoNewPrivs", "why",
                "P.Seccomp.Mode", "why",
                "P.Seccomp.Filters", "why"));
  }

  @Test
  void aMountIsReadOnlyByItselfOrByItsFileSystem() {
    List<MountLine> mounts =
        MountLine.all(
            """
            36 35 98:0 /r /a\\040b rw,noatime master:1 - ext4 /dev/x ro,errors=continue
            37 35 98:0 / / ro - tmpfs none rw
            38 35 98:0 / / rw - tmpfs none rw
            no line of it
            39 35 98:0 / /x rw
            """);
    assertThat(mounts).extracting(MountLine::destination).containsExactly("/a b", "/", "/");
    assertThat(mounts).extracting(MountLine::readOnly).containsExactly(true, true, false);
    assertThat(MountLine.at("/", mounts).orElseThrow().readOnly()).isFalse();
    assertThat(MountLine.at("/y", mounts)).isEmpty();
  }
}
