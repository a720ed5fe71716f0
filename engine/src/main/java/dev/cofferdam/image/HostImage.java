package dev.cofferdam.image;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;

/// The image `host`: the host's `/usr`, and a skeleton around it.
///
/// On disk an image is `STATE/images/host-DIGEST/rootfs`. It appears by one rename and is never
/// changed afterwards. Any number of processes and threads may prepare at once.
public final class HostImage {
  /// The host name that `/etc/hosts` inside knows; a sandbox must be given it.
  public static final String HOSTNAME = "sandbox";

  private HostImage() {}

  /// Finds the image of this host as it is now, or makes it. What an upgrade of the host left
  /// behind is removed once no run can be using it: [ImageStore] says when.
  ///
  /// @param stateDirectory where images are kept; made if it is missing
  /// @throws CofferdamException when it cannot be read or written
  public static RootFilesystem prepare(Path stateDirectory) {
    return prepare(stateDirectory, new HostTree(Path.of("/")));
  }

  static RootFilesystem prepare(Path stateDirectory, HostTree host) {
    try {
      var top = new TopLevel(host);
      String fingerprint = Fingerprint.of(host);
      Path directory =
          new ImageStore(stateDirectory.resolve("images"))
              .find("host-" + fingerprint, root -> build(host, top, new Skeleton(root)));
      return new RootFilesystem(directory, "sha256:" + fingerprint, top.binds(), top.masked());
    } catch (IOException failure) {
      throw new CofferdamException(
          ErrorCode.HOST_UNSUITABLE,
          "cannot prepare the image 'host' in " + stateDirectory + ": " + failure,
          "make room there, or set COFFERDAM_STATE_DIR to a directory that you may write",
          failure);
    }
  }

  private static void build(HostTree host, TopLevel top, Skeleton skeleton) throws IOException {
    top.write(skeleton);
    SynthesizedEtc.write(skeleton, top.shell());
    new HostConfiguration(host, skeleton).take();
  }
}
