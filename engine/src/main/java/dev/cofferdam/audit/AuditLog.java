package dev.cofferdam.audit;

import io.avaje.json.mapper.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The audit log of one host, shared by all engines: each line is one append (open(2), `O_APPEND`),
/// so lines of several processes never mix. At [#MAX_BYTES] the file is moved aside, under a file
/// lock, so that of several engines which find it full one moves it; one older file is kept. The
/// log is not larger than three times that, whatever happens.
///
/// What cannot be written costs nobody a run: it is remembered, for [#missing(String)].
///
/// Thread-safe.
public final class AuditLog {
  private static final long MAX_BYTES = 8L << 20;

  /// Failures remembered: those of runs that never ask for theirs stay.
  private static final int MOST_REMEMBERED = 1000;

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path file;
  private final long maxBytes;
  private final Map<String, String> missing = new ConcurrentHashMap<>();

  /// A log in a directory of ours.
  public AuditLog(Path directory) {
    this(directory, MAX_BYTES);
  }

  AuditLog(Path directory, long maxBytes) {
    this.file = directory.resolve("audit.jsonl");
    this.maxBytes = maxBytes;
  }

  /// The file that is written now.
  public Path file() {
    return file;
  }

  /// Appends one event. Its texts must have been made printable.
  ///
  /// @param event what happened, such as `refused` or `ended`
  /// @param sandbox the sandbox's id
  /// @param fields what else there is to say
  public void append(String event, String sandbox, Map<String, Object> fields) {
    var line = new LinkedHashMap<String, Object>();
    line.put("time", Instant.now().toString());
    line.put("event", event);
    line.put("sandbox", sandbox);
    line.putAll(fields);
    byte[] bytes = (JSON.toJson(line) + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      if (size() > maxBytes) {
        rotate();
      }
      append(bytes);
    } catch (IOException failed) {
      String reason = failed.getMessage();
      if (missing.size() < MOST_REMEMBERED) {
        missing.putIfAbsent(sandbox, reason == null ? failed.toString() : reason);
      }
    }
  }

  /// Whether something about a sandbox could not be written. To be asked once, at its end: it is
  /// forgotten with the answer.
  ///
  /// @return why the first of it could not
  public Optional<String> missing(String sandbox) {
    return Optional.ofNullable(missing.remove(sandbox));
  }

  private void append(byte[] line) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), OWNER_ONLY)) {
      ByteBuffer buffer = ByteBuffer.wrap(line);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    }
  }

  /// Moves the file aside if it still is too large. Waits for no other process: whoever has the
  /// lock is at it, and may be stopped.
  private void rotate() throws IOException {
    // A file lock is the whole process's, and closing any descriptor of the file lets go of it.
    synchronized (AuditLog.class) {
      try (FileChannel guard =
              FileChannel.open(
                  file.resolveSibling("guard"),
                  Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                  OWNER_ONLY);
          @Nullable FileLock lock = guard.tryLock()) {
        long size = size();
        if (lock != null && size > maxBytes) {
          Files.move(
              file, file.resolveSibling("audit.1.jsonl"), StandardCopyOption.REPLACE_EXISTING);
        } else if (size > 2 * maxBytes) {
          throw new IOException("the log is full, and the process that rotates it does not go on");
        }
      }
    }
  }

  private long size() throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException fresh) {
      return 0;
    }
  }
}
