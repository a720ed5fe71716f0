package dev.cofferdam.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The host's files below a root, with links followed as a process would that has this root. Paths
/// are [Path]s and never text: a name that is not UTF-8, or any non-ASCII name under the C locale,
/// survives only so.
///
/// @param root `/`, or a made-up host in tests
record HostTree(Path root) {
  /// As many links as the kernel follows (path_resolution(7)).
  private static final int MAX_LINKS = 40;

  private static final long MAX_FILE_BYTES = 8L << 20;
  private static final Path TOP = Path.of("/");
  private static final Path USR = Path.of("/usr");
  private static final Path ETC = Path.of("/etc");

  /// Where a path inside this root lies on the real host.
  Path at(Path path) {
    return path.getNameCount() == 0 ? root : root.resolve(TOP.relativize(path));
  }

  boolean isDirectory(Path path) {
    return Files.isDirectory(at(path), LinkOption.NOFOLLOW_LINKS);
  }

  boolean isLink(Path path) {
    return Files.isSymbolicLink(at(path));
  }

  /// The text of a link, if the path is one.
  Optional<Path> link(Path path) throws IOException {
    return isLink(path) ? Optional.of(Files.readSymbolicLink(at(path))) : Optional.empty();
  }

  /// The entries of a directory in a stable order; none if it is no directory, or not ours to read.
  List<Path> entries(Path directory) throws IOException {
    var found = new ArrayList<Path>();
    if (isDirectory(directory) && Files.isReadable(at(directory))) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(at(directory))) {
        stream.forEach(entry -> found.add(directory.resolve(entry.getFileName())));
      }
    }
    found.sort(null);
    return found;
  }

  /// Every file and link below a directory, to a depth of eight, links not followed.
  List<Path> files(Path directory) throws IOException {
    var found = new ArrayList<Path>();
    collect(directory, 8, found);
    return found;
  }

  private void collect(Path directory, int depth, List<Path> found) throws IOException {
    for (Path entry : entries(directory)) {
      if (!isDirectory(entry)) {
        found.add(entry);
      } else if (depth > 1) {
        collect(entry, depth - 1, found);
      }
    }
  }

  /// The link-free path that a path leads to, if it leads anywhere.
  Optional<Path> landing(Path path) throws IOException {
    Deque<Path> rest = new ArrayDeque<>();
    push(path, rest);
    Path done = TOP;
    int links = 0;
    while (!rest.isEmpty()) {
      Path name = rest.pop();
      if (name.toString().equals("..")) {
        done = parent(done);
        continue;
      }
      Path next = done.resolve(name);
      Optional<Path> target = link(next);
      if (target.isPresent()) {
        links++;
        if (links > MAX_LINKS) {
          return Optional.empty();
        }
        push(target.get(), rest);
        done = target.get().isAbsolute() ? TOP : done;
      } else if (Files.exists(at(next), LinkOption.NOFOLLOW_LINKS)) {
        done = next;
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(done);
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    return parent == null ? TOP : parent;
  }

  private static void push(Path path, Deque<Path> rest) {
    for (int index = path.getNameCount() - 1; index >= 0; index--) {
      Path name = path.getName(index);
      if (!name.toString().equals(".") && !name.toString().isEmpty()) {
        rest.push(name);
      }
    }
  }

  /// Whether a path leads into `/usr`, which every sandbox of the image sees anyway.
  boolean landsInUsr(Path path) throws IOException {
    return landing(path).filter(landed -> landed.startsWith(USR)).isPresent();
  }

  /// The content of a file if it is public: below `/etc` or `/usr` once all links are followed,
  /// readable by every user of the host, at most 8 MiB, and without a private key in it.
  Optional<byte[]> publicContent(Path path) throws IOException {
    Optional<Path> landed = landing(path);
    if (landed.isEmpty() || !isPublic(landed.get())) {
      return Optional.empty();
    }
    byte[] content;
    try (var stream = Files.newInputStream(at(landed.get()))) {
      content = stream.readNBytes((int) MAX_FILE_BYTES + 1);
    } catch (NoSuchFileException | NotDirectoryException goneMeanwhile) {
      return Optional.empty();
    }
    return content.length > MAX_FILE_BYTES || holdsPrivateKey(content)
        ? Optional.empty()
        : Optional.of(content);
  }

  private boolean isPublic(Path landed) throws IOException {
    if (!(landed.startsWith(ETC) || landed.startsWith(USR))
        || !Files.isRegularFile(at(landed), LinkOption.NOFOLLOW_LINKS)
        || !permissions(landed).contains(PosixFilePermission.OTHERS_READ)) {
      return false;
    }
    for (Path above = landed.getParent();
        above != null && above.getNameCount() > 0;
        above = above.getParent()) {
      if (!permissions(above).contains(PosixFilePermission.OTHERS_EXECUTE)) {
        return false;
      }
    }
    return true;
  }

  private Set<PosixFilePermission> permissions(Path path) throws IOException {
    return Files.getPosixFilePermissions(at(path), LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean holdsPrivateKey(byte[] content) {
    // Latin-1 maps bytes one to one, so binary files are searched too.
    return StandardCharsets.ISO_8859_1
        .decode(ByteBuffer.wrap(content))
        .toString()
        .contains("PRIVATE KEY");
  }
}
