package dev.cofferdam.doctor;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What is known of runc's releases: their dates, and the holes that a later one closed. From
/// runc's own change log and release notes.
final class RuncHistory {
  private static final Map<String, LocalDate> DATES =
      """
      1.0.0 2021-06-22
      1.0.1 2021-07-16
      1.0.2 2021-07-16
      1.0.3 2021-12-06
      1.1.0 2022-01-14
      1.1.1 2022-03-28
      1.1.2 2022-05-11
      1.1.3 2022-06-09
      1.1.4 2022-08-24
      1.1.5 2023-03-29
      1.1.6 2023-04-11
      1.1.7 2023-04-26
      1.1.8 2023-07-20
      1.1.9 2023-08-10
      1.1.10 2023-10-31
      1.1.11 2024-01-01
      1.1.12 2024-01-31
      1.1.13 2024-06-13
      1.1.14 2024-09-03
      1.1.15 2024-10-07
      1.2.0 2024-10-22
      1.2.1 2024-11-01
      1.2.2 2024-11-15
      1.2.3 2024-12-12
      1.2.4 2025-01-07
      1.2.5 2025-02-13
      1.2.6 2025-03-17
      1.2.7 2025-09-05
      1.2.8 2025-11-05
      1.2.9 2025-11-27
      1.3.0 2025-04-30
      1.3.1 2025-09-05
      1.3.2 2025-10-02
      1.3.3 2025-11-05
      1.3.4 2025-11-27
      1.4.0-rc.3 2025-11-05
      1.4.0 2025-11-27
      1.4.1 2026-03-12
      1.4.2 2026-04-02
      1.5.0 2026-06-19
      1.5.1 2026-07-14
      1.5.2 2026-09-25
      """
          .lines()
          .map(line -> line.split(" "))
          .collect(
              Collectors.toUnmodifiableMap(parts -> parts[0], parts -> LocalDate.parse(parts[1])));

  /// A hole, with the first closed release of each branch, the oldest branch first.
  private record Hole(String name, List<String> closedIn) {}

  private static final List<String> NOVEMBER_2025 = List.of("1.2.8", "1.3.3", "1.4.0-rc.3");
  private static final List<Hole> HOLES =
      List.of(
          new Hole("CVE-2024-21626", List.of("1.1.12")),
          new Hole("CVE-2025-31133", NOVEMBER_2025),
          new Hole("CVE-2025-52565", NOVEMBER_2025),
          new Hole("CVE-2025-52881", NOVEMBER_2025),
          new Hole("CVE-2026-41579", List.of("1.3.6", "1.4.3", "1.5.0-rc.3")));

  private RuncHistory() {}

  /// When a version was released; empty where that is not known.
  static Optional<LocalDate> released(String version) {
    // A distribution's suffix, as in 1.1.5+ds1, changes nothing about the age.
    return Optional.ofNullable(DATES.get(version.replaceFirst("\\+.*", "")));
  }

  /// The holes that a version has by its number, the oldest first.
  static List<String> holes(Release version) {
    var open = new ArrayList<String>();
    for (Hole hole : HOLES) {
      if (!closed(hole, version)) {
        open.add(hole.name());
      }
    }
    return open;
  }

  /// A branch between two that were mended was mended at its own release or not at all; what is
  /// newer than the last one was mended from the start.
  private static boolean closed(Hole hole, Release version) {
    for (String text : hole.closedIn()) {
      Release closing = Release.parse(text).orElseThrow();
      if (closing.major() == version.major() && closing.minor() == version.minor()) {
        return version.compareTo(closing) >= 0;
      }
    }
    return version.compareTo(Release.parse(hole.closedIn().getLast()).orElseThrow()) >= 0;
  }
}
