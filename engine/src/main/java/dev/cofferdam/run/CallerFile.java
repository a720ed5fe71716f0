package dev.cofferdam.run;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.host.Privilege;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;

/// A file by which somebody tells us what to do: nobody else may have had a hand in it.
public final class CallerFile {
  private static final int MAX_BYTES = 1 << 20;
  private static final int WRITABLE_BY_ALL = 02;

  private CallerFile() {}

  /// Whose file it has to be.
  public enum Owner {
    /// The caller's own, or root's.
    CALLER,
    /// The administrator's. In a user namespace nothing tells root from others, so that only its
    /// place says so.
    ADMINISTRATOR
  }

  /// What the file says; empty when there is none.
  ///
  /// @throws CofferdamException when it is not a regular file of at most 1 MiB in UTF-8, cannot be
  ///   read, is somebody else's, or may be written by everybody
  public static Optional<String> read(Path file, Owner owner) {
    try {
      Map<String, Object> seen = Files.readAttributes(file, "unix:uid,mode");
      if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
        throw CofferdamException.invalid(file + " is not a regular file", "remove it");
      }
      refuseForeign(file, owner, number(seen, "uid"), number(seen, "mode"));
      try (InputStream in = Files.newInputStream(file)) {
        byte[] content = in.readNBytes(MAX_BYTES + 1);
        if (content.length > MAX_BYTES) {
          throw CofferdamException.invalid(file + " is larger than 1 MiB", "remove it");
        }
        return Optional.of(
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString());
      }
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (CharacterCodingException malformed) {
      throw CofferdamException.invalid(file + " is not UTF-8", "write it as UTF-8");
    } catch (IOException unreadable) {
      // Whoever set the defaults may have meant them as a limit.
      throw CofferdamException.invalid(
          "cannot read " + file + ": " + unreadable.getClass().getSimpleName(),
          "check the path and its permissions");
    }
  }

  private static void refuseForeign(Path file, Owner owner, int uid, int mode) {
    if ((mode & WRITABLE_BY_ALL) != 0) {
      throw CofferdamException.unsafe(file + " may be written by everybody", "chmod o-w " + file);
    }
    Privilege self = Privilege.ofSelf();
    boolean fits =
        switch (owner) {
          case CALLER -> uid == self.uid() || (uid == 0 && self.initialNamespace());
          case ADMINISTRATOR -> uid == 0 || !self.initialNamespace();
        };
    if (!fits) {
      throw CofferdamException.unsafe(
          file + " belongs to another user",
          switch (owner) {
            case CALLER -> "make it your own, or remove it";
            case ADMINISTRATOR -> "chown root " + file;
          });
    }
  }

  private static int number(Map<String, Object> attributes, String name) {
    return attributes.get(name) instanceof Number number ? number.intValue() : -1;
  }
}
