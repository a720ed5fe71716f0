package dev.cofferdam.host;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// The mount calls, by descriptor (mount_setattr(2), the new mount API of Linux 5.2 and 5.12). To
/// be used inside a [MountNamespace].
public final class Mounts {
  private static final long MS_REC = 1 << 14;
  private static final long MS_PRIVATE = 1 << 18;
  private static final long MS_SLAVE = 1 << 19;
  private static final long AT_RECURSIVE = 0x8000;
  private static final long OPEN_TREE_CLONE = 1;
  private static final long OPEN_TREE_CLOEXEC = Paths.O_CLOEXEC;
  private static final long AT_EMPTY_PATH = 0x1000;
  private static final long MOVE_MOUNT_F_EMPTY_PATH = 0x4;
  private static final long MOVE_MOUNT_T_EMPTY_PATH = 0x40;
  private static final long FSMOUNT_CLOEXEC = 1;
  private static final long FSCONFIG_SET_FLAG = 0;
  private static final long FSCONFIG_SET_STRING = 1;
  private static final long FSCONFIG_CMD_CREATE = 6;
  private static final long MOUNT_ATTR_IDMAP = 0x00100000;
  private static final long MOUNT_ATTR_BYTES = 32;

  private Mounts() {}

  /// What a mount forbids (the `MOUNT_ATTR_*` of mount_setattr(2)).
  public enum Attribute {
    READ_ONLY(0x1),
    NO_SETUID(0x2),
    NO_DEVICES(0x4);

    private final long bit;

    Attribute(long bit) {
      this.bit = bit;
    }
  }

  /// Stops propagation out of this namespace. What the host unmounts still goes here too: were it
  /// kept, no file system of the host's could be let go while a sandbox lives.
  ///
  /// @throws CofferdamException HOST_UNSUITABLE where `/` is no mount point, as in a plain chroot
  static void makeSlave() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment root = arena.allocateFrom("/");
      // Safe: the path outlives the call; source, type and data are ignored for MS_SLAVE.
      Kernel.call(Call.MOUNT, 0, root.address(), 0, MS_REC | MS_SLAVE, 0);
    } catch (KernelException failed) {
      if (failed.errno() == Errno.EINVAL) {
        throw new CofferdamException(
            ErrorCode.HOST_UNSUITABLE,
            "/ is no mount point, as in a plain chroot: a sandbox can have no mounts of its own here",
            "leave the chroot, or enter its directory by pivot_root(8) in a mount namespace",
            failed);
      }
      throw failed;
    }
  }

  /// Mounts a new file system.
  ///
  /// @param type such as `tmpfs`
  /// @param target a directory of our own
  /// @param options `KEY=VALUE`, or `KEY` for a flag, as in mount(8)
  public static void mountNew(
      String type, Path target, Set<Attribute> attributes, String... options) {
    try (Descriptor context = openFileSystem(type)) {
      for (String option : options) {
        int equals = option.indexOf('=');
        if (equals < 0) {
          configure(context, FSCONFIG_SET_FLAG, option, Optional.empty());
        } else {
          configure(
              context,
              FSCONFIG_SET_STRING,
              option.substring(0, equals),
              Optional.of(option.substring(equals + 1)));
        }
      }
      configure(context, FSCONFIG_CMD_CREATE, "", Optional.empty());
      try (var mount =
              new Descriptor(
                  Kernel.call(Call.FSMOUNT, context.number(), FSMOUNT_CLOEXEC, bits(attributes)));
          Descriptor place = Paths.openLocation(target)) {
        attach(mount, place);
      }
    }
  }

  /// Binds what a descriptor stands for, submounts left out, from the descriptor itself and never
  /// by its path again, onto what another descriptor stands for.
  ///
  /// @param target what is covered; a path to it could have been turned elsewhere since
  /// @param identityMap a user namespace whose mapping the mount takes (idmapped mount); empty for
  ///   none
  /// @return the root of the mount; keeping it open keeps the mounted file system busy
  public static Descriptor bind(
      Descriptor source,
      Descriptor target,
      Set<Attribute> attributes,
      Optional<Descriptor> identityMap) {
    Descriptor tree = detached(source, attributes, identityMap);
    try {
      attach(tree, target);
      return tree;
    } catch (RuntimeException failed) {
      tree.close();
      throw failed;
    }
  }

  /// As [#bind], but attached nowhere: what lies below is reached by the descriptor only, and gone
  /// with it.
  public static Descriptor detached(
      Descriptor source, Set<Attribute> attributes, Optional<Descriptor> identityMap) {
    Descriptor tree = cloneOf(source, 0);
    try {
      setAttributes(tree, attributes, identityMap);
      return tree;
    } catch (RuntimeException failed) {
      tree.close();
      throw failed;
    }
  }

  /// Attaches a mount, with all that is mounted below it, at a second place.
  ///
  /// @param mount the root of the mount
  public static void attachAgain(Descriptor mount, Descriptor target) {
    try (Descriptor tree = cloneOf(mount, AT_RECURSIVE)) {
      attach(tree, target);
    }
  }

  private static Descriptor cloneOf(Descriptor source, long further) {
    try (Arena arena = Arena.ofConfined()) {
      return new Descriptor(
          Kernel.call(
              Call.OPEN_TREE,
              source.number(),
              arena.allocateFrom("").address(),
              OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_EMPTY_PATH | further));
    }
  }

  private static void setAttributes(
      Descriptor tree, Set<Attribute> attributes, Optional<Descriptor> identityMap) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment empty = arena.allocateFrom("");
      MemorySegment attr = arena.allocate(MOUNT_ATTR_BYTES, 8);
      long set = bits(attributes) | (identityMap.isPresent() ? MOUNT_ATTR_IDMAP : 0);
      attr.set(ValueLayout.JAVA_LONG, 0, set);
      // What the host mounts later below the source shall not appear inside.
      attr.set(ValueLayout.JAVA_LONG, 16, MS_PRIVATE);
      identityMap.ifPresent(map -> attr.set(ValueLayout.JAVA_LONG, 24, map.number()));
      // Safe: struct mount_attr is 32 bytes since Linux 5.12, both segments outlive the call.
      Kernel.call(
          Call.MOUNT_SETATTR,
          tree.number(),
          empty.address(),
          AT_EMPTY_PATH,
          attr.address(),
          MOUNT_ATTR_BYTES);
    }
  }

  private static Descriptor openFileSystem(String type) {
    try (Arena arena = Arena.ofConfined()) {
      return new Descriptor(
          Kernel.call(Call.FSOPEN, arena.allocateFrom(type).address(), FSMOUNT_CLOEXEC));
    }
  }

  private static void configure(
      Descriptor context, long command, String key, Optional<String> value) {
    try (Arena arena = Arena.ofConfined()) {
      long keyAddress = key.isEmpty() ? 0 : arena.allocateFrom(key).address();
      long valueAddress = value.map(text -> arena.allocateFrom(text).address()).orElse(0L);
      Kernel.call(Call.FSCONFIG, context.number(), command, keyAddress, valueAddress, 0);
    }
  }

  private static void attach(Descriptor mount, Descriptor target) {
    try (Arena arena = Arena.ofConfined()) {
      long empty = arena.allocateFrom("").address();
      Kernel.call(
          Call.MOVE_MOUNT,
          mount.number(),
          empty,
          target.number(),
          empty,
          MOVE_MOUNT_F_EMPTY_PATH | MOVE_MOUNT_T_EMPTY_PATH);
    }
  }

  private static long bits(Set<Attribute> attributes) {
    long bits = 0;
    for (Attribute attribute : attributes) {
      bits |= attribute.bit;
    }
    return bits;
  }
}
