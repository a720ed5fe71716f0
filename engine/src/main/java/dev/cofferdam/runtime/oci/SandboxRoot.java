package dev.cofferdam.runtime.oci;

import dev.cofferdam.diagnosis.MountPoint;
import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.host.Descriptor;
import dev.cofferdam.host.DiskLayer;
import dev.cofferdam.host.Errno;
import dev.cofferdam.host.KernelException;
import dev.cofferdam.host.LoopDevice;
import dev.cofferdam.host.Mounts;
import dev.cofferdam.host.Mounts.Attribute;
import dev.cofferdam.host.Ownership;
import dev.cofferdam.host.Paths;
import dev.cofferdam.host.UserNamespace;
import dev.cofferdam.host.UserNamespace.Mapping;
import dev.cofferdam.image.Bind;
import dev.cofferdam.image.RootFilesystem;
import dev.cofferdam.runtime.SandboxPlan;
import dev.cofferdam.sandbox.MountSpec.Mode;
import dev.cofferdam.sandbox.Program;
import dev.cofferdam.text.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Puts a sandbox's root together, inside its mount namespace:
///
/// ```
/// BOX/            a tmpfs of its own: bundle, runtime state, all gone with the namespace
///   rootfs/       directories and links as in the image, remounted read-only by the runtime
///     etc usr …   the image, read-only
///     tmp workspace home/appuser   the writable layer
///     DST         each -v, from the descriptor that was checked
///   layer/        the writable layer
/// ```
final class SandboxRoot {
  private static final EnumSet<Attribute> IMAGE_ATTRIBUTES =
      EnumSet.of(Attribute.READ_ONLY, Attribute.NO_SETUID, Attribute.NO_DEVICES);
  private static final EnumSet<Attribute> DATA_ATTRIBUTES =
      EnumSet.of(Attribute.NO_SETUID, Attribute.NO_DEVICES);
  private static final String BOX_SIZE = "size=64m";
  private static final List<String> WRITABLE = List.of("/tmp", "/workspace", "/home/appuser");

  private final Path box;
  private final SandboxPlan plan;
  private final IdMapping ids;
  private final List<MountPoint> table = new ArrayList<>();

  SandboxRoot(Path box, SandboxPlan plan, IdMapping ids) {
    this.box = box;
    this.plan = plan;
    this.ids = ids;
  }

  Path rootfs() {
    return box.resolve("rootfs");
  }

  Path layer() {
    return box.resolve("layer");
  }

  /// The mount table as far as programs write to it, outermost first.
  List<MountPoint> table() {
    return List.copyOf(table);
  }

  /// The mounts that programs may write to, and those of the caller, for a runtime that must be
  /// told.
  List<OciConfig.Bound> bound() {
    return table.stream()
        .filter(mount -> !mount.readOnly() || mount.user())
        .map(mount ->
            new OciConfig.Bound(
                mount.destination(), place(mount.destination()).toString(), mount.readOnly()))
        .toList();
  }

  /// Assembles all of it.
  ///
  /// @param init the native program to be put at [OciConfig#INIT]
  /// @param layerTemplates where templates of writable layers lie; empty for a tmpfs layer
  /// @param sources what `-v` asked for
  /// @return the device of the writable layer, where it has one
  Optional<LoopDevice> assemble(Path init, Optional<Path> layerTemplates, List<MountSource> sources)
      throws IOException {
    Mounts.mountNew(
        "tmpfs", box, EnumSet.of(Attribute.NO_SETUID, Attribute.NO_DEVICES), "mode=0755", BOX_SIZE);
    Files.createDirectory(rootfs());
    copySkeleton(plan.root());
    table.add(new MountPoint("/", true, Optional.empty()));
    Path inside = rootfs().resolve(OciConfig.INIT.substring(1));
    Files.createDirectories(inside.getParent());
    Files.copy(init, inside);
    Files.setPosixFilePermissions(inside, PosixFilePermissions.fromString("r-xr-xr-x"));
    bindImage(plan.root());
    Optional<LoopDevice> device = mountLayer(layerTemplates);
    var byDepth = new ArrayList<>(sources);
    byDepth.sort(Comparator.comparing(source -> source.spec().destination()));
    for (MountSource source : byDepth) {
      bindSource(source, init);
    }
    writeScript();
    return device;
  }

  private void copySkeleton(RootFilesystem image) throws IOException {
    Path skeleton = image.directory();
    Path etc = skeleton.resolve("etc");
    Files.walkFileTree(
        skeleton,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            Path copy = rootfs().resolve(skeleton.relativize(directory).toString());
            if (!Files.exists(copy)) {
              Files.createDirectory(copy);
            }
            Ownership.give(copy, ids.hostUid(0), ids.hostGid(0));
            return directory.equals(etc) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isSymbolicLink()) {
              Path copy = rootfs().resolve(skeleton.relativize(file).toString());
              Files.createSymbolicLink(copy, Files.readSymbolicLink(file));
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private void bindImage(RootFilesystem image) throws IOException {
    bindReadOnly(image.directory().resolve("etc"), "/etc");
    for (Bind bind : image.binds()) {
      bindReadOnly(bind.source(), bind.destination());
    }
    Path empty = Files.createDirectory(box.resolve("empty"));
    for (String masked : image.masked()) {
      bindReadOnly(empty, masked);
    }
  }

  private void bindReadOnly(Path source, String destination) {
    try (Descriptor tree = Paths.openLocation(source)) {
      Mounts.bind(tree, place(destination), IMAGE_ATTRIBUTES, Optional.empty());
    }
    table.add(new MountPoint(destination, true, Optional.empty()));
  }

  private Optional<LoopDevice> mountLayer(Optional<Path> templates) throws IOException {
    Files.createDirectory(layer());
    long bytes = plan.spec().limits().diskBytes();
    Optional<LoopDevice> device = Optional.empty();
    if (templates.isPresent()) {
      device = Optional.of(DiskLayer.mount(templates.get(), bytes, layer()));
    } else {
      Mounts.mountNew(
          "tmpfs",
          layer(),
          DATA_ATTRIBUTES,
          "mode=0755",
          "size=" + bytes,
          "nr_inodes=" + Math.max(64, bytes / 8192));
    }
    var user = plan.spec().user();
    for (String writable : WRITABLE) {
      Path directory = Files.createDirectories(layer().resolve(writable.substring(1)));
      boolean shared = writable.equals("/tmp");
      Files.setPosixFilePermissions(
          directory, PosixFilePermissions.fromString(shared ? "rwxrwxrwx" : "rwxr-xr-x"));
      if (shared) {
        Files.setAttribute(directory, "unix:mode", 01777);
      }
      Ownership.give(
          directory, ids.hostUid(shared ? 0 : user.uid()), ids.hostGid(shared ? 0 : user.gid()));
      try (Descriptor tree = Paths.openLocation(directory)) {
        Mounts.bind(tree, place(writable), DATA_ATTRIBUTES, Optional.empty());
      }
      table.add(new MountPoint(writable, false, Optional.empty()));
    }
    return device;
  }

  private void bindSource(MountSource source, Path init) throws IOException {
    String destination = source.spec().destination();
    Path target = place(destination);
    makeMountPoint(target, source.isDirectory());
    boolean readOnly = source.spec().mode() == Mode.RO;
    var attributes = EnumSet.copyOf(readOnly ? IMAGE_ATTRIBUTES : DATA_ATTRIBUTES);
    Optional<Descriptor> map = callerMap(init);
    try {
      Mounts.bind(source.file(), target, attributes, map);
    } catch (KernelException failed) {
      if (map.isPresent() && Set.of(Errno.EINVAL, Errno.EPERM).contains(failed.errno())) {
        throw new CofferdamException(
            ErrorCode.HOST_UNSUITABLE,
            "the file system of " + source.spec().source() + " cannot be mapped to appuser",
            "mount a directory of ext4, xfs, btrfs or (Linux 6.3) tmpfs",
            failed);
      }
      throw failed;
    } finally {
      map.ifPresent(Descriptor::close);
    }
    table.add(
        new MountPoint(destination, readOnly, Optional.of(source.spec().source().toString())));
  }

  /// Files of the invoking user shall be the program's own; as root of the host that takes a map.
  private Optional<Descriptor> callerMap(Path init) {
    return ids.caller()
        .map(caller ->
            UserNamespace.create(
                init,
                List.of(new Mapping(caller.uid(), ids.hostUid(plan.spec().user().uid()), 1)),
                List.of(new Mapping(caller.gid(), ids.hostGid(plan.spec().user().gid()), 1))));
  }

  private void makeMountPoint(Path target, boolean directory) throws IOException {
    var missing = new ArrayList<Path>();
    for (Path path = directory ? target : target.getParent();
        path != null && !Files.exists(path);
        path = path.getParent()) {
      missing.addFirst(path);
    }
    var user = plan.spec().user();
    for (Path path : missing) {
      Files.createDirectory(path);
      Ownership.give(path, ids.hostUid(user.uid()), ids.hostGid(user.gid()));
    }
    if (!directory && !Files.exists(target)) {
      Files.createFile(target);
    }
  }

  private void writeScript() throws IOException {
    if (plan.spec().program() instanceof Program.Script script) {
      Path file = place(script.path());
      var user = plan.spec().user();
      Files.write(file, script.content().toArray());
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
      Ownership.give(file, ids.hostUid(user.uid()), ids.hostGid(user.gid()));
    }
  }

  /// Host-side path of a path inside. All components are of our own making: nothing untrusted has
  /// run yet, and the image's links are not used by any destination.
  private Path place(String inside) {
    return rootfs().resolve(inside.substring(1));
  }

  /// FIFOs, sockets, devices and links in the writable mounts, at most `most`. The program must
  /// have ended; links are never followed.
  List<String> leftBehind(List<MountSource> sources, int most) {
    var found = new ArrayList<String>();
    for (MountSource source : sources) {
      if (source.spec().mode() == Mode.RW && source.isDirectory()) {
        try {
          Files.walkFileTree(
              place(source.spec().destination()), new Oddities(rootfs(), found, most));
        } catch (IOException unreadable) {
          throw new UncheckedIOException(unreadable);
        }
      }
    }
    return List.copyOf(found);
  }

  /// Collects what is neither a file nor a directory.
  private static final class Oddities extends SimpleFileVisitor<Path> {
    private static final int MAX_VISITS = 100_000;

    private final Path rootfs;
    private final List<String> found;
    private final int most;
    private int visits;

    Oddities(Path rootfs, List<String> found, int most) {
      this.rootfs = rootfs;
      this.found = found;
      this.most = most;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isSymbolicLink() || attributes.isOther()) {
        found.add(Printable.of("/" + rootfs.relativize(file)));
      }
      boolean enough = found.size() >= most || ++visits >= MAX_VISITS;
      return enough ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
      return FileVisitResult.CONTINUE;
    }
  }
}
