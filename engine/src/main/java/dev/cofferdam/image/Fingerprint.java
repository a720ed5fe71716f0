package dev.cofferdam.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The digest of the image `host`, from what the skeleton is made of. It is computed before every
/// run, so it reads no file and walks no tree of `/usr`: it hashes mode, size, inode and time of
/// some sixty files. Whatever installs, removes or reconfigures a package touches one of them; a
/// digest that changes without need costs one more skeleton, of two megabytes.
final class Fingerprint {
  /// To be raised whenever the same host shall give another skeleton.
  private static final int FORMAT = 1;

  /// Not taken, but they change when what is taken may.
  private static final List<String> WATCHED =
      List.of(
          "/usr",
          "/usr/bin",
          "/usr/lib",
          "/usr/sbin",
          "/usr/etc",
          "/usr/src",
          "/usr/local/etc",
          "/var/lib/dpkg/status",
          "/usr/lib/sysimage/rpm",
          "/var/lib/rpm");

  private Fingerprint() {}

  /// 64 hexadecimal digits.
  static String of(HostTree host) throws IOException {
    var paths = new ArrayList<Path>();
    TopLevel.NAMES.forEach(name -> paths.add(Path.of("/", name)));
    WATCHED.forEach(path -> paths.add(Path.of(path)));
    paths.add(HostSources.ALTERNATIVES);
    paths.add(HostSources.CERTIFICATES);
    paths.add(HostSources.BUNDLE);
    paths.add(HostSources.KEY_STORE);
    paths.addAll(new HostSources(host).files());
    MessageDigest digest = sha256();
    digest.update((byte) FORMAT);
    for (Path path : paths) {
      add(path.toString(), digest);
      addWhatIsAt(host, path, digest);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void addWhatIsAt(HostTree host, Path path, MessageDigest digest)
      throws IOException {
    PosixFileAttributes attributes;
    try {
      attributes =
          Files.readAttributes(host.at(path), PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (FileSystemException absent) {
      add("absent", digest);
      return;
    }
    if (attributes.isSymbolicLink()) {
      add(String.valueOf(host.link(path)), digest);
      Optional<Path> landed = host.landing(path);
      if (landed.isPresent()) {
        addWhatIsAt(host, landed.get(), digest);
      }
      return;
    }
    // The inode tells a file that was replaced by one of the same size and time (cp -p).
    add(PosixFilePermissions.toString(attributes.permissions()), digest);
    add(String.valueOf(attributes.fileKey()), digest);
    digest.update(
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(attributes.size())
            .putLong(attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS))
            .flip());
  }

  private static void add(String text, MessageDigest digest) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
