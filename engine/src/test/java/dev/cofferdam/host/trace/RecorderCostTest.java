package dev.cofferdam.host.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What recording costs: the engine to start and stop it, and an ordinary program to be recorded.
@Tag("whole")
class RecorderCostTest {
  private static final int ROUNDS = 30;
  private static final int RUNS = 5;

  /// Starts the program for every line it reads and prints how many nanoseconds of CPU it took,
  /// which other work on the machine disturbs less than the time on the wall. It is in the cgroup
  /// for good: entering one waits for the kernel's grace periods, which hides all else.
  private static final String STOPWATCH =
      """
      import os, sys
      null = os.open('/dev/null', os.O_WRONLY)
      for line in sys.stdin:
          child = os.posix_spawn('/usr/bin/python3', ['python3', '-c', 'print(1)'],
              {'LANG': 'C.UTF-8'}, file_actions=[(os.POSIX_SPAWN_DUP2, null, 1)])
          usage = os.wait4(child, 0)[2]
          print(round((usage.ru_utime + usage.ru_stime) * 1e9), flush=True)
      """;

  @Test
  void openingAndClosing() {
    assumeRoot();
    double[] opening = new double[ROUNDS];
    double[] watching = new double[ROUNDS];
    double[] closing = new double[ROUNDS];
    for (int i = -20; i < ROUNDS; i++) {
      // Taking the place of a program that has just left waits for a grace period of the kernel.
      LockSupport.parkNanos(50_000_000);
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
    double[] without = new double[ROUNDS * RUNS];
    double[] with = new double[ROUNDS * RUNS];
    try (WatchedCgroup cgroup = new WatchedCgroup()) {
      Process stopwatch =
          new ProcessBuilder(cgroup.member("/usr/bin/python3", "-c", STOPWATCH)).start();
      try (BufferedReader times = stopwatch.inputReader();
          Writer starts = stopwatch.outputWriter()) {
        for (int i = 0; i < ROUNDS; i++) {
          // Now one first, now the other: what the machine does meanwhile comes and goes.
          if (i % 2 == 0) {
            measure(without, i, starts, times);
          }
          try (FailureRecorder recorder = FailureRecorderTest.recorder();
              Watch watch = recorder.watch(cgroup.id()).orElseThrow()) {
            measure(with, i, starts, times);
            assertThat(watch.drain()).isEmpty();
          }
          if (i % 2 == 1) {
            measure(without, i, starts, times);
          }
        }
      }
      stopwatch.waitFor();
    }
    double cost = undisturbed(with) / undisturbed(without) - 1;
    System.out.printf(
        "python3 -c 'print(1)': %.2f ms of CPU without, %.2f ms recorded, %+.1f %% (first deciles of %d runs)%n",
        undisturbed(without), undisturbed(with), cost * 100, with.length);
    assertThat(cost).isLessThanOrEqualTo(0.03);
  }

  /// Some runs, after one that follows a change of the tracepoint.
  private static void measure(double[] millis, int round, Writer starts, BufferedReader times)
      throws IOException {
    for (int i = -1; i < RUNS; i++) {
      starts.write("\n");
      starts.flush();
      double taken = Long.parseLong(times.readLine()) / 1e6;
      if (i >= 0) {
        millis[round * RUNS + i] = taken;
      }
    }
  }

  /// The first decile: what the rest of the machine does to the caches only adds, and not to all.
  private static double undisturbed(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 10];
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
