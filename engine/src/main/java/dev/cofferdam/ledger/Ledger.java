package dev.cofferdam.ledger;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.error.HostFailure;
import dev.cofferdam.host.ProcessIdentity;
import dev.cofferdam.sandbox.SandboxId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The ledger on disk: a directory of small files that needs no server, no lock and no repair.
///
/// `lives/ID` holds one entry as JSON. `names/NAME` and `uids/SLOT` are further names (hard links)
/// of that same file, so that taking a label or a range of user ids is one atomic link(2) that
/// fails when it is taken, and whoever holds one can always be read from it. An entry appears
/// whole, by one rename, and never changes: half an entry, cut by the death of its writer, would
/// name no owner, and nobody could sweep it. What is only known later, when the program begins, is
/// a file of its own, `begun/ID`. The directory lies on a file system that a reboot clears, as it
/// clears everything that the entries speak of.
///
/// Safe for many threads and many processes.
public final class Ledger {
  private static final String MAKING = ".making-";

  private final Path lives;
  private final Path begun;
  private final Path names;
  private final Path uids;
  private final Path guard;
  private final UidRanges ranges;

  private Ledger(Path root, UidRanges ranges) {
    this.lives = root.resolve("lives");
    this.begun = root.resolve("begun");
    this.names = root.resolve("names");
    this.uids = root.resolve("uids");
    this.guard = root.resolve("guard");
    this.ranges = ranges;
  }

  /// Opens the ledger in a directory, made owner-only if it is not there.
  public static Ledger open(Path root, UidRanges ranges) {
    var ledger = new Ledger(root, ranges);
    try {
      for (Path directory : List.of(ledger.lives, ledger.begun, ledger.names, ledger.uids)) {
        Files.createDirectories(directory, ownerOnly("rwx------"));
      }
    } catch (IOException failed) {
      throw new CofferdamException(
          ErrorCode.HOST_UNSUITABLE,
          "cannot write the ledger in " + root,
          "run as root, or set COFFERDAM_RUNTIME_DIR to a directory of yours",
          failed);
    }
    return ledger;
  }

  private static FileAttribute<?> ownerOnly(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  /// Writes down what is about to be created, before any of it exists.
  ///
  /// @return the first host id of the range that now belongs to it
  /// @throws CofferdamException when a living sandbox carries the label
  public long intend(Life life) {
    Path entry = lives.resolve(life.id().value());
    try {
      write(life);
      life.name().ifPresent(name -> takeName(name, entry));
      return takeRange(entry);
    } catch (RuntimeException refused) {
      erase(life.id());
      throw refused;
    }
  }

  private void write(Life life) {
    String id = life.id().value();
    try {
      Path making = lives.resolve(id + MAKING + life.ownerPid() + "-" + life.ownerStart());
      Files.writeString(making, LifeJson.write(life));
      Files.move(making, lives.resolve(id), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      throw HostFailure.of("cannot write the ledger", lives, failed);
    }
  }

  /// Writes down what was found of a sandbox when its program began. Only its owner does, once.
  ///
  /// @param found a text that [#begun] gives back
  public void begin(SandboxId id, String found) {
    try {
      Path making = unfinished(id);
      Files.createFile(making, ownerOnly("rw-------"));
      Files.writeString(making, found);
      Files.move(making, begun.resolve(id.value()), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      throw HostFailure.of("cannot write the ledger", lives, failed);
    }
  }

  /// What was found of a sandbox when its program began; empty before.
  public Optional<String> begun(SandboxId id) {
    return text(begun.resolve(id.value()));
  }

  private Path unfinished(SandboxId id) {
    return begun.resolve(id.value() + MAKING);
  }

  /// Erases an entry with its label and its range, when everything it speaks of is gone.
  public void erase(SandboxId id) {
    Path entry = lives.resolve(id.value());
    try {
      for (Path directory : List.of(names, uids)) {
        for (Path link : list(directory)) {
          if (sameFile(link, entry)) {
            Files.deleteIfExists(link);
          }
        }
      }
      Files.deleteIfExists(unfinished(id));
      Files.deleteIfExists(begun.resolve(id.value()));
      Files.deleteIfExists(entry);
    } catch (IOException failed) {
      throw HostFailure.of("cannot write the ledger", lives, failed);
    }
  }

  /// Erases the entry of a dead owner. Sweeps of several processes do it one after the other: a
  /// label or a range that one of them has freed may be taken again before the other looks.
  void eraseOrphan(SandboxId id) {
    guarded(() -> erase(id));
  }

  /// Removes entries that their writers did not live to finish.
  void removeUnfinished() {
    for (Path file : list(lives)) {
      String[] parts = file.getFileName().toString().split(MAKING, 2);
      if (parts.length == 2 && !isWriterAlive(parts[1])) {
        delete(file);
      }
    }
  }

  private static boolean isWriterAlive(String writer) {
    String[] parts = writer.split("-", 2);
    try {
      return parts.length == 2
          && ProcessIdentity.isAlive(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    } catch (NumberFormatException notOurs) {
      return false;
    }
  }

  /// One entry.
  public Optional<Life> find(SandboxId id) {
    return read(lives.resolve(id.value()));
  }

  /// All entries, the oldest first.
  public List<Life> all() {
    var found = new ArrayList<Life>();
    for (Path entry : list(lives)) {
      if (SandboxId.isValid(entry.getFileName().toString())) {
        read(entry).ifPresent(found::add);
      }
    }
    found.sort(Comparator.comparing(Life::created));
    return List.copyOf(found);
  }

  /// The entries whose owner lives.
  public List<Life> living() {
    String boot = ProcessIdentity.bootId();
    return all().stream().filter(life -> isLiving(life, boot)).toList();
  }

  /// The entries whose owner is gone.
  public List<Life> orphans() {
    String boot = ProcessIdentity.bootId();
    return all().stream().filter(life -> !isLiving(life, boot)).toList();
  }

  private static boolean isLiving(Life life, String boot) {
    return life.bootId().equals(boot)
        && ProcessIdentity.isAlive(life.ownerPid(), life.ownerStart());
  }

  private void takeName(String name, Path entry) {
    if (!isTaken(names.resolve(name), entry)) {
      return;
    }
    // Its holder may be dead and not swept yet.
    guarded(() -> {
      Path link = names.resolve(name);
      Optional<Life> holder = read(link);
      if (holder.isPresent() && isLiving(holder.get(), ProcessIdentity.bootId())) {
        throw nameTaken(name, "the living sandbox " + holder.get().id());
      }
      delete(link);
      if (isTaken(link, entry)) {
        throw nameTaken(name, "another run that begins now");
      }
    });
  }

  private static boolean isTaken(Path link, Path entry) {
    try {
      Files.createLink(link, entry);
      return false;
    } catch (FileAlreadyExistsException taken) {
      return true;
    } catch (IOException failed) {
      throw HostFailure.of("cannot write the ledger", entry, failed);
    }
  }

  private static CofferdamException nameTaken(String name, String holder) {
    return new CofferdamException(
        ErrorCode.NAME_TAKEN,
        "the name " + name + " is taken by " + holder,
        "choose another, or see 'cofferdam ps'");
  }

  /// Alone among all threads and processes; a process that dies lets go.
  private void guarded(Runnable change) {
    synchronized (Ledger.class) {
      try (FileChannel file =
              FileChannel.open(guard, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock _ = file.lock()) {
        change.run();
      } catch (IOException failed) {
        throw new UncheckedIOException("cannot lock the ledger", failed);
      }
    }
  }

  private long takeRange(Path entry) {
    int first = ranges.firstCandidate();
    for (int step = 0; step < ranges.count(); step++) {
      int slot = (first + step) % ranges.count();
      if (ranges.isForeign(slot)) {
        continue;
      }
      if (!isTaken(uids.resolve(Integer.toString(slot)), entry)) {
        return ranges.base(slot);
      }
    }
    throw new CofferdamException(
        ErrorCode.HOST_UNSUITABLE,
        "no range of user ids is free",
        "end some sandboxes, see 'cofferdam ps'");
  }

  private static Optional<Life> read(Path entry) {
    return text(entry).flatMap(LifeJson::read);
  }

  private static Optional<String> text(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot read the ledger", failed);
    }
  }

  private static boolean sameFile(Path link, Path entry) throws IOException {
    try {
      return Files.isSameFile(link, entry);
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  private static List<Path> list(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.toList();
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot read the ledger", failed);
    }
  }

  private static void delete(Path link) {
    try {
      Files.deleteIfExists(link);
    } catch (IOException failed) {
      throw HostFailure.of("cannot write the ledger", link, failed);
    }
  }
}
