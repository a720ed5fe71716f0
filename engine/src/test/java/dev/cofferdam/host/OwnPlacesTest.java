package dev.cofferdam.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnPlacesTest {
  @TempDir private Path folder = Path.of("/");

  private Path ours = folder;

  @BeforeEach
  void make() throws IOException {
    // A user namespace shows root's and nobody's files alike.
    assumeTrue(Privilege.ofSelf().isHostRoot());
    ours = Files.createDirectories(folder.resolve("way/ours"));
  }

  @Test
  void ourOwnIsTakenAndSoIsWhatIsNotThereYet() {
    assertThatCode(() -> OwnPlaces.require(ours)).doesNotThrowAnyException();
    assertThatCode(() -> OwnPlaces.require(ours.resolve("a/b"))).doesNotThrowAnyException();
  }

  @Test
  void anotherUsersDirectoryIsNot() throws IOException {
    give(ours);
    refused(() -> OwnPlaces.require(ours), "belongs to another user");
  }

  @Test
  void norOneThatLiesInAnotherUsersWhetherItIsThereOrNot() throws IOException {
    give(ours.resolveSibling("."));
    refused(() -> OwnPlaces.require(ours), "belongs to another user");
    refused(() -> OwnPlaces.require(ours.resolve("new")), "belongs to another user");
  }

  @Test
  void whatOthersCanWriteIsNot() throws IOException {
    for (String permissions : new String[] {"rwxrwxr-x", "rwxr-xrwx"}) {
      allow(ours, permissions);
      refused(() -> OwnPlaces.require(ours), "can be written by others");
    }
  }

  @Test
  void aDirectoryOnTheWayThatAllCanWriteIsTakenOnlyWhenSticky() throws Exception {
    allow(folder.resolve("way"), "rwxrwxrwx");
    refused(() -> OwnPlaces.require(ours), "can be written by others");
    new ProcessBuilder("chmod", "1777", folder.resolve("way").toString()).start().waitFor();
    assertThatCode(() -> OwnPlaces.require(ours)).doesNotThrowAnyException();
  }

  @Test
  void ourOwnLinkIsFollowedAndAnotherUsersIsNot() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), ours);
    assertThatCode(() -> OwnPlaces.require(link)).doesNotThrowAnyException();
    Files.setAttribute(link, "unix:uid", 65534, java.nio.file.LinkOption.NOFOLLOW_LINKS);
    refused(() -> OwnPlaces.require(link), "belongs to another user");
  }

  @Test
  void whatAnotherUsersLinkInTheMiddleOfAChainLeadsToIsNotTaken() throws IOException {
    Path hers = Files.createDirectory(folder.resolve("hers"));
    Path link = Files.createSymbolicLink(hers.resolve("link"), ours);
    Path ourLink = Files.createSymbolicLink(folder.resolve("link"), link);
    assertThat(OwnPlaces.require(ourLink)).isEqualTo(ours.toRealPath());
    give(hers);
    refused(() -> OwnPlaces.require(ourLink), hers + " belongs to another user");
  }

  @Test
  void aGroupThatOthersAreInIsOthers() throws IOException {
    Path way = folder.resolve("way");
    allow(way, "rwxrwxr-x");
    Files.setAttribute(way, "unix:gid", 100);
    refused(() -> OwnPlaces.require(ours), "can be written by others");
  }

  @Test
  void aLoopOfLinksHasAnEnd() throws IOException {
    Files.createSymbolicLink(folder.resolve("a"), folder.resolve("b"));
    Files.createSymbolicLink(folder.resolve("b"), folder.resolve("a"));
    assertThatThrownBy(() -> OwnPlaces.require(folder.resolve("a")))
        .isInstanceOf(java.io.UncheckedIOException.class);
  }

  @Test
  void aFileMustBeOursNotWritableByOthersAndNoLink() throws IOException {
    Path file = Files.writeString(ours.resolve("file"), "");
    allow(file, "rwxr-xr-x");
    assertThatCode(() -> OwnPlaces.requireFile(file)).doesNotThrowAnyException();
    Path link = Files.createSymbolicLink(ours.resolve("link"), file);
    refused(() -> OwnPlaces.requireFile(link), "is not a regular file");
    refused(() -> OwnPlaces.requireFile(ours), "is not a regular file");
    allow(file, "rw-rw-r--");
    refused(() -> OwnPlaces.requireFile(file), "can be written by others");
    allow(file, "rw-------");
    give(file);
    refused(() -> OwnPlaces.requireFile(file), "belongs to another user");
  }

  private static void give(Path path) throws IOException {
    Files.setAttribute(path, "unix:uid", 65534);
  }

  private static void allow(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private static void refused(Runnable act, String why) {
    assertThatThrownBy(act::run)
        .isInstanceOfSatisfying(
            CofferdamException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.REFUSED_UNSAFE);
              assertThat(refusal).hasMessageContaining(why);
              assertThat(refusal.remedy()).isNotBlank();
            });
  }
}
