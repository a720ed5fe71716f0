package dev.cofferdam.runtime;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.host.Descriptor;
import dev.cofferdam.host.FileKind;
import dev.cofferdam.host.FileStatus;
import dev.cofferdam.host.KernelException;
import dev.cofferdam.host.Paths;
import dev.cofferdam.sandbox.MountSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The host side of a `-v`: opened once, without following a link, judged, and from then on only
/// used by its descriptor.
///
/// @param spec what was asked
/// @param file what was opened
/// @param status what it is
/// @param hidden what the program shall not see of it, relative to it
public record MountSource(MountSpec spec, Descriptor file, FileStatus status, List<String> hidden)
    implements AutoCloseable {
  /// Directories that give the host away, wherever below or above them a mount begins.
  private static final List<Path> FORBIDDEN =
      List.of(
          Path.of("/proc"),
          Path.of("/sys"),
          Path.of("/dev"),
          Path.of("/boot"),
          Path.of("/run"),
          Path.of("/var/run"),
          Path.of("/var/lib/cofferdam"),
          Path.of("/var/lib/docker"),
          Path.of("/var/lib/containerd"));

  private static final List<String> TAKEN =
      List.of(
          "/bin",
          "/dev",
          "/etc",
          "/lib",
          "/lib64",
          "/proc",
          "/sbin",
          "/sys",
          "/usr",
          "/.cofferdam");

  /// Opens and judges the sources of all mounts, or none.
  ///
  /// @param own the engine's directories
  public static List<MountSource> openAll(List<MountSpec> mounts, EngineDirectories own) {
    var opened = new ArrayList<MountSource>();
    try {
      for (MountSpec mount : mounts) {
        opened.add(open(mount, own));
      }
      return List.copyOf(opened);
    } catch (RuntimeException refused) {
      opened.forEach(MountSource::close);
      throw refused;
    }
  }

  private static MountSource open(MountSpec spec, EngineDirectories own) {
    refuseDangerous(spec);
    List<String> hidden = own.hiddenBelow(spec);
    Descriptor file = openFile(spec);
    try {
      FileStatus status = FileStatus.of(file);
      if (!Set.of(FileKind.DIRECTORY, FileKind.REGULAR).contains(status.kind())) {
        throw CofferdamException.unsafe(
            "mount source is neither a file nor a directory: " + spec.source(),
            "sockets and devices would lead out of the sandbox; mount a directory of data");
      }
      return new MountSource(spec, file, status, hidden);
    } catch (RuntimeException refused) {
      file.close();
      throw refused;
    }
  }

  private static Descriptor openFile(MountSpec spec) {
    try {
      return Paths.openWithoutLinks(spec.source());
    } catch (KernelException failed) {
      throw switch (failed.errno()) {
        case ENOENT, ENOTDIR ->
            CofferdamException.invalid(
                "mount source does not exist: " + spec.source(), "make it first");
        case ELOOP ->
            CofferdamException.unsafe(
                "mount source leads through a symbolic link: " + spec.source(),
                "name the directory that the link points to");
        case EACCES, EPERM ->
            CofferdamException.invalid(
                "mount source cannot be opened: " + spec.source() + " (" + failed.errno() + ")",
                "choose one that you may read");
        default -> failed;
      };
    }
  }

  private static void refuseDangerous(MountSpec spec) {
    Path source = spec.source().normalize();
    if (!source.equals(spec.source())) {
      throw CofferdamException.invalid(
          "mount source contains '.' or '..': " + spec.source(), "write " + source);
    }
    for (Path forbidden : FORBIDDEN) {
      if (source.startsWith(forbidden) || forbidden.startsWith(source)) {
        throw CofferdamException.unsafe(
            "mounting " + source + " would give the host away (" + forbidden + ")",
            "mount the one directory that the program needs");
      }
    }
    for (String taken : TAKEN) {
      if (spec.destination().equals(taken) || spec.destination().startsWith(taken + "/")) {
        throw CofferdamException.invalid(
            "nothing can be mounted at " + spec.destination() + ": " + taken + " is the image's",
            "choose another destination, for example /data");
      }
    }
  }

  public boolean isDirectory() {
    return status.kind() == FileKind.DIRECTORY;
  }

  @Override
  public void close() {
    file.close();
  }
}
