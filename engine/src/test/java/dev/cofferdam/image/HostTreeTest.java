package dev.cofferdam.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Links followed below a root, and what counts as public.
class HostTreeTest {
  @TempDir Path directory;
  private MadeUpHost host;
  private HostTree tree;

  @BeforeEach
  void make() throws IOException {
    host = MadeUpHost.minimal(directory);
    tree = host.tree();
  }

  /// JUnit would warn about each link that leads out of the directory.
  @AfterEach
  void remove() throws IOException {
    for (Path used : List.of(directory)) {
      ImageStore.delete(used);
    }
  }

  @Test
  void followsLinksBelowItsRootOnly() throws IOException {
    assertThat(tree.landing(Path.of("/bin/awk"))).contains(Path.of("/usr/bin/mawk"));
    assertThat(tree.landing(Path.of("/bin/../bin/sh"))).contains(Path.of("/usr/bin/dash"));
    host.link("/etc/up", "../../../../usr/bin");
    assertThat(tree.landing(Path.of("/etc/up"))).contains(Path.of("/usr/bin"));
  }

  @Test
  void aLinkToNowhereOrToItselfLeadsNowhere() throws IOException {
    host.link("/etc/gone", "/usr/bin/gone");
    host.link("/etc/loop", "loop");
    host.link("/etc/through-a-file", "/usr/bin/mawk/x");
    assertThat(tree.landing(Path.of("/etc/gone"))).isEmpty();
    assertThat(tree.landing(Path.of("/etc/loop"))).isEmpty();
    assertThat(tree.landing(Path.of("/etc/through-a-file"))).isEmpty();
  }

  @Test
  void onlyWhatEverybodyMayReadIsPublic() throws IOException {
    host.file("/etc/open", "x");
    host.file("/etc/closed", "x", "rw-r-----");
    host.file("/etc/room/inside", "x");
    Files.setPosixFilePermissions(
        host.at("/etc/room"), PosixFilePermissions.fromString("rwx--x---"));
    host.file("/root/note", "x");
    host.link("/etc/note", "/root/note");
    assertThat(tree.publicContent(Path.of("/etc/open"))).isPresent();
    assertThat(tree.publicContent(Path.of("/etc/closed"))).isEmpty();
    assertThat(tree.publicContent(Path.of("/etc/room/inside"))).isEmpty();
    assertThat(tree.publicContent(Path.of("/etc/note"))).isEmpty();
    assertThat(tree.publicContent(Path.of("/etc"))).isEmpty();
  }

  @Test
  void aPrivateKeyIsNeverPublic() throws IOException {
    host.file(
        "/etc/key", "x\n-----BEGIN EC PRIVATE KEY-----\nAA==\n-----END EC PRIVATE KEY-----\n");
    assertThat(tree.publicContent(Path.of("/etc/key"))).isEmpty();
  }
}
