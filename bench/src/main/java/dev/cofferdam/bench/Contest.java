package dev.cofferdam.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Competitors that take turns, and what each of their turns took.
final class Contest {
  private static final int WARM_UP_ROUNDS = 5;

  private final String title;
  private final Map<String, Turn> turns = new LinkedHashMap<>();
  private final Map<String, List<Long>> nanos = new LinkedHashMap<>();

  Contest(String title) {
    this.title = title;
  }

  /// One competitor's turn.
  @FunctionalInterface
  interface Turn {
    /// Takes the turn.
    ///
    /// @return the part of it that counts, in nanoseconds
    long take() throws Exception;
  }

  /// Work that counts from its beginning to its end.
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  /// Adds a competitor whose whole turn counts.
  Contest add(String name, Work work) {
    return addTimed(
        name,
        () -> {
          long start = System.nanoTime();
          work.run();
          return System.nanoTime() - start;
        });
  }

  /// Adds a competitor that says itself what counts.
  Contest addTimed(String name, Turn turn) {
    turns.put(name, turn);
    nanos.put(name, new ArrayList<>());
    return this;
  }

  /// Lets all take their turns, some rounds more than asked whose times are dropped.
  Contest run(int rounds) throws Exception {
    for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
      for (Map.Entry<String, Turn> turn : turns.entrySet()) {
        long taken = turn.getValue().take();
        if (round >= 0) {
          nanos.getOrDefault(turn.getKey(), List.of()).add(taken);
        }
      }
    }
    return this;
  }

  /// Adds a time taken elsewhere, in nanoseconds.
  void record(String name, long taken) {
    nanos.computeIfAbsent(name, unknown -> new ArrayList<>()).add(taken);
  }

  /// The times in milliseconds, and each median as a multiple of the first one's.
  String table() {
    var text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT, "%-46s %8s %8s %8s %7s%n", title, "median", "min", "max", "ratio"));
    double first = 0;
    for (Map.Entry<String, List<Long>> entry : nanos.entrySet()) {
      double[] millis = entry.getValue().stream().mapToDouble(taken -> taken / 1e6).toArray();
      if (millis.length == 0) {
        continue;
      }
      Arrays.sort(millis);
      double median = (millis[(millis.length - 1) / 2] + millis[millis.length / 2]) / 2;
      first = first == 0 ? median : first;
      text.append(
          String.format(
              Locale.ROOT,
              "  %-44s %8.2f %8.2f %8.2f %7.2f%n",
              entry.getKey(),
              median,
              millis[0],
              millis[millis.length - 1],
              median / first));
    }
    return text.toString();
  }
}
