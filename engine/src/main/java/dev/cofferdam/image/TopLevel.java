package dev.cofferdam.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The first level of the root: which of its names are links into `/usr`, which are trees of the
/// host of their own, and which are mere mount points.
///
/// @param host the host
record TopLevel(HostTree host) {
  /// What belongs to `/usr` by the usr-merge: links on a merged host, trees on others.
  static final List<String> NAMES = List.of("bin", "lib", "lib32", "lib64", "libx32", "sbin");

  private static final Path USR = Path.of("/usr");

  /// Empty directories. `run`, `proc`, `sys`, `dev` and the writable places are mounted over; the
  /// others are there because programs expect the names (hier(7)).
  private static final List<String> EMPTY =
      List.of(
          "/.cofferdam",
          "/dev",
          "/etc",
          "/home/appuser",
          "/mnt",
          "/opt",
          "/proc",
          "/root",
          "/run",
          "/srv",
          "/sys",
          "/tmp",
          "/usr",
          "/var",
          "/workspace");

  /// The configuration directories below `/usr`, and sources that nothing runs from.
  private static final List<String> MASKED = List.of("/usr/etc", "/usr/local/etc", "/usr/src");

  /// The name of appuser's shell in `/bin`.
  String shell() throws IOException {
    return host.landing(Path.of("/bin/bash")).isPresent() ? "bash" : "sh";
  }

  void write(Skeleton skeleton) throws IOException {
    for (String directory : EMPTY) {
      skeleton.directory(Path.of(directory));
    }
    for (String name : NAMES) {
      Path path = Path.of("/", name);
      if (host.isDirectory(path)) {
        skeleton.directory(path);
      } else if (host.landsInUsr(path)) {
        skeleton.link(path, merged(path));
      }
    }
    // What a program leaves in either place is on the same writable layer, and goes with it.
    skeleton.link(Path.of("/var/tmp"), Path.of("../tmp"));
    skeleton.link(Path.of("/var/run"), Path.of("../run"));
    // The runtime binds the static program over it; a file, since a file can only cover a file.
    skeleton.file(Path.of("/.cofferdam/init"), new byte[0]);
  }

  /// A relative link, so that it also leads to the right place when seen from outside.
  private Path merged(Path path) throws IOException {
    Optional<Path> text = host.link(path);
    return text.isPresent() && !text.get().isAbsolute()
        ? text.get()
        : Path.of("/").relativize(host.landing(path).orElseThrow());
  }

  /// The trees to bind: `/usr`, and where the merge has not happened the others.
  List<Bind> binds() {
    var binds = new ArrayList<Bind>();
    binds.add(new Bind(host.at(USR), "/usr"));
    for (String name : NAMES) {
      Path path = Path.of("/", name);
      if (host.isDirectory(path)) {
        binds.add(new Bind(host.at(path), path.toString()));
      }
    }
    return binds;
  }

  /// Those that exist, by the path that no link leads away from.
  List<String> masked() throws IOException {
    var masked = new ArrayList<String>();
    for (String directory : MASKED) {
      host.landing(Path.of(directory))
          .filter(landed -> landed.startsWith(USR) && host.isDirectory(landed))
          .ifPresent(landed -> masked.add(landed.toString()));
    }
    return masked;
  }
}
