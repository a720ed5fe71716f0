package dev.cofferdam.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Programs run with the image as their root, by means that owe nothing to the engine: a mount
/// namespace that ends with the command, and chroot(8).
class ImageInUseTest {
  @TempDir static Path state;
  private static RootFilesystem image;

  @BeforeAll
  static void prepare() {
    assumeTrue("root".equals(System.getProperty("user.name")), "mounting needs root");
    image = HostImage.prepare(state);
  }

  /// JUnit would warn about each of the image's links that leads out of the directory.
  @AfterAll
  static void remove() throws IOException {
    if (Files.exists(state.resolve("images"))) {
      ImageStore.delete(state.resolve("images"));
    }
  }

  @Test
  void whatLeadsThroughAlternativesRuns() throws Exception {
    assertThat(inside("echo a b | awk '{ print $2 }'")).isEqualTo("b\n");
    assertThat(inside("which awk")).isEqualTo("/usr/bin/awk\n");
  }

  @Test
  void pythonTrustsTheAuthorities() throws Exception {
    assumeTrue(Files.exists(Path.of("/etc/ssl/certs/ca-certificates.crt")));
    assertThat(
            inside(
                "python3 -c 'import ssl; print(ssl.create_default_context()"
                    + ".cert_store_stats()[\"x509_ca\"] > 50)'"))
        .isEqualTo("True\n");
  }

  @Test
  void opensslFindsAuthoritiesByHashAndItsConfiguration() throws Exception {
    assumeTrue(Files.exists(Path.of("/usr/bin/openssl")));
    assumeTrue(Files.exists(Path.of("/usr/share/ca-certificates/mozilla/ISRG_Root_X1.crt")));
    assertThat(
            inside(
                "openssl verify -no-CAfile -no-CAstore"
                    + " /usr/share/ca-certificates/mozilla/ISRG_Root_X1.crt"))
        .endsWith(": OK\n");
    assertThat(inside("openssl version -d")).contains("/usr/lib/ssl");
  }

  @Test
  void namesResolveWithoutANetwork() throws Exception {
    assertThat(inside("getent hosts sandbox")).startsWith("127.0.1.1").contains("sandbox");
    assertThat(inside("getent ahostsv4 localhost")).startsWith("127.0.0.1");
    if (Files.exists(Path.of("/etc/services"))) {
      assertThat(inside("getent services http")).contains("80/tcp");
    }
  }

  @Test
  void timeZonesAreThere() throws Exception {
    assumeTrue(Files.exists(Path.of("/usr/share/zoneinfo/Europe/Berlin")));
    assertThat(inside("TZ=Europe/Berlin date -d @1750000000 +%H:%M%z")).isEqualTo("17:06+0200\n");
    assertThat(inside("date +%z")).matches("[+-]\\d{4}\n");
    assertThat(inside("python3 -c 'import zoneinfo; print(zoneinfo.ZoneInfo(\"Asia/Tokyo\"))'"))
        .isEqualTo("Asia/Tokyo\n");
  }

  @Test
  void theUserIsAppuser() throws Exception {
    assertThat(inside("id"))
        .isEqualTo("uid=1000(appuser) gid=1000(appuser) groups=1000(appuser)\n");
    assertThat(inside("id appuser; echo ~appuser")).endsWith("/home/appuser\n");
    assertThat(inside("python3 -c 'import pwd; print(pwd.getpwuid(1000).pw_shell)'"))
        .startsWith("/bin/");
  }

  @Test
  void theHostsOtherConfigurationIsNotThere() throws Exception {
    assertThat(inside("ls -A /usr/etc /usr/local/etc /usr/src 2>/dev/null | grep -v : | grep ."))
        .isEqualTo("");
    assertThat(inside("ls -A /root /home/appuser /run /srv /opt | grep -v : | grep ."))
        .isEqualTo("");
    assertThat(inside("touch /etc/x /x /var/x 2>/dev/null || echo refused")).isEqualTo("refused\n");
  }

  @Test
  void temporaryFilesGoToOnePlace() throws Exception {
    assertThat(inside("echo x > /var/tmp/y && cat /tmp/y")).isEqualTo("x\n");
  }

  @Test
  void otherInterpretersStart() throws Exception {
    if (Files.exists(Path.of("/usr/bin/node"))) {
      assertThat(inside("node --version")).startsWith("v");
    }
    if (Files.exists(Path.of("/usr/bin/perl"))) {
      assertThat(inside("perl -MPOSIX -e 'print 6 * 7'")).isEqualTo("42");
    }
    if (Files.exists(Path.of("/usr/bin/java"))) {
      assertThat(inside("java -version")).contains("OpenJDK");
    }
  }

  private static String inside(String command) throws IOException, InterruptedException {
    var script = new StringBuilder("set -e\ncd ").append(image.directory()).append('\n');
    script.append("mount --bind . .\ncd \"$PWD\"\nmount -o remount,bind,ro .\n");
    for (Bind bind : image.binds()) {
      script.append("mount --bind %s .%s\n".formatted(bind.source(), bind.destination()));
    }
    for (String masked : image.masked()) {
      script.append("mount -t tmpfs -o ro,size=0 none .%s\n".formatted(masked));
    }
    script.append("mount -t tmpfs -o mode=1777 none ./tmp\nmount --rbind /dev ./dev\n");
    script.append("mount -t proc none ./proc\n");
    script.append("exec chroot --userspec=1000:1000 --groups= . /usr/bin/env -i");
    script.append(" PATH=/usr/local/bin:/usr/bin:/bin HOME=/home/appuser LANG=C.UTF-8");
    script.append(" /bin/sh -c \"$1\"\n");
    Process process =
        new ProcessBuilder("unshare", "--mount", "--", "sh", "-c", script.toString(), "sh", command)
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
