package dev.cofferdam.runtime;

import dev.cofferdam.host.DirectoryListing;
import dev.cofferdam.host.DirectoryListing.Entry;
import dev.cofferdam.host.FileKind;
import dev.cofferdam.host.FileStatus;
import dev.cofferdam.host.HeldDirectory;
import dev.cofferdam.host.KernelException;
import dev.cofferdam.text.Printable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Looks for what is neither a file nor a directory in writable mounts, for the caller to know
/// before stepping on it.
///
/// The program made the tree and may have made it for us: wide, deep, unreadable, or with somebody
/// still changing it. So every entry counts, the time is bounded, what cannot be read is passed
/// over, and each step is taken from a descriptor, through no link.
public final class LeftBehind {
  private static final Duration BUDGET = Duration.ofSeconds(1);
  private static final int MAX_ENTRIES = 100_000;
  private static final int MAX_DEPTH = 64;
  private static final Set<FileKind> HARMLESS = EnumSet.of(FileKind.REGULAR, FileKind.DIRECTORY);

  private final int most;
  private final List<String> found = new ArrayList<>();
  private final long begun = System.nanoTime();
  private int entries;

  /// @param most how many are enough
  public LeftBehind(int most) {
    this.most = most;
  }

  /// What was found, printable.
  public List<String> found() {
    return List.copyOf(found);
  }

  /// Looks below a directory, as deep as there is time and patience.
  ///
  /// @param path what it is called inside
  public void search(HeldDirectory directory, String path) {
    search(directory, path, 0);
  }

  private void search(HeldDirectory directory, String path, int depth) {
    try (var listing = new DirectoryListing(directory)) {
      for (List<Entry> piece = listing.next(); !piece.isEmpty(); piece = listing.next()) {
        for (Entry entry : piece) {
          if (isEnough()) {
            return;
          }
          look(directory, entry, path + "/" + entry.text(), depth);
        }
      }
    } catch (KernelException unreadable) {
      // The rest of the tree is still worth a look.
    }
  }

  private void look(HeldDirectory directory, Entry entry, String path, int depth) {
    FileKind kind = entry.kind();
    if (kind == FileKind.UNKNOWN || (kind == FileKind.DIRECTORY && depth < MAX_DEPTH)) {
      try (HeldDirectory child = new HeldDirectory(directory.locate(entry))) {
        // Asked again: the entry may be another one by now.
        kind = FileStatus.of(child.location()).kind();
        if (kind == FileKind.DIRECTORY && depth < MAX_DEPTH) {
          search(child, path, depth + 1);
        }
      } catch (KernelException failed) {
        kind =
            switch (failed.errno()) {
              case ELOOP -> FileKind.SYMLINK;
              // Gone, or not to be reached.
              default -> FileKind.REGULAR;
            };
      }
    }
    if (!HARMLESS.contains(kind) && found.size() < most) {
      found.add(Printable.of(path));
    }
  }

  private boolean isEnough() {
    return found.size() >= most
        || ++entries > MAX_ENTRIES
        || System.nanoTime() - begun > BUDGET.toNanos();
  }
}
