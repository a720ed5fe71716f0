package dev.cofferdam.host;

import dev.cofferdam.error.CofferdamException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/// Places whose content is executed as us: nobody but us and root may be able to put it there.
public final class OwnPlaces {
  /// As the kernel (path_resolution(7)).
  private static final int MOST_LINKS = 40;

  private static final int FORMAT = 0170000;
  private static final int DIRECTORY = 0040000;
  private static final int REGULAR = 0100000;
  private static final int LINK = 0120000;
  private static final int STICKY = 01000;
  private static final int WRITABLE_BY_GROUP = 0020;
  private static final int WRITABLE_BY_ALL = 0002;

  /// Whom a user namespace shows in place of users that it does not have, root of the host among
  /// them.
  private static final int UNKNOWN = 65534;

  private OwnPlaces() {}

  /// Refuses a directory that somebody else can change, or put another one in the place of. One
  /// that is not there yet is judged by where it would be.
  ///
  /// @return where it really is, by a way without links: the one that was judged
  /// @throws CofferdamException REFUSED_UNSAFE with the remedy
  public static Path require(Path directory) {
    Privilege self = Privilege.ofSelf();
    try {
      Path real = way(directory.toAbsolutePath(), self);
      if (Files.exists(real, LinkOption.NOFOLLOW_LINKS)) {
        own(real, Held.of(real), DIRECTORY, self);
      }
      return real;
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot look at " + directory, failed);
    }
  }

  /// Refuses a file that somebody else can change, and a link. The directory that it is in has been
  /// judged.
  ///
  /// @throws CofferdamException REFUSED_UNSAFE with the remedy
  public static void requireFile(Path file) {
    try {
      own(file, Held.of(file), REGULAR, Privilege.ofSelf());
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot look at " + file, failed);
    }
  }

  /// Goes there as the kernel does, link by link, and judges each directory and link on the way.
  private static Path way(Path path, Privilege self) throws IOException {
    Deque<Path> rest = new ArrayDeque<>();
    path.forEach(rest::add);
    Path at = path.getRoot();
    judge(at, Held.of(at), self);
    for (int links = 0; !rest.isEmpty(); ) {
      Path name = rest.remove();
      if (name.toString().equals("..")) {
        at = Optional.ofNullable(at.getParent()).orElse(at);
        continue;
      }
      Path next = at.resolve(name).normalize();
      Held held;
      try {
        held = Held.of(next);
      } catch (NoSuchFileException notYet) {
        return rest.stream().reduce(next, Path::resolve);
      }
      judge(next, held, self);
      if (!held.is(LINK)) {
        at = next;
        continue;
      }
      if (++links > MOST_LINKS) {
        throw new FileSystemLoopException(path.toString());
      }
      Path target = Files.readSymbolicLink(next);
      at = target.isAbsolute() ? target.getRoot() : at;
      for (int last = target.getNameCount() - 1; last >= 0; last--) {
        rest.push(target.getName(last));
      }
    }
    return at;
  }

  /// In /tmp and its like everybody may make files, but only the owner moves them. A group of the
  /// same number as the user is the user's alone, as most distributions make them.
  private static void judge(Path at, Held held, Privilege self) {
    boolean foreign =
        held.uid() != 0
            && held.uid() != self.uid()
            && held.uid() != self.invoker(System.getenv()).uid()
            && (self.initialNamespace() || held.uid() != UNKNOWN);
    if (foreign) {
      throw foreign(at);
    }
    boolean ownGroup = held.gid() == 0 || (held.gid() == self.gid() && held.gid() == self.uid());
    boolean shared =
        (held.mode() & WRITABLE_BY_ALL) != 0
            || ((held.mode() & WRITABLE_BY_GROUP) != 0 && !ownGroup);
    if (!held.is(LINK) && shared && (held.mode() & STICKY) == 0) {
      throw writable(at);
    }
  }

  private static void own(Path path, Held held, int format, Privilege self) {
    if (!held.is(format)) {
      throw CofferdamException.unsafe(
          path + " is not a " + (format == DIRECTORY ? "directory" : "regular file"),
          "remove it; cofferdam makes it again");
    }
    if (held.uid() != 0 && held.uid() != self.uid()) {
      throw foreign(path);
    }
    if ((held.mode() & (WRITABLE_BY_GROUP | WRITABLE_BY_ALL)) != 0) {
      throw writable(path);
    }
  }

  private static CofferdamException foreign(Path path) {
    return CofferdamException.unsafe(
        path + " belongs to another user, who could change what is executed there",
        "choose a directory of your own (COFFERDAM_STATE_DIR, COFFERDAM_RUNTIME_DIR,"
            + " COFFERDAM_WASM), or remove it");
  }

  private static CofferdamException writable(Path path) {
    return CofferdamException.unsafe(
        path + " can be written by others, who could change what is executed there",
        "chmod go-w " + path);
  }

  /// What matters of a file, links not followed.
  private record Held(int mode, int uid, int gid) {
    static Held of(Path path) throws IOException {
      Map<String, Object> attributes =
          Files.readAttributes(path, "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS);
      return new Held(
          number(attributes, "mode"), number(attributes, "uid"), number(attributes, "gid"));
    }

    boolean is(int format) {
      return (mode & FORMAT) == format;
    }

    private static int number(Map<String, Object> attributes, String name) {
      return attributes.get(name) instanceof Integer value ? value : -1;
    }
  }
}
