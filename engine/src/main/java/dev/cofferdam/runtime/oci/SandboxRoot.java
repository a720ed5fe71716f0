package dev.cofferdam.runtime.oci;

import dev.cofferdam.diagnosis.MountPoint;
import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.host.Descriptor;
import dev.cofferdam.host.DiskLayer;
import dev.cofferdam.host.Errno;
import dev.cofferdam.host.HeldDirectory;
import dev.cofferdam.host.KernelException;
import dev.cofferdam.host.LoopDevice;
import dev.cofferdam.host.Mounts;
import dev.cofferdam.host.Mounts.Attribute;
import dev.cofferdam.host.Ownership;
import dev.cofferdam.host.Paths;
import dev.cofferdam.image.Bind;
import dev.cofferdam.image.RootFilesystem;
import dev.cofferdam.runtime.MountSource;
import dev.cofferdam.runtime.SandboxPlan;
import dev.cofferdam.sandbox.Program;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// Puts a sandbox's root together, inside its mount namespace:
///
/// ```
/// BOX/            a tmpfs of its own: bundle, runtime state, all gone with the namespace
///   rootfs/       directories and links as in the image, remounted read-only by the runtime
///     etc usr …   the image, read-only
///     tmp workspace home/appuser   the writable layer
///     DST         each -v, from the descriptor that was checked
///   layer/        the writable layer
///   again/        each -v once more, where a runtime opens it by its path
/// ```
final class SandboxRoot implements AutoCloseable {
  static final EnumSet<Attribute> IMAGE_ATTRIBUTES =
      EnumSet.of(Attribute.READ_ONLY, Attribute.NO_SETUID, Attribute.NO_DEVICES);
  static final EnumSet<Attribute> DATA_ATTRIBUTES =
      EnumSet.of(Attribute.NO_SETUID, Attribute.NO_DEVICES);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String BOX_SIZE = "size=64m";
  private static final List<String> WRITABLE = List.of("/tmp", "/workspace", "/home/appuser");

  private final Path box;
  private final SandboxPlan plan;
  private final IdMapping ids;
  private final boolean tellsMounts;
  private final List<MountPoint> table = new ArrayList<>();
  private Optional<HostMounts> hostMounts = Optional.empty();
  private Optional<LoopDevice> device = Optional.empty();

  /// @param box an empty directory of ours
  /// @param tellsMounts whether the runtime must be told of the mounts below the root
  SandboxRoot(Path box, SandboxPlan plan, IdMapping ids, boolean tellsMounts) {
    this.box = box;
    this.tellsMounts = tellsMounts;
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
  /// told; none for others.
  List<OciConfig.Bound> bound() {
    if (!tellsMounts) {
      return List.of();
    }
    var bound = new ArrayList<OciConfig.Bound>();
    for (String writable : WRITABLE) {
      String source = layer().resolve(writable.substring(1)).toString();
      bound.add(new OciConfig.Bound(writable, source, false));
    }
    hostMounts.ifPresent(mounts -> bound.addAll(mounts.bound()));
    return List.copyOf(bound);
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
    Path empty = Files.createDirectory(box.resolve("empty"));
    Path again = Files.createDirectory(box.resolve("again"));
    try (HeldDirectory root = HeldDirectory.of(rootfs());
        HeldDirectory second = HeldDirectory.of(again);
        Descriptor cover = Paths.openLocation(empty)) {
      bindImage(plan.root(), root, cover);
      device = mountLayer(layerTemplates, root);
      // Before anything of the user's is there: what lies in a mount, and where its links lead, is
      // not ours to write to.
      writeScript();
      var mounts =
          new HostMounts(
              root,
              init,
              cover,
              plan.spec().user(),
              ids,
              tellsMounts
                  ? Optional.of(new HostMounts.SecondPlace(again, second))
                  : Optional.empty());
      hostMounts = Optional.of(mounts);
      table.addAll(mounts.attachAll(sources));
      return device;
    }
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

  private void bindImage(RootFilesystem image, HeldDirectory root, Descriptor empty) {
    bindReadOnly(image.directory().resolve("etc"), root, "/etc");
    for (Bind bind : image.binds()) {
      bindReadOnly(bind.source(), root, bind.destination());
    }
    for (String masked : image.masked()) {
      bindReadOnly(empty, root, masked);
    }
  }

  private void bindReadOnly(Path source, HeldDirectory root, String destination) {
    try (Descriptor tree = Paths.openLocation(source)) {
      bindReadOnly(tree, root, destination);
    }
  }

  private void bindReadOnly(Descriptor tree, HeldDirectory root, String destination) {
    bind(tree, root, destination, IMAGE_ATTRIBUTES);
    table.add(new MountPoint(destination, true, Optional.empty()));
  }

  private static void bind(
      Descriptor tree, HeldDirectory root, String destination, EnumSet<Attribute> attributes) {
    try (Descriptor place = root.locate(destination.substring(1))) {
      Mounts.bind(tree, place, attributes, Optional.empty()).close();
    }
  }

  private Optional<LoopDevice> mountLayer(Optional<Path> templates, HeldDirectory root)
      throws IOException {
    Files.createDirectory(layer());
    long bytes = plan.spec().limits().diskBytes();
    Optional<LoopDevice> behind = Optional.empty();
    if (templates.isPresent()) {
      behind = Optional.of(DiskLayer.mount(templates.get(), bytes, layer()));
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
        bind(tree, root, writable, DATA_ATTRIBUTES);
      }
      table.add(new MountPoint(writable, false, Optional.empty()));
    }
    return behind;
  }

  private void writeScript() {
    if (plan.spec().program() instanceof Program.Script script) {
      var user = plan.spec().user();
      try (HeldDirectory ours = HeldDirectory.of(layer());
          Descriptor file = ours.makeFile(script.path().substring(1), 0755)) {
        file.write(script.content().toArray());
        Ownership.give(file, ids.hostUid(user.uid()), ids.hostGid(user.gid()));
      } catch (KernelException full) {
        if (full.errno() != Errno.ENOSPC) {
          throw full;
        }
        throw CofferdamException.invalid(
            "the script is larger than the disk limit", "raise --disk, or mount it with -v");
      }
    }
  }

  /// FIFOs, sockets, devices and links in the writable mounts, at most `most`. The program must
  /// have ended.
  List<String> leftBehind(int most) {
    return hostMounts.map(mounts -> mounts.leftBehind(most)).orElse(List.of());
  }

  /// Waits until the layer's device is free again, once the namespace is gone: what was written is
  /// on it until then.
  void awaitLayerGone() {
    device.ifPresent(layer -> layer.awaitDetached(PATIENCE));
  }

  /// Lets go of what is held of the mounts; they go with their namespace.
  @Override
  public void close() {
    hostMounts.ifPresent(HostMounts::close);
  }
}
