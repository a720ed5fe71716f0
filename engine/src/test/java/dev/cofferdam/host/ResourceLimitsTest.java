package dev.cofferdam.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResourceLimitsTest {
  private static final int NOFILE = 7;
  private static final int RTPRIO = 14;

  @Test
  void noLimitOfThisProcessIsAboveWhatThereCanBe() {
    assertThat(ResourceLimits.mostDescriptors())
        .isGreaterThanOrEqualTo(ResourceLimits.hard(NOFILE));
    for (int resource = 0; resource < 16; resource++) {
      assertThat(
              ResourceLimits.fits(ResourceLimits.hard(resource), ResourceLimits.ceiling(resource)))
          .as("resource %d", resource)
          .isTrue();
    }
  }

  @Test
  void priorityIsNeverMoreThanOurs() {
    assertThat(ResourceLimits.ceiling(RTPRIO)).isEqualTo(ResourceLimits.hard(RTPRIO));
  }
}
