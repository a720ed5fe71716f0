package dev.cofferdam.cli;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.sandbox.MountSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/// `-v SRC:DST[:ro|:rw]`. What must never be mounted is refused here with its reason; the engine
/// checks again, on the file that it really opened.
final class MountFlag {
  private static final String FORM = "write -v SRC:DST or -v SRC:DST:rw";
  private static final int SOCKET = 0140000;
  private static final int FORMAT_MASK = 0170000;
  private static final List<Path> KERNEL =
      List.of(Path.of("/proc"), Path.of("/sys"), Path.of("/dev"));

  /// Whoever can talk to one of these is root on the host.
  private static final List<Path> ENGINE_SOCKETS =
      List.of(
          Path.of("/run/docker.sock"),
          Path.of("/var/run/docker.sock"),
          Path.of("/run/containerd/containerd.sock"),
          Path.of("/run/podman/podman.sock"),
          Path.of("/run/crio/crio.sock"),
          Path.of("/run/dbus/system_bus_socket"),
          Path.of("/run/systemd/private"));

  private MountFlag() {}

  /// Reads one value of `-v`; a relative source is taken from `directory`, its links untouched.
  ///
  /// @throws CofferdamException when it is malformed or would open the boundary
  static MountSpec read(String text, Path directory) {
    String[] parts = text.split(":", -1);
    if (parts.length < 2 || parts.length > 3 || parts[0].isEmpty() || parts[1].isEmpty()) {
      throw CofferdamException.invalid("-v: cannot read '" + text + "'", FORM);
    }
    MountSpec.Mode mode = parts.length == 2 ? MountSpec.Mode.RO : mode(parts[2], text);
    Path source;
    try {
      source = directory.resolve(parts[0]);
    } catch (InvalidPathException malformed) {
      throw CofferdamException.invalid("-v: not a path: '" + parts[0] + "'", FORM);
    }
    refuseUnsafe(source, parts[0]);
    return new MountSpec(source, withoutTrailingSlash(parts[1]), mode);
  }

  private static MountSpec.Mode mode(String word, String text) {
    return switch (word) {
      case "ro" -> MountSpec.Mode.RO;
      case "rw" -> MountSpec.Mode.RW;
      default ->
          throw CofferdamException.invalid(
              "-v: '" + word + "' is neither ro nor rw in '" + text + "'", FORM);
    };
  }

  private static String withoutTrailingSlash(String destination) {
    return destination.length() > 1 && destination.endsWith("/")
        ? destination.substring(0, destination.length() - 1)
        : destination;
  }

  private static void refuseUnsafe(Path source, String text) {
    // Both readings of the path: as it is written, and where its links lead.
    refuse(source.normalize(), text);
    try {
      refuse(source.toRealPath(), text);
    } catch (IOException missing) {
      // The engine says so when it opens it.
    }
  }

  private static void refuse(Path path, String text) {
    if (path.getNameCount() == 0) {
      throw CofferdamException.unsafe(
          "-v " + text + " would show the whole host inside", "mount the one directory it needs");
    }
    for (Path kernel : KERNEL) {
      if (path.startsWith(kernel)) {
        throw CofferdamException.unsafe(
            "-v " + text + ": " + kernel + " is the host kernel's own, not files",
            "the sandbox has a " + kernel + " of its own");
      }
    }
    for (Path socket : ENGINE_SOCKETS) {
      if (path.equals(socket) || (socket.startsWith(path) && Files.exists(socket))) {
        throw CofferdamException.unsafe(
            "-v " + text + " would hand over " + socket + ", and with it the host",
            "there is no safe way to give this to a sandbox");
      }
    }
    if (isSocket(path)) {
      throw CofferdamException.unsafe(
          "-v " + text + " is a socket: what listens there is outside the boundary",
          "pass data through files or standard input");
    }
  }

  private static boolean isSocket(Path path) {
    try {
      int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
      return (mode & FORMAT_MASK) == SOCKET;
    } catch (IOException missing) {
      return false;
    }
  }
}
