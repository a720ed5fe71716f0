package dev.cofferdam.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeRemovalTest {
  private static final int NOBODY = 65534;

  @TempDir private Path folder = Path.of("/");

  /// Removes a tree as whoever starts this.
  public static void main(String[] arguments) {
    System.exit(TreeRemoval.remove(Path.of(arguments[0])) ? 0 : 1);
  }

  @Test
  void whatItsOwnerMayNotEnterIsRemovedWithoutRoot() throws Exception {
    assumeTrue(Privilege.ofSelf().isHostRoot());
    allow(folder, "rwxr-xr-x");
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Path ours = Files.createDirectory(folder.resolve("ours"));
    Path tree = Files.createDirectories(ours.resolve("tree"));
    for (String mode : List.of("---------", "r--------", "r-x------", "-wx------")) {
      Path outer = Files.createDirectory(tree.resolve(mode));
      Path closed = Files.createDirectory(outer.resolve("below"));
      Files.writeString(closed.resolve("file"), "");
      Files.createSymbolicLink(closed.resolve("link"), outside);
      give(closed.resolve("file"), closed, outer);
      allow(closed, mode);
      allow(outer, mode);
    }
    give(tree, ours);
    allow(outside, "---------");
    give(outside);

    assertThat(removedAsNobody(tree, ourClasses())).isZero();
    assertThat(tree).doesNotExist();
    assertThat(Files.getPosixFilePermissions(outside)).isEmpty();
  }

  private static int removedAsNobody(Path tree, String classes) throws Exception {
    Process process =
        new ProcessBuilder(
                "setpriv",
                "--reuid=" + NOBODY,
                "--regid=" + NOBODY,
                "--clear-groups",
                System.getProperty("java.home") + "/bin/java",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classes,
                TreeRemovalTest.class.getName(),
                tree.toString())
            .directory(Path.of("/").toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    assertThat(said).isEmpty();
    return status;
  }

  /// Our own classes where nobody can read them: a checkout may lie in its owner's home.
  private String ourClasses() throws IOException {
    var copies = new ArrayList<String>();
    for (String entry : System.getProperty("java.class.path").split(":", -1)) {
      Path from = Path.of(entry);
      if (Files.isDirectory(from)) {
        Path to = folder.resolve("classes" + copies.size());
        copies.add(to.toString());
        try (Stream<Path> all = Files.walk(from)) {
          for (Path file : all.toList()) {
            Path copy = to.resolve(from.relativize(file).toString());
            Files.copy(file, copy);
            allow(copy, Files.isDirectory(copy) ? "rwxr-xr-x" : "rw-r--r--");
          }
        }
      }
    }
    return String.join(":", copies);
  }

  private static void give(Path... paths) {
    for (Path path : paths) {
      Ownership.give(path, NOBODY, NOBODY);
    }
  }

  private static void allow(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }
}
