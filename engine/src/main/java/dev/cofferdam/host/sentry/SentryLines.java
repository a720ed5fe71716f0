package dev.cofferdam.host.sentry;

import io.avaje.json.JsonException;
import io.avaje.json.mapper.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Cuts what comes from the Sentry into lines, and takes the texts out of those worth reading. Each
/// is a JSON object (`--debug-log-format=json`), so that no text of a program can begin a line.
///
/// Not thread-safe.
final class SentryLines {
  /// How much is taken at once.
  static final int CHUNK_BYTES = 1 << 16;

  /// Of a longer line (an execve(2) with its arguments) only the end is looked at: if it is one
  /// that should be read it counts as dropped.
  static final int MAX_LINE = 1 << 16;

  /// How many lines of failed calls are read in a second, a long one counting as several. Each
  /// costs some 10 µs: one per cent of a core. What is told of besides is never left out: it slows
  /// the reader down, and with it who causes it.
  static final int PER_SECOND = 1000;

  /// How many lines wait for the next second or the end, the last ones that came: what ends a
  /// program comes after what it had coped with.
  static final int WAITING = 64;

  /// Of what is never left out: more is a flood, whose maker is made to wait from its beginning.
  private static final int SAID_PER_SECOND = 1000;

  private static final int SHORT_LINE = 512;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final byte[] buffer = new byte[MAX_LINE + CHUNK_BYTES];
  private final Deque<byte[]> waiting = new ArrayDeque<>(WAITING);
  private int begin;
  private int scanned;
  private int end;
  private boolean tooLong;
  private final LongSupplier clock;
  private long secondBegan;
  private int readInSecond;
  private int saidInSecond;
  private long dropped;
  private boolean lostRefusals;

  /// Begins.
  ///
  /// @param clock as [System#nanoTime()]
  SentryLines(LongSupplier clock) {
    this.clock = clock;
    this.secondBegan = clock.getAsLong();
  }

  /// How many lines of failed calls that may be recorded were not read.
  long dropped() {
    return dropped + waiting.size();
  }

  /// Whether more calls are refused than need be told.
  boolean isFlooded() {
    return saidInSecond > SAID_PER_SECOND;
  }

  /// Whether a line that is never left out could not be read.
  boolean lostRefusals() {
    return lostRefusals;
  }

  /// Takes the next bytes.
  ///
  /// @param count how many, at most [#CHUNK_BYTES]
  /// @return the texts of the lines that are whole now and worth reading
  List<String> take(byte[] bytes, int count) {
    var texts = new ArrayList<String>();
    long now = clock.getAsLong();
    if (now - secondBegan > SECOND) {
      secondBegan = now;
      readInSecond = 0;
      saidInSecond = 0;
      texts.addAll(rest());
    }
    System.arraycopy(bytes, 0, buffer, end, count);
    end += count;
    for (; scanned < end; scanned++) {
      byte at = buffer[scanned];
      if (at == '\n') {
        line(scanned, texts);
        begin = scanned + 1;
      } else if (at == '{' && isSeam(scanned)) {
        line(scanned, texts);
        begin = scanned;
      }
    }
    keep();
    return texts;
  }

  /// The texts of the lines that wait.
  List<String> rest() {
    var texts = new ArrayList<String>();
    while (!waiting.isEmpty()) {
      byte[] line = waiting.removeFirst();
      readInSecond++;
      text(line, 0, line.length).ifPresent(texts::add);
    }
    return texts;
  }

  /// Whether one line ends before this brace and another begins: the Sentry writes the end of a
  /// line apart, and another thread of it may come between. Within a text a quotation mark has a
  /// backslash before.
  private boolean isSeam(int brace) {
    return brace >= begin + 3
        && buffer[brace - 1] == '}'
        && buffer[brace - 2] == '"'
        && buffer[brace - 3] != '\\';
  }

  private void line(int lineEnd, List<String> texts) {
    if (tooLong) {
      tooLong = false;
      dropped += RawLine.isRecordable(buffer, begin, lineEnd) ? 1 : 0;
      return;
    }
    switch (RawLine.kind(buffer, begin, lineEnd)) {
      case QUIET -> {}
      case BROKEN -> dropped++;
      case SAID -> {
        saidInSecond++;
        text(buffer, begin, lineEnd).ifPresentOrElse(texts::add, () -> lostRefusals = true);
      }
      case FAILED -> {
        if (readInSecond < PER_SECOND) {
          readInSecond += 1 + (lineEnd - begin) / SHORT_LINE;
          Optional<String> text = text(buffer, begin, lineEnd);
          text.ifPresentOrElse(texts::add, () -> dropped++);
        } else {
          await(Arrays.copyOfRange(buffer, begin, lineEnd));
        }
      }
    }
  }

  private void await(byte[] line) {
    if (waiting.size() == WAITING) {
      waiting.removeFirst();
      dropped++;
    }
    waiting.addLast(line);
  }

  /// Moves what is left to the front.
  private void keep() {
    if (end - begin > MAX_LINE) {
      tooLong = true;
    }
    if (tooLong && end - begin > RawLine.TAIL_BYTES) {
      begin = end - RawLine.TAIL_BYTES;
    }
    System.arraycopy(buffer, begin, buffer, 0, end - begin);
    scanned -= begin;
    end -= begin;
    begin = 0;
  }

  private static Optional<String> text(byte[] bytes, int from, int to) {
    try {
      Map<String, Object> fields =
          JSON.fromJsonObject(new String(bytes, from, to - from, StandardCharsets.UTF_8));
      // `log` in the log for users.
      return Optional.ofNullable(fields.getOrDefault("msg", fields.get("log")))
          .map(Object::toString);
    } catch (JsonException | IllegalStateException broken) {
      return Optional.empty();
    }
  }
}
