package dev.cofferdam.runtime.oci;

import dev.cofferdam.diagnosis.MountPoint;
import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.host.Descriptor;
import dev.cofferdam.host.Errno;
import dev.cofferdam.host.FileKind;
import dev.cofferdam.host.FileStatus;
import dev.cofferdam.host.HeldDirectory;
import dev.cofferdam.host.KernelException;
import dev.cofferdam.host.Mounts;
import dev.cofferdam.host.Mounts.Attribute;
import dev.cofferdam.host.Ownership;
import dev.cofferdam.host.UserNamespace;
import dev.cofferdam.host.UserNamespace.Mapping;
import dev.cofferdam.runtime.LeftBehind;
import dev.cofferdam.runtime.MountSource;
import dev.cofferdam.sandbox.MountSpec.Mode;
import dev.cofferdam.sandbox.SandboxSpec.User;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Attaches what `-v` asks for below a root.
///
/// A destination may lie inside another `-v`, where an earlier run has left whatever it liked. So
/// the way there is walked from descriptor to descriptor, no link is followed, and nothing is ever
/// made inside a directory of the user's.
final class HostMounts implements AutoCloseable {
  private final HeldDirectory rootfs;
  private final Path init;
  private final Descriptor cover;
  private final User user;
  private final IdMapping ids;
  private final Optional<SecondPlace> second;
  private final List<OciConfig.Bound> bound = new ArrayList<>();
  private final List<MountSource> attached = new ArrayList<>();
  private final List<MountPoint> table = new ArrayList<>();
  private final Map<String, HeldDirectory> writable = new LinkedHashMap<>();

  /// @param rootfs the root, with everything else mounted
  /// @param init the native program, which helps to map owners
  /// @param cover an empty directory
  /// @param user the user inside
  /// @param second where each mount shall be a second time
  HostMounts(
      HeldDirectory rootfs,
      Path init,
      Descriptor cover,
      User user,
      IdMapping ids,
      Optional<SecondPlace> second) {
    this.rootfs = rootfs;
    this.init = init;
    this.cover = cover;
    this.user = user;
    this.ids = ids;
    this.second = second;
  }

  /// A directory of ours, for a runtime that opens mounts by their paths once more: the ways below
  /// the root lead through what programs may have changed meanwhile.
  ///
  /// @param path its path
  /// @param directory the same, held
  record SecondPlace(Path path, HeldDirectory directory) {}

  /// The mounts at their second places.
  List<OciConfig.Bound> bound() {
    return List.copyOf(bound);
  }

  /// Attaches all of them, the outer ones first.
  ///
  /// @return the mounts made
  List<MountPoint> attachAll(List<MountSource> sources) {
    var byDepth = new ArrayList<>(sources);
    byDepth.sort(Comparator.comparing(source -> source.spec().destination()));
    for (MountSource source : byDepth) {
      attach(source);
    }
    return List.copyOf(table);
  }

  private void attach(MountSource source) {
    String destination = source.spec().destination();
    boolean readOnly = source.spec().mode() == Mode.RO;
    HeldDirectory mount;
    try (Descriptor place = placeOf(source)) {
      mount = new HeldDirectory(bind(source, place, readOnly));
    }
    attached.add(source);
    table.add(
        new MountPoint(destination, readOnly, Optional.of(source.spec().source().toString())));
    if (!readOnly && source.isDirectory()) {
      writable.put(destination, mount);
      attachAgain(source, mount, readOnly);
      return;
    }
    try (mount) {
      cover(source, mount);
      attachAgain(source, mount, readOnly);
    }
  }

  private void attachAgain(MountSource source, HeldDirectory mount, boolean readOnly) {
    if (second.isEmpty()) {
      return;
    }
    String name = Integer.toString(bound.size());
    HeldDirectory ours = second.get().directory();
    if (!source.isDirectory()) {
      ours.makeFile(name, 0644).close();
    }
    try (Descriptor place =
        source.isDirectory() ? ours.makeDirectory(name, 0755) : ours.locate(name)) {
      Mounts.attachAgain(mount.location(), place);
    }
    bound.add(
        new OciConfig.Bound(
            source.spec().destination(), second.get().path().resolve(name).toString(), readOnly));
  }

  private void cover(MountSource source, HeldDirectory mount) {
    for (String hidden : source.hidden()) {
      try (Descriptor covered = mount.locate(hidden)) {
        Mounts.bind(cover, covered, SandboxRoot.IMAGE_ATTRIBUTES, Optional.empty()).close();
      } catch (KernelException missing) {
        // A directory of ours that was not made yet hides nothing.
        if (missing.errno() == Errno.ENOENT) {
          continue;
        }
        throw missing;
      }
      table.add(new MountPoint(source.spec().destination() + "/" + hidden, true, Optional.empty()));
    }
  }

  /// FIFOs, sockets, devices and links in the writable mounts, at most `most`. The program must
  /// have ended.
  List<String> leftBehind(int most) {
    var search = new LeftBehind(most);
    writable.forEach((destination, mount) -> search.search(mount, destination));
    return search.found();
  }

  /// Lets the mounts go.
  @Override
  public void close() {
    writable.values().forEach(HeldDirectory::close);
  }

  private Descriptor bind(MountSource source, Descriptor place, boolean readOnly) {
    EnumSet<Attribute> attributes =
        readOnly ? SandboxRoot.IMAGE_ATTRIBUTES : SandboxRoot.DATA_ATTRIBUTES;
    Optional<Descriptor> map = callerMap();
    try {
      return Mounts.bind(source.file(), place, attributes, map);
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
  }

  /// Files of the invoking user shall be the program's own; as root of the host that takes a map.
  private Optional<Descriptor> callerMap() {
    return ids.caller()
        .map(caller ->
            UserNamespace.create(
                init,
                mapping(caller.uid(), ids.hostUid(user.uid()), ids.hostUid(0)),
                mapping(caller.gid(), ids.hostGid(user.gid()), ids.hostGid(0))));
  }

  /// The Sentry makes files as the root of its user namespace before it gives them to the program;
  /// an id without a mapping cannot make any (EOVERFLOW).
  private List<Mapping> mapping(long caller, long inside, long root) {
    var own = new Mapping(caller, inside, 1);
    return second.isPresent() ? List.of(own, new Mapping(root, root, 1)) : List.of(own);
  }

  private Descriptor placeOf(MountSource source) {
    String destination = source.spec().destination();
    Descriptor here = rootfs.locate(".");
    for (int end = 0; end < destination.length(); ) {
      int begin = end + 1;
      int slash = destination.indexOf('/', begin);
      end = slash < 0 ? destination.length() : slash;
      try (HeldDirectory parent = new HeldDirectory(here)) {
        here = step(parent, destination.substring(begin, end), source, end);
      }
    }
    if ((FileStatus.of(here).kind() == FileKind.DIRECTORY) != source.isDirectory()) {
      here.close();
      throw CofferdamException.invalid(
          source.isDirectory()
              ? "a directory cannot be mounted at " + destination + ", which is a file"
              : "a file cannot be mounted at " + destination + ", which is a directory",
          "choose another destination, for example /data");
    }
    return here;
  }

  /// One component of the way.
  ///
  /// @param end where it ends in the destination
  private Descriptor step(HeldDirectory parent, String name, MountSource source, int end) {
    String destination = source.spec().destination();
    String path = destination.substring(0, end);
    try {
      return parent.locate(name);
    } catch (KernelException failed) {
      return switch (failed.errno()) {
        case ENOENT -> make(parent, name, source, end);
        case ELOOP ->
            throw CofferdamException.invalid(
                "nothing can be mounted at " + destination + ": " + path + " is a link",
                "choose a destination that no link leads to");
        case ENOTDIR ->
            throw CofferdamException.invalid(
                "nothing can be mounted at "
                    + destination
                    + ": a file is in the way, above "
                    + path,
                "choose another destination, for example /data");
        default -> throw failed;
      };
    }
  }

  private Descriptor make(HeldDirectory parent, String name, MountSource source, int end) {
    String destination = source.spec().destination();
    for (MountSource outer : attached.reversed()) {
      if (destination.startsWith(outer.spec().destination() + "/")) {
        throw missing(source, outer);
      }
    }
    if (end < destination.length() || source.isDirectory()) {
      Descriptor made = parent.makeDirectory(name, 0755);
      Ownership.give(made, ids.hostUid(user.uid()), ids.hostGid(user.gid()));
      return made;
    }
    parent.makeFile(name, 0644).close();
    return parent.locate(name);
  }

  private static CofferdamException missing(MountSource source, MountSource outer) {
    String destination = source.spec().destination();
    String rest = destination.substring(outer.spec().destination().length() + 1);
    Path wanted = outer.spec().source().resolve(rest);
    return CofferdamException.invalid(
        "there is no mount point " + destination + " in " + outer.spec().source(),
        "make it first: "
            + (source.isDirectory()
                ? "mkdir -p " + wanted
                : "mkdir -p " + wanted.getParent() + " && touch " + wanted));
  }
}
