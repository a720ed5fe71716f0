package dev.cofferdam.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is taken from a host that has something to hide.
class HostConfigurationTest {
  private static final String KEY =
      "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";

  @TempDir Path directory;
  @TempDir Path state;
  @TempDir Path keys;
  private MadeUpHost host;

  @BeforeEach
  void make() throws IOException {
    host = MadeUpHost.minimal(directory);
  }

  /// JUnit would warn about each link that leads out of the directory.
  @AfterEach
  void remove() throws IOException {
    for (Path used : List.of(directory, state)) {
      ImageStore.delete(used);
    }
  }

  private Path prepare() {
    return HostImage.prepare(state, host.tree()).directory();
  }

  @Test
  void aHostWithNextToNothingHasAnImageToo() throws IOException {
    Path root = prepare();
    assertThat(Files.readString(root.resolve("etc/passwd")))
        .contains("appuser:x:1000:1000:appuser:/home/appuser:/bin/sh");
    assertThat(Files.readSymbolicLink(root.resolve("bin"))).isEqualTo(Path.of("usr/bin"));
    assertThat(root.resolve("lib64")).doesNotExist();
  }

  @Test
  void anAlternativeOutsideUsrIsLeftOut() throws IOException {
    host.file("/opt/tool/bin/tool", "#!");
    host.link("/etc/alternatives/tool", "/opt/tool/bin/tool");
    Path root = prepare();
    assertThat(root.resolve("etc/alternatives/tool")).doesNotExist();
    assertThat(Files.readSymbolicLink(root.resolve("etc/alternatives/awk")))
        .isEqualTo(Path.of("/usr/bin/mawk"));
  }

  @Test
  void authoritiesAreTakenAndServersAndKeysAreNot() throws Exception {
    String authority = certificate("CN=Authority", "ca:true");
    String server = certificate("CN=secret-host", "ca:false");
    host.file("/usr/share/ca-certificates/a.crt", authority);
    host.link("/etc/ssl/certs/a.pem", "/usr/share/ca-certificates/a.crt");
    host.link("/etc/ssl/certs/11112222.0", "a.pem");
    host.file("/etc/ssl/certs/own.pem", "# by hand, password: x\n" + authority);
    host.file("/etc/ssl/certs/server.pem", server);
    host.file("/etc/ssl/certs/mixed.pem", authority + KEY);
    host.file("/etc/ssl/private/key.pem", KEY);
    host.link("/etc/ssl/certs/key.pem", "../private/key.pem");
    host.file("/etc/ssl/certs/ca-certificates.crt", authority + server);
    Path certs = prepare().resolve("etc/ssl/certs");
    assertThat(Files.readSymbolicLink(certs.resolve("a.pem")))
        .isEqualTo(Path.of("/usr/share/ca-certificates/a.crt"));
    assertThat(Files.readSymbolicLink(certs.resolve("11112222.0"))).isEqualTo(Path.of("a.pem"));
    assertThat(certs.resolve("own.pem")).hasContent(authority);
    assertThat(certs.resolve("ca-certificates.crt")).exists();
    assertThat(certs.resolve("server.pem")).doesNotExist();
    assertThat(certs.resolve("mixed.pem")).doesNotExist();
    assertThat(certs.resolve("key.pem")).doesNotExist();
    assertThat(certs.resolveSibling("private")).doesNotExist();
  }

  @Test
  void aKeyStoreWithAKeyIsNot() throws Exception {
    certificate("CN=secret-host", "ca:false");
    Path cacerts = host.at("/etc/ssl/certs/java/cacerts");
    Files.createDirectories(host.at("/etc/ssl/certs/java"));
    Files.copy(keys.resolve("store"), cacerts);
    assertThat(prepare().resolve("etc/ssl/certs/java/cacerts")).doesNotExist();
  }

  @Test
  void theConfigurationOfJavaIsTakenWithoutItsPasswords() throws IOException {
    host.file("/etc/java-21-openjdk/security/java.security", "a=b");
    host.file("/etc/java-21-openjdk/management/jmxremote.password", "monitor x");
    Path root = prepare();
    assertThat(root.resolve("etc/java-21-openjdk/security/java.security")).hasContent("a=b");
    assertThat(root.resolve("etc/java-21-openjdk/management/jmxremote.password")).doesNotExist();
  }

  @Test
  void onAHostWithoutTheUsrMergeItsTreesAreBound() throws IOException {
    host.file("/lib/x86_64/libc.so.6", "x");
    var image = HostImage.prepare(state, host.tree());
    assertThat(image.directory().resolve("lib")).isEmptyDirectory();
    assertThat(image.binds())
        .containsExactly(new Bind(host.at("/usr"), "/usr"), new Bind(host.at("/lib"), "/lib"));
  }

  @Test
  void anAbsoluteTopLevelLinkBecomesRelative() throws IOException {
    host.file("/usr/sbin/x", "x");
    host.link("/sbin", "/usr/sbin");
    assertThat(Files.readSymbolicLink(prepare().resolve("sbin"))).isEqualTo(Path.of("usr/sbin"));
  }

  private String certificate(String name, String constraints) throws Exception {
    Path store = keys.resolve("store");
    Files.deleteIfExists(store);
    keytool(
        "-genkeypair -alias a -keyalg EC -storepass changeit -keypass changeit -validity 30"
            .split(" "),
        "-keystore",
        store.toString(),
        "-dname",
        name,
        "-ext",
        "bc=" + constraints);
    Path exported = keys.resolve("exported.pem");
    keytool(
        "-exportcert -rfc -alias a -storepass changeit".split(" "),
        "-keystore",
        store.toString(),
        "-file",
        exported.toString());
    return Files.readString(exported).replace("\r\n", "\n");
  }

  private static void keytool(String[] first, String... more) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(first));
    command.addAll(List.of(more));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }
}
