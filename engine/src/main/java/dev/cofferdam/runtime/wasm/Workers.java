package dev.cofferdam.runtime.wasm;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.host.KernelName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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

  private final Artifacts artifacts;
  private final Map<Guest, Worker> workers = new EnumMap<>(Guest.class);
  private boolean closed;

  Workers(Artifacts artifacts) {
    this.artifacts = artifacts;
  }

  /// A run with the worker that has it.
  record Begun(Worker worker, WorkerRun run) {}

  /// Makes sure that there is a worker, so that what fails fails before anything is made for a run.
  void prepare(Guest guest) {
    worker(guest);
  }

  /// Begins a run, with a worker made anew where the one that was there died, and with a guest made
  /// anew where the worker does not take the one that was there.
  ///
  /// @throws CofferdamException SANDBOX_LOST when no worker takes it
  Begun begin(WorkerRequest request) {
    Guest guest = request.call().guest();
    Begun begun = attempt(request);
    OptionalInt status = lostAtStart(begun);
    if (status.isPresent()) {
      if (status.getAsInt() == Worker.ARTIFACT_REFUSED
          || status.getAsInt() == Worker.LIBRARY_REFUSED) {
        artifacts.rebuild(status.getAsInt() == Worker.LIBRARY_REFUSED ? "library" : guest.label());
      }
      begun = attempt(request);
      if (lostAtStart(begun).isPresent()) {
        throw begun.worker().gone();
      }
    }
    return begun;
  }

  private Begun attempt(WorkerRequest request) {
    Worker worker = worker(request.call().guest());
    WorkerRun run = worker.request(request);
    run.awaitStart(START);
    return new Begun(worker, run);
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
    // What takes minutes, where it has to be built, keeps nobody else waiting.
    artifacts.require(guest.artifacts());
    return held(guest);
  }

  private synchronized Worker held(Guest guest) {
    if (closed) {
      throw CofferdamException.invalid("the engine is closed", "open another one");
    }
    Worker there = workers.get(guest);
    if (there != null && !there.isOver()) {
      return there;
    }
    if (there != null) {
      there.close();
    }
    Worker fresh = start(guest);
    workers.put(guest, fresh);
    return fresh;
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
            artifact.map(file -> guest.label() + version(file)).orElse("a module"));
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

  @Override
  public synchronized void close() {
    closed = true;
    workers.values().forEach(Worker::close);
    workers.clear();
  }
}
