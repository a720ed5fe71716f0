package dev.cofferdam.runtime.wasm;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.host.HeldDirectory;
import dev.cofferdam.host.KernelName;
import dev.cofferdam.text.Printable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The workers of one engine: one for each guest that was asked for, kept from its first run to the
/// engine's end, since a fork of one that has its guest ready is what makes a start cheap. One
/// whose run ended by a fault is replaced. Thread-safe.
final class Workers implements AutoCloseable {
  private static final Pattern VERSION = Pattern.compile("-([0-9]+(?:\\.[0-9]+)+)");
  private static final Duration START = Duration.ofSeconds(20);

  /// Of a worker's first run, before which it reads and hashes 65 MB, whatever disk they lie on.
  private static final Duration FIRST_START = Duration.ofSeconds(60);

  private static final Duration DYING = Duration.ofSeconds(5);

  private final Artifacts artifacts;
  private final Map<Guest, Place> places = new EnumMap<>(Guest.class);
  private volatile boolean closed;

  Workers(Artifacts artifacts) {
    this.artifacts = artifacts;
    for (Guest guest : Guest.values()) {
      places.put(guest, new Place());
    }
  }

  /// Where the worker of one guest is, if there is one; its lock is held while that guest is built,
  /// so that the others' runs do not wait.
  private static final class Place {
    private Optional<Worker> worker = Optional.empty();

    /// Those that get no new run, and end with their last.
    private final List<Worker> retired = new ArrayList<>();

    private void tidy() {
      worker.filter(worker -> worker.isOver() || worker.isWorn()).ifPresent(retired::add);
      worker = worker.filter(worker -> !worker.isOver() && !worker.isWorn());
      List<Worker> idle = retired.stream().filter(Worker::isIdle).toList();
      idle.forEach(Worker::close);
      retired.removeAll(idle);
    }

    private void close() {
      worker.ifPresent(Worker::close);
      worker = Optional.empty();
      retired.forEach(Worker::close);
      retired.clear();
    }
  }

  /// A run with what it is in.
  record Begun(Carrier carrier, WorkerRun run) {}

  private record Attempt(Worker worker, WorkerRun run) {}

  /// Whoever wants a run.
  interface Asker {
    /// Is told of the run as soon as it is asked for, before it is known to begin.
    void asked(Begun begun);

    /// Whether it wants it no more.
    boolean isKilled();
  }

  /// Makes sure that there is a worker, so that what fails fails before anything is made for a run.
  ///
  /// @return the guest that will do it: Python can be another one than was asked for
  Guest prepare(Guest guest) {
    Guest serving =
        guest == Guest.PYTHON
                && !isServed(guest)
                && !artifacts.require(guest.artifacts()).containsKey(guest.label())
            ? Guest.PLAIN
            : guest;
    worker(serving);
    return serving;
  }

  private boolean isServed(Guest guest) {
    Place place = Objects.requireNonNull(places.get(guest));
    synchronized (place) {
      return place.worker.filter(worker -> !worker.isOver()).isPresent();
    }
  }

  /// The directories of its own that a guest has, read-only, which whoever asks closes.
  List<Preopen> files(Guest guest) {
    if (guest.files().isEmpty()) {
      return List.of();
    }
    Map<String, Path> files = artifacts.require(guest.artifacts());
    var directories = new ArrayList<Preopen>();
    for (Guest.Files each : guest.files()) {
      Path directory = file(files, each.artifact()).resolve(each.part());
      directories.add(new Preopen(each.path(), HeldDirectory.of(directory).location(), true));
    }
    return directories;
  }

  /// Begins a run, with a worker made anew where the one that was there died, and with a guest made
  /// anew where the worker does not take the one that was there.
  ///
  /// @throws CofferdamException SANDBOX_LOST when no worker takes it
  Begun begin(WorkerRequest request, Asker asker) {
    Guest guest = request.call().guest();
    Attempt begun = attempt(request, asker);
    if (asker.isKilled()) {
      return new Begun(begun.worker(), begun.run());
    }
    OptionalInt status = lostAtStart(begun);
    if (status.isPresent()) {
      if (status.getAsInt() == Worker.ARTIFACT_REFUSED
          || status.getAsInt() == Worker.LIBRARY_REFUSED) {
        artifacts.rebuild(
            status.getAsInt() == Worker.LIBRARY_REFUSED ? "library" : guest.label(),
            begun.worker().begun(),
            Printable.of(begun.worker().complaint()));
      }
      begun = attempt(request, asker);
      if (lostAtStart(begun).isPresent() && !asker.isKilled()) {
        throw begun.worker().gone();
      }
    }
    return new Begun(begun.worker(), begun.run());
  }

  private Attempt attempt(WorkerRequest request, Asker asker) {
    Worker worker = worker(request.call().guest());
    Duration patience = worker.hasAnswered() ? START : FIRST_START;
    WorkerRun run = worker.request(request);
    asker.asked(new Begun(worker, run));
    if (run.awaitStart(patience).isEmpty() && run.ended().isEmpty() && !run.isLost()) {
      // Nobody knows what holds it, if it runs at all.
      worker.kill(run);
      if (run.awaitEnd(DYING).isEmpty()) {
        worker.abandon();
      }
      throw new CofferdamException(
          ErrorCode.SANDBOX_LOST,
          "the wasm worker did not say within " + patience.toSeconds() + " s that the run began",
          Worker.AGAIN);
    }
    return new Attempt(worker, run);
  }

  /// The status of a worker that died over a request; -1 where a signal killed it.
  private static OptionalInt lostAtStart(Attempt begun) {
    if (!begun.run().isLost()) {
      return OptionalInt.empty();
    }
    OptionalInt status = begun.worker().status();
    return status.isPresent() ? status : OptionalInt.of(-1);
  }

  private Worker worker(Guest guest) {
    Place place = Objects.requireNonNull(places.get(guest));
    synchronized (place) {
      if (closed) {
        throw CofferdamException.invalid("the engine is closed", "open another one");
      }
      place.tidy();
      if (place.worker.isPresent()) {
        return place.worker.get();
      }
      Worker fresh = start(guest);
      place.worker = Optional.of(fresh);
      return fresh;
    }
  }

  private Worker start(Guest guest) {
    Map<String, Path> files = artifacts.require(guest.artifacts());
    var words = new ArrayList<>(List.of("wasm-worker", "serve"));
    words.addAll(List.of("--library", file(files, "library").toString()));
    // A module comes with its request.
    Optional<Path> artifact =
        guest == Guest.MODULE ? Optional.empty() : Optional.of(file(files, guest.label()));
    artifact.ifPresent(file -> words.addAll(List.of("--" + guest.label(), file.toString())));
    var engine =
        new KernelName(
            "Wasmtime" + version(file(files, "library")),
            artifact
                .map(file -> "with the guest " + guest.label() + version(file))
                .orElse("as a module of its own"));
    return Worker.start(file(files, "worker"), words, engine);
  }

  /// As an artifact's name has it.
  private static String version(Path artifact) {
    Matcher version = VERSION.matcher(String.valueOf(artifact.getFileName()));
    return version.find() ? " " + version.group(1) : "";
  }

  private static Path file(Map<String, Path> files, String name) {
    Path file = files.get(name);
    if (file == null) {
      throw new CofferdamException(
          ErrorCode.RUNTIME_UNAVAILABLE,
          "the build of what runs WebAssembly made no " + name,
          "run 'cofferdam setup'");
    }
    return file;
  }

  /// Ends what is being built.
  void cancelBuilds() {
    artifacts.cancelBuilds();
  }

  /// Lets nothing more begin, and ends what is being built.
  void refuse() {
    closed = true;
    artifacts.refuseBuilds();
  }

  @Override
  public void close() {
    refuse();
    for (Place place : places.values()) {
      synchronized (place) {
        place.close();
      }
    }
  }
}
