package dev.cofferdam.runtime.wasm;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
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
/// engine's end, since a fork of one that has its guest ready is what makes a start cheap.
/// Thread-safe.
final class Workers implements AutoCloseable {
  private static final Pattern VERSION = Pattern.compile("-([0-9]+(?:\\.[0-9]+)+)");
  private static final Duration START = Duration.ofSeconds(20);
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
  }

  /// A run with the worker that has it.
  record Begun(Worker worker, WorkerRun run) {}

  /// Whoever wants a run.
  interface Asker {
    /// Is told of the run as soon as it is asked for, before it is known to begin.
    void asked(Begun begun);

    /// Whether it wants it no more.
    boolean isKilled();
  }

  /// Makes sure that there is a worker, so that what fails fails before anything is made for a run.
  void prepare(Guest guest) {
    worker(guest);
  }

  /// Begins a run, with a worker made anew where the one that was there died, and with a guest made
  /// anew where the worker does not take the one that was there.
  ///
  /// @throws CofferdamException SANDBOX_LOST when no worker takes it
  Begun begin(WorkerRequest request, Asker asker) {
    Guest guest = request.call().guest();
    Begun begun = attempt(request, asker);
    if (asker.isKilled()) {
      return begun;
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
    return begun;
  }

  private Begun attempt(WorkerRequest request, Asker asker) {
    Worker worker = worker(request.call().guest());
    WorkerRun run = worker.request(request);
    var begun = new Begun(worker, run);
    asker.asked(begun);
    if (run.awaitStart(START).isEmpty() && run.ended().isEmpty() && !run.isLost()) {
      // Nobody knows what holds it, if it runs at all.
      worker.kill(run);
      if (run.awaitEnd(DYING).isEmpty()) {
        worker.abandon();
      }
      throw new CofferdamException(
          ErrorCode.SANDBOX_LOST,
          "the wasm worker did not say within " + START.toSeconds() + " s that the run began",
          Worker.AGAIN);
    }
    return begun;
  }

  /// The status of a worker that died over a request; -1 where a signal killed it.
  private static OptionalInt lostAtStart(Begun begun) {
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
      Optional<Worker> there = place.worker.filter(worker -> !worker.isOver());
      if (there.isPresent()) {
        return there.get();
      }
      place.worker.ifPresent(Worker::close);
      place.worker = Optional.empty();
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
        place.worker.ifPresent(Worker::close);
        place.worker = Optional.empty();
      }
    }
  }
}
