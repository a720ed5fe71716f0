package dev.cofferdam.audit;

import io.avaje.json.mapper.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The audit log of one host, shared by all engines: each line is one append (open(2), `O_APPEND`),
/// so lines of several processes never mix. At [#MAX_BYTES] the file is moved aside; one older file
/// is kept, so the log is never larger than twice that.
///
/// Thread-safe.
public final class AuditLog {
  private static final long MAX_BYTES = 8L << 20;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;

  /// A log in a directory of ours.
  public AuditLog(Path directory) {
    this.file = directory.resolve("audit.jsonl");
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
    synchronized (this) {
      try {
        rotate();
        try (FileChannel channel =
            FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rw-------")))) {
          ByteBuffer buffer = ByteBuffer.wrap(bytes);
          while (buffer.hasRemaining()) {
            channel.write(buffer);
          }
        }
      } catch (IOException failed) {
        throw new UncheckedIOException("cannot write the audit log " + file, failed);
      }
    }
  }

  private void rotate() throws IOException {
    if (Files.exists(file) && Files.size(file) > MAX_BYTES) {
      Files.move(file, file.resolveSibling("audit.1.jsonl"), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
