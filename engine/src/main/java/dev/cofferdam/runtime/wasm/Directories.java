package dev.cofferdam.runtime.wasm;

import dev.cofferdam.diagnosis.MountPoint;
import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.error.HostFailure;
import dev.cofferdam.host.Descriptor;
import dev.cofferdam.host.Errno;
import dev.cofferdam.host.HeldDirectory;
import dev.cofferdam.host.KernelException;
import dev.cofferdam.host.Mounts;
import dev.cofferdam.host.Mounts.Attribute;
import dev.cofferdam.host.Ownership;
import dev.cofferdam.host.Privilege;
import dev.cofferdam.host.TreeRemoval;
import dev.cofferdam.host.UserNamespace;
import dev.cofferdam.host.UserNamespace.Mapping;
import dev.cofferdam.runtime.EngineDirectories;
import dev.cofferdam.runtime.LeftBehind;
import dev.cofferdam.runtime.MountSource;
import dev.cofferdam.runtime.SandboxPlan;
import dev.cofferdam.sandbox.MountSpec.Mode;
import dev.cofferdam.sandbox.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The directories that one program has: its writable layer, which is directories of its own on the
/// host, owner-only and removed at the end, and what `-v` asks for, by the descriptor that was
/// judged. Nothing else of the host is there.
final class Directories implements AutoCloseable {
  private static final Set<Attribute> ALWAYS =
      EnumSet.of(Attribute.NO_SETUID, Attribute.NO_DEVICES);

  private final WasmHost host;
  private final SandboxPlan plan;
  private final Optional<WorkerRequest.User> user;
  private final List<Preopen> library;
  private final Path layer;
  private final FileCopies copies;

  /// Directories of copied files by their paths inside.
  private final Map<String, Path> apart = new HashMap<>();

  private final List<Preopen> preopens = new ArrayList<>();
  private final List<MountPoint> table = new ArrayList<>();
  private final List<MountSource> sources = new ArrayList<>();

  private Directories(
      WasmHost host, SandboxPlan plan, Optional<WorkerRequest.User> user, List<Preopen> library) {
    this.host = host;
    this.plan = plan;
    this.user = user;
    this.library = library;
    preopens.addAll(library);
    this.layer = host.layers().resolve(plan.id().value());
    this.copies =
        new FileCopies(
            user, host.privilege().invoker(System.getenv()), plan.spec().limits().diskBytes());
  }

  /// The parts of the layer by their places inside.
  private enum Part {
    WORKSPACE(Program.WORKSPACE),
    TMP("/tmp"),
    HOME("/home/appuser");

    private final String path;

    Part(String path) {
      this.path = path;
    }

    String directory() {
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }

  /// Makes them, or nothing.
  ///
  /// @param user whose the layer is; empty for our own
  /// @param library what the guest has of its own, closed with the rest
  static Directories make(
      WasmHost host, SandboxPlan plan, Optional<WorkerRequest.User> user, List<Preopen> library) {
    return making(new Directories(host, plan, user, library), Directories::make);
  }

  /// Makes the layer alone, for a program that has no files.
  static Directories bare(WasmHost host, SandboxPlan plan, Optional<WorkerRequest.User> user) {
    return making(
        new Directories(host, plan, user, List.of()), made -> made.makeDirectory(made.layer));
  }

  /// Makes something on the host.
  private interface Step {
    void take(Directories directories) throws IOException;
  }

  private static Directories making(Directories directories, Step step) {
    try {
      step.take(directories);
      return directories;
    } catch (IOException failed) {
      directories.close();
      throw HostFailure.of(
          "cannot make the directories of a run", directories.host.layers(), failed);
    } catch (RuntimeException | Error failed) {
      directories.close();
      throw failed;
    }
  }

  private void make() throws IOException {
    makeDirectory(layer);
    var own = new EngineDirectories(host.own());
    sources.addAll(MountSource.openAll(plan.spec().mounts(), own));
    for (Part part : Part.values()) {
      Path directory = layer.resolve(part.directory());
      if (sources.stream().anyMatch(source -> source.spec().destination().equals(part.path))) {
        continue;
      }
      makeDirectory(directory);
      preopens.add(new Preopen(part.path, HeldDirectory.of(directory).location(), false));
      table.add(new MountPoint(part.path, false, Optional.empty()));
    }
    for (MountSource source : sources) {
      open(source);
    }
    if (preopens.size() > WorkerRequest.MAX_PREOPENS) {
      throw CofferdamException.invalid(
          "more than " + (WorkerRequest.MAX_PREOPENS - Part.values().length) + " mounts on wasm",
          "mount fewer");
    }
    if (plan.spec().program() instanceof Program.Script script) {
      Path file = layer.resolve(Part.WORKSPACE.directory()).resolve(script.name());
      Files.write(file, script.content().toArray());
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
      give(file);
    }
    placeIn(plan.spec().workdir(), "the working directory");
  }

  private void makeDirectory(Path directory) throws IOException {
    Files.createDirectory(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    give(directory);
  }

  private void give(Path path) {
    user.ifPresent(who -> Ownership.give(path, who.uid(), who.gid()));
  }

  private void open(MountSource source) throws IOException {
    String destination = source.spec().destination();
    boolean readOnly = source.spec().mode() == Mode.RO;
    if (!source.hidden().isEmpty()) {
      throw CofferdamException.unsafe(
          "mounting " + source.spec().source() + " would give the engine's own files away",
          "mount the one directory that the program needs");
    }
    if (!source.isDirectory()) {
      copy(source);
      return;
    }
    for (Preopen ours : library) {
      if ((destination + "/").startsWith(ours.path() + "/")) {
        throw CofferdamException.invalid(
            "nothing can be mounted at " + destination + ": " + ours.path() + " is the guest's",
            "mount it elsewhere, such as at /data");
      }
    }
    if (partOf(destination).isPresent()) {
      place(destination, "the mount");
    }
    preopens.add(new Preopen(destination, directory(source, readOnly), readOnly));
    table.add(
        new MountPoint(destination, readOnly, Optional.of(source.spec().source().toString())));
  }

  /// A copy in the layer, or where nothing of that is, in a read-only directory of its own.
  private void copy(MountSource source) throws IOException {
    FileCopies.require(source);
    String destination = source.spec().destination();
    int slash = destination.lastIndexOf('/');
    String parent = destination.substring(0, slash);
    if (parent.isEmpty() || isPart(destination)) {
      throw CofferdamException.invalid(
          "on wasm a file cannot be mounted at " + destination,
          "choose a place in a directory, such as /data/" + source.spec().source().getFileName());
    }
    Path directory;
    if (partOf(parent).isPresent()) {
      directory = place(parent, "the mount");
    } else {
      directory = apart(parent);
    }
    try (HeldDirectory held = HeldDirectory.of(directory)) {
      copies.copy(source, held, destination.substring(slash + 1));
    }
    table.add(new MountPoint(destination, true, Optional.of(source.spec().source().toString())));
  }

  private Path apart(String parent) throws IOException {
    Path there = apart.get(parent);
    if (there != null) {
      return there;
    }
    Path made = layer.resolve("files" + apart.size());
    makeDirectory(made);
    apart.put(parent, made);
    preopens.add(new Preopen(parent, HeldDirectory.of(made).location(), true));
    table.add(new MountPoint(parent, true, Optional.empty()));
    return made;
  }

  private static boolean isPart(String path) {
    return partOf(path).filter(part -> part.path.equals(path)).isPresent();
  }

  /// As root the caller's files become the program's, and the kernel itself keeps what is
  /// read-only; else they are the program's already, which is the caller.
  private Descriptor directory(MountSource source, boolean readOnly) {
    var attributes = EnumSet.copyOf(ALWAYS);
    if (readOnly) {
      attributes.add(Attribute.READ_ONLY);
    }
    try (Descriptor map = user.map(this::callerMap).orElse(null)) {
      return map == null
          ? new HeldDirectory(source.file()).locate(".")
          : Mounts.detached(source.file(), attributes, Optional.of(map));
    } catch (KernelException failed) {
      if (Set.of(Errno.EINVAL, Errno.EPERM).contains(failed.errno())) {
        throw new CofferdamException(
            ErrorCode.HOST_UNSUITABLE,
            "the file system of " + source.spec().source() + " cannot be mapped to appuser",
            "mount a directory of ext4, xfs, btrfs or (Linux 6.3) tmpfs",
            failed);
      }
      throw failed;
    }
  }

  private Descriptor callerMap(WorkerRequest.User who) {
    Privilege.Invoker caller = host.privilege().invoker(System.getenv());
    return UserNamespace.create(
        host.init(),
        List.of(new Mapping(caller.uid(), who.uid(), 1)),
        List.of(new Mapping(caller.gid(), who.gid(), 1)));
  }

  /// Makes sure that a directory is there, inside the layer; one in a mount has to be.
  private void placeIn(String path, String what) throws IOException {
    if (apart.containsKey(path)) {
      return;
    }
    Optional<MountSource> mount =
        sources.stream()
            .filter(MountSource::isDirectory)
            .filter(source -> (path + "/").startsWith(source.spec().destination() + "/"))
            .findFirst();
    if (mount.isPresent()) {
      requireIn(mount.get(), path, what);
    } else {
      place(path, what);
    }
  }

  private static void requireIn(MountSource mount, String path, String what) {
    String rest = path.substring(Math.min(path.length(), mount.spec().destination().length() + 1));
    if (rest.isEmpty()) {
      return;
    }
    try {
      new HeldDirectory(mount.file()).locate(rest).close();
    } catch (KernelException failed) {
      // A link may lead to where the program can go; that is for the guest to see.
      if (Set.of(Errno.ENOENT, Errno.ENOTDIR).contains(failed.errno())) {
        throw CofferdamException.invalid(
            "there is no " + path + ", which is " + what,
            "make it below " + mount.spec().source() + ", or name another one");
      }
    }
  }

  /// Makes a directory inside the layer, where there is none.
  ///
  /// @return where that is on the host
  private Path place(String path, String what) throws IOException {
    Optional<Part> part = partOf(path);
    if (part.isEmpty()) {
      throw CofferdamException.invalid(
          "there is no " + path + " on wasm, which is " + what,
          "use /workspace, /tmp, /home/appuser or a mount");
    }
    Path at = layer.resolve(part.get().directory());
    String rest = path.substring(Math.min(path.length(), part.get().path.length() + 1));
    for (Path name : Path.of(rest)) {
      if (name.toString().isEmpty()) {
        continue;
      }
      at = at.resolve(name);
      if (!Files.isDirectory(at)) {
        makeDirectory(at);
      }
    }
    return at;
  }

  private static Optional<Part> partOf(String path) {
    for (Part part : Part.values()) {
      if (path.equals(part.path)
          || (path.startsWith(part.path + "/")
              && Path.of(path).normalize().toString().equals(path))) {
        return Optional.of(part);
      }
    }
    return Optional.empty();
  }

  /// Where all of it lies on the host.
  Path layer() {
    return layer;
  }

  /// What the worker is given.
  List<Preopen> preopens() {
    return List.copyOf(preopens);
  }

  /// The same as a mount table.
  List<MountPoint> table() {
    return List.copyOf(table);
  }

  /// Where a script lies on the host.
  Path script(Program.Script script) {
    return layer.resolve(Part.WORKSPACE.directory()).resolve(script.name());
  }

  /// FIFOs, sockets, devices and links in writable mounts. The program must have ended.
  List<String> leftBehind(int most) {
    var search = new LeftBehind(most);
    for (MountSource source : sources) {
      if (source.spec().mode() == Mode.RW) {
        search.search(new HeldDirectory(source.file()), source.spec().destination());
      }
    }
    return search.found();
  }

  /// Removes the layer with all that was written. The program must have ended.
  @Override
  public void close() {
    preopens.forEach(preopen -> preopen.directory().close());
    sources.forEach(MountSource::close);
    TreeRemoval.remove(layer);
  }
}
