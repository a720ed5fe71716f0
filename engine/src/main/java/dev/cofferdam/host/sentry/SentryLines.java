package dev.cofferdam.host.sentry;

import io.avaje.json.JsonException;
import io.avaje.json.mapper.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Cuts what comes from the Sentry into lines, and takes the texts out of those worth reading. Each
/// is a JSON object (`--debug-log-format=json`), so that no text of a program can begin a line.
///
/// Not thread-safe.
final class SentryLines {
  /// How much is read at once.
  static final int CHUNK_BYTES = 1 << 16;

  /// A longer line is none of those we read.
  private static final int MAX_LINE = 1 << 16;

  /// How many lines are decoded in a second. Each costs some 10 µs: a few per cent of a core.
  private static final int PER_SECOND = 2000;

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<byte[]> SIGNS =
      SentryLine.SIGNS.stream().map(sign -> sign.getBytes(StandardCharsets.US_ASCII)).toList();

  private byte[] rest = new byte[0];
  private boolean tooLong;
  private long secondBegan = System.nanoTime();
  private int decodedInSecond;
  private long dropped;

  /// How many lines worth reading were not read.
  long dropped() {
    return dropped;
  }

  /// Takes the next bytes.
  ///
  /// @return the texts of the lines that are whole now and worth reading
  List<String> take(byte[] bytes, int count) {
    var texts = new ArrayList<String>();
    int begin = 0;
    for (int at = 0; at < count; at++) {
      if (bytes[at] == '\n') {
        line(bytes, begin, at).flatMap(this::text).ifPresent(texts::add);
        begin = at + 1;
      }
    }
    keep(bytes, begin, count);
    return texts;
  }

  private Optional<byte[]> line(byte[] bytes, int begin, int end) {
    byte[] before = rest;
    boolean useless = tooLong;
    rest = new byte[0];
    tooLong = false;
    if (useless) {
      return Optional.empty();
    }
    byte[] line = Arrays.copyOf(before, before.length + end - begin);
    System.arraycopy(bytes, begin, line, before.length, end - begin);
    return Optional.of(line).filter(SentryLines::isWorthReading);
  }

  private void keep(byte[] bytes, int begin, int end) {
    if (tooLong || rest.length + end - begin > MAX_LINE) {
      tooLong = tooLong || end > begin;
      rest = new byte[0];
      return;
    }
    int had = rest.length;
    rest = Arrays.copyOf(rest, had + end - begin);
    System.arraycopy(bytes, begin, rest, had, end - begin);
  }

  private Optional<String> text(byte[] line) {
    long now = System.nanoTime();
    if (now - secondBegan > SECOND) {
      secondBegan = now;
      decodedInSecond = 0;
    }
    if (decodedInSecond >= PER_SECOND) {
      dropped++;
      return Optional.empty();
    }
    decodedInSecond++;
    try {
      Map<String, Object> fields = JSON.fromJsonObject(new String(line, StandardCharsets.UTF_8));
      // `log` in the log for users, which has the calls that the Sentry lacks.
      return Optional.ofNullable(fields.getOrDefault("msg", fields.get("log")))
          .map(Object::toString);
    } catch (JsonException | IllegalStateException broken) {
      return Optional.empty();
    }
  }

  private static boolean isWorthReading(byte[] line) {
    return SIGNS.stream().anyMatch(sign -> contains(line, sign));
  }

  private static boolean contains(byte[] line, byte[] sign) {
    for (int at = 0; at + sign.length <= line.length; at++) {
      if (line[at] == sign[0] && Arrays.equals(line, at, at + sign.length, sign, 0, sign.length)) {
        return true;
      }
    }
    return false;
  }
}
