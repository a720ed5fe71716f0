package dev.cofferdam.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// Which host user ids a sandbox may have: ranges of 65,536, none of which touches an entry of
/// `/etc/subuid` or `/etc/subgid` (subuid(5)), so that no other tool's containers share an id with
/// ours.
public final class UidRanges {
  /// Ids in a range.
  public static final int SIZE = 65_536;

  private static final long FIRST = 1L << 30;
  private static final int COUNT = 1 << 14;

  private final List<long[]> foreign;

  private UidRanges(List<long[]> foreign) {
    this.foreign = foreign;
  }

  /// Reads what others were given on this host.
  public static UidRanges ofHost() {
    return of(Path.of("/etc/subuid"), Path.of("/etc/subgid"));
  }

  static UidRanges of(Path... files) {
    var foreign = new ArrayList<long[]>();
    for (Path file : files) {
      for (String line : lines(file)) {
        String[] fields = line.strip().split(":", -1);
        if (fields.length == 3) {
          try {
            long start = Long.parseLong(fields[1]);
            foreign.add(new long[] {start, start + Long.parseLong(fields[2])});
          } catch (NumberFormatException notAnEntry) {
            // Whatever the line is, it gives nobody a range.
          }
        }
      }
    }
    return new UidRanges(List.copyOf(foreign));
  }

  int count() {
    return COUNT;
  }

  int firstCandidate() {
    return ThreadLocalRandom.current().nextInt(COUNT);
  }

  long base(int slot) {
    return FIRST + (long) slot * SIZE;
  }

  boolean isForeign(int slot) {
    long start = base(slot);
    for (long[] range : foreign) {
      if (start < range[1] && range[0] < start + SIZE) {
        return true;
      }
    }
    return false;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (IOException unreadable) {
      return List.of();
    }
  }
}
