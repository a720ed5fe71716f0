package dev.cofferdam.run;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.host.Descriptor;
import dev.cofferdam.host.Errno;
import dev.cofferdam.host.FileKind;
import dev.cofferdam.host.FileStatus;
import dev.cofferdam.host.KernelException;
import dev.cofferdam.host.Paths;
import dev.cofferdam.host.Privilege;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/// A file by which somebody tells us what to do: nobody else may have had a hand in it.
public final class CallerFile {
  private static final int MAX_BYTES = 1 << 20;
  private static final int BUFFER_BYTES = 8192;
  private static final int WRITABLE_BY_ALL = 02;
  private static final int WRITABLE_BY_GROUP = 020;

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
  ///   read, is somebody else's, or may be written by others: a group other than the caller's own
  ///   is that
  public static Optional<String> read(Path file, Owner owner) {
    // What is judged is what is read, whatever its name stands for by then.
    try (Descriptor opened = Paths.openUnwaiting(file)) {
      FileStatus seen = FileStatus.of(opened);
      if (seen.kind() != FileKind.REGULAR) {
        throw CofferdamException.invalid(file + " is not a regular file", "remove it");
      }
      refuseForeign(file, owner, seen);
      byte[] content = content(opened);
      if (content.length > MAX_BYTES) {
        throw CofferdamException.invalid(file + " is larger than 1 MiB", "remove it");
      }
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString());
    } catch (CharacterCodingException malformed) {
      throw CofferdamException.invalid(file + " is not UTF-8", "write it as UTF-8");
    } catch (KernelException unreadable) {
      if (unreadable.errno() == Errno.ENOENT || unreadable.errno() == Errno.ENOTDIR) {
        return Optional.empty();
      }
      // Whoever set the defaults may have meant them as a limit.
      throw CofferdamException.invalid(
          "cannot read " + file + ": " + unreadable.errno(), "check the path and its permissions");
    }
  }

  private static byte[] content(Descriptor file) {
    var content = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER_BYTES];
    int count;
    while (content.size() <= MAX_BYTES && (count = file.read(buffer)) > 0) {
      content.write(buffer, 0, count);
    }
    return content.toByteArray();
  }

  private static void refuseForeign(Path file, Owner owner, FileStatus seen) {
    if ((seen.mode() & WRITABLE_BY_ALL) != 0) {
      throw CofferdamException.unsafe(file + " may be written by everybody", "chmod o-w " + file);
    }
    Privilege self = Privilege.ofSelf();
    int uid = seen.uid();
    if ((seen.mode() & WRITABLE_BY_GROUP) != 0
        && !(uid == self.uid() && seen.gid() == self.gid())) {
      throw CofferdamException.unsafe(file + " may be written by a group", "chmod g-w " + file);
    }
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
}
