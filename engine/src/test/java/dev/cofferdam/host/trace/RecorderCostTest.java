package dev.cofferdam.host.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What recording costs: the engine to start and stop it, and an ordinary program to be recorded.
@Tag("whole")
class RecorderCostTest {
  private static final int ROUNDS = 30;
  private static final List<String> PROGRAM = List.of("/usr/bin/python3", "-c", "print(1)");

  @Test
  void openingAndClosing() {
    assumeRoot();
    double[] opening = new double[ROUNDS];
    double[] watching = new double[ROUNDS];
    double[] closing = new double[ROUNDS];
    for (int i = -20; i < ROUNDS; i++) {
      long start = System.nanoTime();
      FailureRecorder recorder = FailureRecorderTest.recorder();
      long opened = System.nanoTime();
      recorder.watch(1).orElseThrow().close();
      long watched = System.nanoTime();
      recorder.close();
      if (i >= 0) {
        opening[i] = (opened - start) / 1e6;
        watching[i] = (watched - opened) / 1e6;
        closing[i] = (System.nanoTime() - watched) / 1e6;
      }
    }
    System.out.printf(
        "recorder: open %.2f ms, watch and end %.3f ms, close %.2f ms (medians of %d)%n",
        median(opening), median(watching), median(closing), ROUNDS);
  }

  @Test
  void ordinaryProgramIsHardlySlower() throws Exception {
    assumeRoot();
    double[] without = new double[ROUNDS];
    double[] with = new double[ROUNDS];
    try (WatchedCgroup cgroup = new WatchedCgroup()) {
      for (int i = -5; i < ROUNDS; i++) {
        double bare = millis(cgroup);
        try (FailureRecorder recorder = FailureRecorderTest.recorder();
            Watch watch = recorder.watch(cgroup.id()).orElseThrow()) {
          double recorded = millis(cgroup);
          assertThat(watch.drain()).isEmpty();
          if (i >= 0) {
            without[i] = bare;
            with[i] = recorded;
          }
        }
      }
    }
    double cost = median(with) / median(without) - 1;
    System.out.printf(
        "python3 -c 'print(1)': %.2f ms without, %.2f ms recorded, %+.1f %% (medians of %d pairs)%n",
        median(without), median(with), cost * 100, ROUNDS);
    assertThat(cost).isLessThanOrEqualTo(0.03);
  }

  private static double millis(WatchedCgroup cgroup) throws Exception {
    long start = System.nanoTime();
    assertThat(cgroup.run(PROGRAM.toArray(String[]::new))).isEqualTo("1");
    return (System.nanoTime() - start) / 1e6;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void assumeRoot() {
    Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "needs root");
  }
}
