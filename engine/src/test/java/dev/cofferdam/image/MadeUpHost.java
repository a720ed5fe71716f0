package dev.cofferdam.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// A host in a directory, to be given the private things that the machine of the tests lacks.
record MadeUpHost(Path root) {
  /// As small as a host can be.
  static MadeUpHost minimal(Path root) throws IOException {
    var host = new MadeUpHost(root);
    host.file("/usr/bin/mawk", "#!");
    host.file("/usr/bin/dash", "#!");
    host.link("/usr/bin/sh", "dash");
    host.link("/usr/bin/awk", "/etc/alternatives/awk");
    host.link("/etc/alternatives/awk", "/usr/bin/mawk");
    host.link("/bin", "usr/bin");
    return host;
  }

  HostTree tree() {
    return new HostTree(root);
  }

  Path at(String path) {
    return root.resolve(path.substring(1));
  }

  void file(String path, String content) throws IOException {
    file(path, content, "rw-r--r--");
  }

  void file(String path, String content, String mode) throws IOException {
    directories(path);
    Files.writeString(at(path), content);
    Files.setPosixFilePermissions(at(path), PosixFilePermissions.fromString(mode));
  }

  void link(String path, String text) throws IOException {
    directories(path);
    Files.createSymbolicLink(at(path), Path.of(text));
  }

  private void directories(String path) throws IOException {
    Path parent = at(path).getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
  }
}
