package dev.cofferdam.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseTest {
  @Test
  void candidatesComeBeforeTheirRelease() {
    Release candidate = Release.parse("1.4.0-rc.3").orElseThrow();
    assertThat(candidate).isLessThan(Release.parse("1.4.0").orElseThrow());
    assertThat(candidate).isGreaterThan(Release.parse("1.4.0-rc.2").orElseThrow());
    assertThat(Release.parse("1.1.10").orElseThrow())
        .isGreaterThan(Release.parse("1.1.9").orElseThrow());
  }

  @Test
  void whatIsNoVersionIsNone() {
    assertThat(Release.parse("unknown")).isEmpty();
    assertThat(Release.parse("")).isEmpty();
    assertThat(Release.parse("99999999999.1.1")).isEmpty();
    assertThat(Release.parse("6.12.117+deb13-amd64"))
        .contains(new Release(6, 12, 117, Integer.MAX_VALUE));
  }

  @ParameterizedTest
  @CsvSource({
    "1.0.3, 5",
    "1.1.5+ds1, 5",
    "1.1.12, 4",
    "1.2.7, 4",
    "1.2.8, 1",
    "1.3.2, 4",
    "1.3.3, 1",
    "1.3.6, 0",
    "1.4.0-rc.2, 4",
    "1.4.0-rc.3, 1",
    "1.4.3, 0",
    "1.5.0-rc.2, 1",
    "1.5.2, 0",
    "2.0.0, 0",
  })
  void holesAreCountedByBranch(String version, int open) {
    assertThat(RuncHistory.holes(Release.parse(version).orElseThrow())).hasSize(open);
  }
}
