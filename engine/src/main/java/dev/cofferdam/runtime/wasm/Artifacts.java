package dev.cofferdam.runtime.wasm;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.host.OwnPlaces;
import dev.cofferdam.host.ProcessGroup;
import dev.cofferdam.text.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The worker, Wasmtime's library and the guests: built once by the checkout's own scripts
/// (`native/wasm-runtime/build`), in a directory that only its owner can use. The file `ready`
/// there says what is there and where; it is written last. Safe for many threads and processes: the
/// script itself lets only one build at a time.
final class Artifacts {
  private static final String READY = "ready";
  private static final String FAILED = "failed";
  private static final String WORKER = "worker";
  private static final Duration LATELY = Duration.ofHours(1);
  private static final int MAX_SHOWN = 12;

  /// What the artifacts are made of; when something there is newer, they are made again.
  private static final List<String> SOURCES =
      List.of("native/wasm-runtime", "native/wasm-worker", "native/wasm-guests");

  private final Path directory;
  private final Optional<Path> checkout;
  private final Consumer<String> progress;

  private final Set<ProcessGroup> builds = ConcurrentHashMap.newKeySet();
  private volatile boolean refused;

  /// Seen to be ready: asked before every run, and true for as long as an engine lives.
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  /// @param directory where they are
  /// @param checkout of Cofferdam, where they can be built
  /// @param progress takes each line for people while they are built
  Artifacts(Path directory, Optional<Path> checkout, Consumer<String> progress) {
    this.directory = directory;
    this.checkout = checkout;
    this.progress = progress;
  }

  /// Where they are.
  Path directory() {
    return directory;
  }

  /// Whether what this takes is there, and of the sources as they are.
  ///
  /// @throws CofferdamException REFUSED_UNSAFE when others can change what lies there
  boolean isReady(List<String> names) {
    if (known.containsAll(names)) {
      return true;
    }
    Map<String, Path> ready = ready();
    if (!ready.containsKey(WORKER) || !haveAll(ready, names) || isStale()) {
      return false;
    }
    known.addAll(ready.keySet());
    known.addAll(names);
    return true;
  }

  /// Where the one guest for Python cannot be built the script makes the other.
  private static boolean haveAll(Map<String, Path> ready, List<String> names) {
    return names.stream()
        .allMatch(name ->
            ready.containsKey(name)
                || (name.equals(Guest.PYTHON.label())
                    && ready.keySet().containsAll(Guest.PLAIN.artifacts())));
  }

  /// Why they cannot be built here; empty where they can.
  Optional<String> unbuildable() {
    if (checkout.filter(folder -> Files.exists(script(folder))).isEmpty()) {
      return Optional.of("its guests are built by a checkout of Cofferdam, and this is none");
    }
    for (String program : List.of("cc", "python3")) {
      if (onPath(program).isEmpty()) {
        return Optional.of("its guests are not built, which takes " + program);
      }
    }
    return Optional.empty();
  }

  /// Where they are, built now where they are not.
  ///
  /// @return the files by their names, `worker` among them
  /// @throws CofferdamException RUNTIME_UNAVAILABLE when they cannot be built
  Map<String, Path> require(List<String> names) {
    if (!isReady(names)) {
      build(names);
    }
    return ready();
  }

  /// Makes one again, since what was there was refused, unless somebody did since. Where that
  /// cannot be done nothing is taken away: it may have been refused for a reason that passes.
  ///
  /// @param name of the refused one
  /// @param seen when it was there at the latest, before it was refused
  /// @param why what refused it says
  /// @throws CofferdamException RUNTIME_UNAVAILABLE when it cannot be made
  synchronized void rebuild(String name, Instant seen, String why) {
    known.clear();
    Path file = ready().get(name);
    String refused = name + " was refused by its worker (" + why + ")";
    try {
      if (file != null && changed(file).isAfter(seen)) {
        return;
      }
      Optional<String> unbuildable = unbuildable();
      if (unbuildable.isPresent()) {
        throw unavailable(refused + ", and cannot be made again: " + unbuildable.get(), remedy());
      }
      progress.accept(refused + ", and is made again");
      if (file == null) {
        build(List.of(name));
      } else {
        replace(file, name);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot remove a refused artifact", failed);
    }
  }

  /// What is there is left alone by a build, so it makes way for the while.
  private void replace(Path file, String name) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".refused");
    Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
    try {
      build(List.of(name));
    } finally {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        Files.deleteIfExists(aside);
      } else if (Files.exists(aside, LinkOption.NOFOLLOW_LINKS) && !ready().containsKey(name)) {
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
      }
      // Another version has another name.
      Files.deleteIfExists(aside);
    }
  }

  /// When a file came to its name: what is built is renamed, and its time of writing may be any.
  private static Instant changed(Path file) throws IOException {
    return Files.getAttribute(file, "unix:ctime") instanceof FileTime time
        ? time.toInstant()
        : Instant.MIN;
  }

  private void build(List<String> names) {
    Optional<String> unbuildable = unbuildable();
    if (unbuildable.isPresent()) {
      throw unavailable(unbuildable.get(), remedy());
    }
    var wanted = new TreeSet<>(ready().keySet());
    wanted.remove(WORKER);
    // It is large: whoever does not ask for it does not wait for it.
    wanted.remove(Guest.SCIENCE.label());
    wanted.addAll(names);
    wanted.removeIf(name -> name.indexOf('-') >= 0);
    var command = new ArrayList<String>();
    command.addAll(
        List.of("/bin/sh", script(checkout.orElseThrow()).toString(), directory.toString()));
    command.addAll(wanted);
    Deque<String> last = new ArrayDeque<>();
    int status =
        run(
            command,
            line -> {
              progress.accept(line);
              last.add(line);
              if (last.size() > MAX_SHOWN) {
                last.remove();
              }
            });
    if (status != 0) {
      remember();
      throw unavailable(
          "what runs WebAssembly could not be built: " + Printable.of(String.join("; ", last)),
          "repair that and run 'cofferdam setup'; or use another runtime");
    }
  }

  /// Whether a build failed here not long ago, so that what can do without need not wait for the
  /// next to fail.
  boolean failedLately() {
    try {
      Instant failed = Files.getLastModifiedTime(directory.resolve(FAILED)).toInstant();
      return failed.isAfter(Instant.now().minus(LATELY));
    } catch (IOException none) {
      return false;
    }
  }

  private void remember() {
    try {
      Files.writeString(directory.resolve(FAILED), "");
    } catch (IOException unwritable) {
      // Then the next one tries again.
    }
  }

  private int run(List<String> command, Consumer<String> line) {
    try {
      ProcessGroup build = ProcessGroup.start(command);
      builds.add(build);
      if (refused) {
        build.end();
      }
      try {
        int status = build.await(line);
        if (build.wasEnded()) {
          throw ended();
        }
        return status;
      } finally {
        builds.remove(build);
      }
    } catch (IOException failed) {
      throw unavailable(
          "what runs WebAssembly could not be built: " + failed.getMessage(), remedy());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw ended();
    }
  }

  private static CofferdamException ended() {
    return unavailable(
        "the build of what runs WebAssembly was ended before it was done",
        "run it again, or 'cofferdam setup', and let it: it takes some minutes, once");
  }

  /// Ends those that are going on: their runs are not wanted any more.
  void cancelBuilds() {
    builds.forEach(ProcessGroup::end);
  }

  /// Ends those that are going on, and lets none begin.
  void refuseBuilds() {
    refused = true;
    cancelBuilds();
  }

  /// What is there, all of it ours: it is executed.
  private Map<String, Path> ready() {
    var found = new HashMap<String, Path>();
    Path folder = OwnPlaces.require(directory);
    try {
      Path list = folder.resolve(READY);
      if (!Files.exists(list, LinkOption.NOFOLLOW_LINKS)) {
        return Map.of();
      }
      OwnPlaces.requireFile(list);
      // Whatever it is that lies there: what names no file of ours is passed over.
      String text = new String(Files.readAllBytes(list), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        String[] words = line.split(" ", 2);
        Path file = path(words.length == 2 ? words[1] : "");
        boolean here = directory.equals(file.getParent()) || folder.equals(file.getParent());
        if (!here) {
          continue;
        }
        Path real = folder.resolve(Optional.ofNullable(file.getFileName()).orElse(file));
        if (Files.isDirectory(real, LinkOption.NOFOLLOW_LINKS)) {
          found.put(words[0], OwnPlaces.require(real));
        } else if (Files.exists(real, LinkOption.NOFOLLOW_LINKS)) {
          OwnPlaces.requireFile(real);
          found.put(words[0], real);
        }
      }
    } catch (NoSuchFileException none) {
      return Map.of();
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot read " + directory.resolve(READY), failed);
    }
    return found;
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException none) {
      return Path.of("");
    }
  }

  private boolean isStale() {
    if (checkout.isEmpty()) {
      return false;
    }
    try {
      FileTime made = Files.getLastModifiedTime(directory.resolve(READY));
      for (String source : SOURCES) {
        Path folder = checkout.get().resolve(source);
        if (Files.isDirectory(folder) && isNewer(folder, made)) {
          return true;
        }
      }
      return false;
    } catch (IOException gone) {
      return true;
    }
  }

  private static boolean isNewer(Path folder, FileTime made) throws IOException {
    try (Stream<Path> files =
        Files.find(
            folder,
            Integer.MAX_VALUE,
            (file, attributes) ->
                attributes.isRegularFile() && attributes.lastModifiedTime().compareTo(made) > 0)) {
      return files.findAny().isPresent();
    }
  }

  private static Optional<Path> onPath(String program) {
    return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":", -1))
        .filter(folder -> folder.startsWith("/"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// What to do where they cannot be built.
  String remedy() {
    return "in a checkout of Cofferdam, with cc and python3 (apt-get install gcc libc6-dev"
        + " python3-venv): 'cofferdam setup'";
  }

  private static Path script(Path checkout) {
    return checkout.resolve("native/wasm-runtime/build");
  }

  private static CofferdamException unavailable(String reason, String remedy) {
    return new CofferdamException(ErrorCode.RUNTIME_UNAVAILABLE, reason, remedy);
  }
}
