package dev.cofferdam.host;

import dev.cofferdam.error.CofferdamException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/// Places whose content is executed as us: nobody but us and root may be able to put it there.
public final class OwnPlaces {
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
  /// @throws CofferdamException REFUSED_UNSAFE with the remedy
  public static void require(Path directory) {
    Path named = directory.toAbsolutePath().normalize();
    Privilege self = Privilege.ofSelf();
    try {
      way(named, self);
      if (Files.exists(named)) {
        Path real = named.toRealPath();
        way(real, self);
        own(real, Held.of(real), DIRECTORY, self);
      }
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

  /// What leads there. In /tmp and its like everybody may make files, but only the owner moves
  /// them.
  private static void way(Path path, Privilege self) throws IOException {
    int invoker = self.invoker(System.getenv()).uid();
    for (Path at = path; at != null; at = at.getParent()) {
      Held held;
      try {
        held = Held.of(at);
      } catch (NoSuchFileException notYet) {
        continue;
      }
      boolean foreign =
          held.uid() != 0
              && held.uid() != self.uid()
              && held.uid() != invoker
              && (self.initialNamespace() || held.uid() != UNKNOWN);
      if (foreign) {
        throw foreign(at);
      }
      boolean shared =
          (held.mode() & WRITABLE_BY_ALL) != 0
              || ((held.mode() & WRITABLE_BY_GROUP) != 0
                  && held.gid() != 0
                  && held.gid() != self.gid());
      if (!held.is(LINK) && shared && (held.mode() & STICKY) == 0) {
        throw writable(at);
      }
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
