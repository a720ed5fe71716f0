package dev.cofferdam.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The complete list of what the image takes from the host's `/etc`. What is not named here does
/// not enter. It is also what the digest watches, so both always speak of the same files.
///
/// @param host where it is taken from
record HostSources(HostTree host) {
  /// Links of the alternatives system: `/usr/bin/awk` and some sixty others lead through them.
  static final Path ALTERNATIVES = Path.of("/etc/alternatives");

  /// Certificates of public authorities, by name and by hash.
  static final Path CERTIFICATES = Path.of("/etc/ssl/certs");

  /// All of them in one file.
  static final Path BUNDLE = Path.of("/etc/ssl/certs/ca-certificates.crt");

  /// The same for Java.
  static final Path KEY_STORE = Path.of("/etc/ssl/certs/java/cacerts");

  private static final Path ETC = Path.of("/etc");

  private static final List<Path> FILES =
      paths(
          "debian_version",
          "ld.so.cache",
          "ld.so.conf",
          "locale.alias",
          "localtime",
          "mime.types",
          "os-release",
          "protocols",
          "services",
          "ssl/openssl.cnf",
          "timezone");

  private static List<Path> paths(String... names) {
    var paths = new ArrayList<Path>();
    for (String name : names) {
      paths.add(ETC.resolve(name));
    }
    return List.copyOf(paths);
  }

  /// Single files: public ones are copied, links that lead into `/usr` stay links. Whether each is
  /// there and public is for the copier to see.
  List<Path> files() throws IOException {
    var files = new ArrayList<>(FILES);
    for (Path entry : host.entries(ETC.resolve("ld.so.conf.d"))) {
      if (entry.toString().endsWith(".conf")) {
        files.add(entry);
      }
    }
    for (Path entry : host.entries(ETC)) {
      String name = entry.getFileName().toString();
      if (name.startsWith("python3.")) {
        // /usr/lib/python3.N/sitecustomize.py is a link to it.
        files.add(entry.resolve("sitecustomize.py"));
      } else if (name.equals("java") || name.startsWith("java-")) {
        // /usr/lib/jvm/*/conf consists of links to them.
        host.files(entry).stream().filter(HostSources::isHarmless).forEach(files::add);
      }
    }
    return List.copyOf(files);
  }

  private static boolean isHarmless(Path file) {
    return !file.getFileName().toString().toLowerCase(Locale.ROOT).contains("password");
  }
}
