package dev.cofferdam.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the skeleton made from this very host holds, and above all what it does not.
class ImageFilesTest {
  @TempDir static Path state;
  private static RootFilesystem image;
  private static List<Path> all;

  @BeforeAll
  static void prepare() throws IOException {
    image = HostImage.prepare(state);
    try (Stream<Path> walk = Files.walk(image.directory())) {
      all = walk.toList();
    }
  }

  /// JUnit would warn about each of the image's links that leads out of the directory.
  @AfterAll
  static void remove() throws IOException {
    if (Files.exists(state.resolve("images"))) {
      ImageStore.delete(state.resolve("images"));
    }
  }

  @Test
  void liesBelowTheStateDirectoryUnderItsDigest() {
    assertThat(image.digest()).matches("sha256:[0-9a-f]{64}");
    assertThat(image.directory())
        .isEqualTo(state.resolve("images/host-" + image.digest().substring(7) + "/rootfs"));
  }

  @Test
  void holdsNoPrivateKeyAndNoPassword() throws IOException {
    for (Path path : all) {
      if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        assertThat(new String(Files.readAllBytes(path), ISO_8859_1))
            .as("%s", path)
            .doesNotContain("PRIVATE KEY");
      }
    }
    for (String forbidden :
        List.of("shadow", "gshadow", "machine-id", "ssl/private", "npmrc", "pip.conf", "maven")) {
      assertThat(image.directory().resolve("etc").resolve(forbidden)).doesNotExist();
    }
  }

  @Test
  void holdsNothingOfTheHostBesideItsPublicConfiguration() throws IOException {
    var names = new ArrayList<String>();
    try (Stream<Path> entries = Files.list(image.directory().resolve("etc"))) {
      entries.forEach(entry -> names.add(entry.getFileName().toString()));
    }
    names.removeIf(name -> name.startsWith("python3.") || name.startsWith("java"));
    assertThat(
            List.of(
                "alternatives",
                "debian_version",
                "group",
                "host.conf",
                "hostname",
                "hosts",
                "ld.so.cache",
                "ld.so.conf",
                "ld.so.conf.d",
                "locale.alias",
                "localtime",
                "mime.types",
                "mtab",
                "nsswitch.conf",
                "os-release",
                "passwd",
                "profile",
                "protocols",
                "resolv.conf",
                "services",
                "ssl",
                "timezone"))
        .containsAll(names);
    for (String empty : List.of("root", "home/appuser", "run", "srv", "opt", "tmp", "usr")) {
      assertThat(image.directory().resolve(empty)).isEmptyDirectory();
    }
  }

  @Test
  void doesNotNameTheHost() throws IOException {
    String host = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    assumeFalse(List.of(HostImage.HOSTNAME, "localhost").contains(host));
    for (String file : List.of("hostname", "hosts", "resolv.conf")) {
      assertThat(Files.readString(image.directory().resolve("etc").resolve(file)).split("\\s+"))
          .doesNotContain(host);
    }
    assertThat(image.directory().resolve("etc/ssl/certs/ssl-cert-snakeoil.pem")).doesNotExist();
  }

  @Test
  void isWritableByNobodyAndReadableByEverybody() throws IOException {
    for (Path path : all) {
      if (!Files.isSymbolicLink(path)) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .as("%s", path)
            .isEqualTo(Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--");
      }
    }
  }

  @Test
  void hasTheLinksOfTheHostsTopLevel() throws IOException {
    for (String name : TopLevel.NAMES) {
      Path here = image.directory().resolve(name);
      Path there = Path.of("/", name);
      if (Files.isSymbolicLink(there)) {
        assertThat(Files.readSymbolicLink(here)).isRelative();
        assertThat(Files.readSymbolicLink(here)).isEqualTo(Files.readSymbolicLink(there));
      } else if (Files.isDirectory(there)) {
        assertThat(image.binds()).contains(new Bind(there, there.toString()));
      }
    }
    assertThat(image.binds()).contains(new Bind(Path.of("/usr"), "/usr"));
  }

  @Test
  void masksWhatExistsOfTheHostsOtherConfiguration() {
    for (String path : List.of("/usr/etc", "/usr/local/etc", "/usr/src")) {
      assertThat(image.masked().contains(path)).isEqualTo(Files.isDirectory(Path.of(path)));
    }
  }

  @Test
  void everyLinkOfUsrIntoAlternativesThatEndsInUsrEndsThereToo() throws IOException {
    try (Stream<Path> commands = Files.list(Path.of("/usr/bin"))) {
      for (Path command : (Iterable<Path>) commands::iterator) {
        if (!Files.isSymbolicLink(command) || !Files.exists(command)) {
          continue;
        }
        Path text = Files.readSymbolicLink(command);
        if (text.startsWith("/etc/alternatives") && command.toRealPath().startsWith("/usr")) {
          Path again = image.directory().resolve(Path.of("/").relativize(text));
          assertThat(Files.readSymbolicLink(again)).isEqualTo(Files.readSymbolicLink(text));
        }
      }
    }
  }
}
