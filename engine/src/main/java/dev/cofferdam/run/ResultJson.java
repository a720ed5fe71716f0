package dev.cofferdam.run;

import dev.cofferdam.diagnosis.BlockedCall;
import dev.cofferdam.diagnosis.Diagnosis;
import dev.cofferdam.diagnosis.Evidence;
import dev.cofferdam.diagnosis.Note;
import dev.cofferdam.diagnosis.SignalName;
import dev.cofferdam.sandbox.Bytes;
import dev.cofferdam.sandbox.IoLimits;
import dev.cofferdam.sandbox.Limits;
import io.avaje.json.JsonWriter;
import io.avaje.json.stream.JsonStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Writes a [Result] as the JSON object of `docs/result.schema.json`. Every member is always there;
/// what does not apply is null. Written token by token: building a tree or binding by reflection
/// would double the time that a process needs for its first and only object.
public final class ResultJson {
  private static final JsonStream STREAM =
      JsonStream.builder().serializeNulls(true).serializeEmpty(true).build();

  private final JsonWriter json;

  private ResultJson(JsonWriter json) {
    this.json = json;
  }

  /// The object as one line of text, without a line feed at its end.
  public static String of(Result result) {
    var bytes = new ByteArrayOutputStream();
    write(result, bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /// Writes the object in UTF-8, without a line feed at its end. The stream is flushed and stays
  /// open.
  ///
  /// @throws io.avaje.json.JsonIoException when the stream fails
  public static void write(Result result, OutputStream out) {
    JsonWriter json = STREAM.writer(out);
    new ResultJson(json).result(result);
    json.flush();
  }

  private void result(Result result) {
    json.beginObject();
    number("schemaVersion", Result.SCHEMA_VERSION);
    text("id", result.id().value());
    text("name", result.name());
    text("runtime", result.runtime().label());
    isolation(result.isolation());
    text("image", result.image());
    number("exitCode", result.ending().exitCode());
    signal(result.ending().signal());
    text("endedBy", result.ending().by().label());
    output("stdout", result.stdout());
    output("stderr", result.stderr());
    json.name("truncated");
    json.beginObject();
    truth("stdout", result.stdoutTruncated());
    truth("stderr", result.stderrTruncated());
    json.endObject();
    limits(result.limits());
    usage(result.usage());
    array("blockedCalls", result.blockedCalls(), this::blockedCall);
    json.name("diagnosis");
    result.diagnosis().ifPresentOrElse(this::diagnosis, json::nullValue);
    array("contributing", result.contributing(), this::diagnosis);
    array("notes", result.notes(), this::note);
    json.endObject();
  }

  private void isolation(Result.Isolated isolation) {
    json.name("isolation");
    json.beginObject();
    text("level", isolation.level());
    truth("sharedKernel", isolation.sharedKernel());
    text("reason", isolation.reason());
    text("verified", isolation.verified());
    json.endObject();
  }

  private void output(String name, Bytes bytes) {
    Optional<String> exact = bytes.asUtf8();
    text(name, exact.orElseGet(bytes::toText));
    json.name(name + "Base64");
    if (exact.isPresent()) {
      json.nullValue();
    } else {
      json.value(bytes.toArray());
    }
  }

  private void limits(Result.LimitsReport limits) {
    json.name("limits");
    json.beginObject();
    json.name("asked");
    asked(limits.asked());
    json.name("inForce");
    texts(limits.inForce());
    text("cgroup", limits.cgroup());
    text("io", limits.io());
    text("ioReason", limits.ioReason());
    text("disk", limits.disk());
    json.endObject();
  }

  private void asked(Limits asked) {
    json.beginObject();
    number("memoryBytes", asked.memoryBytes());
    number("milliCpus", asked.milliCpus());
    number("pids", asked.pids());
    number("diskBytes", asked.diskBytes());
    number("shmBytes", asked.shmBytes());
    number("wallMillis", asked.wall().toMillis());
    number("outputBytes", asked.outputBytes());
    IoLimits io = asked.io();
    json.name("io");
    json.beginObject();
    number("readBytesPerSecond", io.readBytesPerSecond());
    number("writeBytesPerSecond", io.writeBytesPerSecond());
    number("readOperationsPerSecond", io.readOperationsPerSecond());
    number("writeOperationsPerSecond", io.writeOperationsPerSecond());
    truth("strict", io.strict());
    json.endObject();
    json.endObject();
  }

  private void usage(Result.Usage usage) {
    json.name("usage");
    json.beginObject();
    number("wallMillis", usage.wallMillis());
    number("cpuMillis", usage.cpuMillis());
    number("memoryPeakBytes", usage.memoryPeakBytes());
    number("pidsPeak", usage.pidsPeak());
    number("diskBytes", usage.diskBytes());
    json.endObject();
  }

  private void blockedCall(BlockedCall call) {
    json.beginObject();
    text("name", call.name());
    number("number", call.number());
    text("arch", call.arch());
    text("process", call.process());
    number("pid", call.pid());
    number("count", call.count());
    truth("atLeast", call.atLeast());
    truth("probe", call.probe());
    json.endObject();
  }

  private void diagnosis(Diagnosis diagnosis) {
    json.beginObject();
    text("kind", diagnosis.kind().name());
    text("confidence", diagnosis.confidence().name().toLowerCase(Locale.ROOT));
    text("summary", diagnosis.summary());
    json.name("details");
    texts(diagnosis.details());
    text("mitigation", diagnosis.mitigation());
    array("evidence", diagnosis.evidence(), this::evidence);
    json.endObject();
  }

  private void evidence(Evidence evidence) {
    json.beginObject();
    text("source", evidence.source().name().toLowerCase(Locale.ROOT));
    switch (evidence) {
      case Evidence.Counter counter -> {
        text("counter", counter.name());
        number("delta", counter.delta());
        number("limit", counter.limit());
      }
      case Evidence.FailedCall failed -> {
        text("call", failed.call());
        text("errno", failed.errno());
        text("target", failed.target());
        text("process", failed.process());
        number("count", failed.count());
      }
      case Evidence.EngineCount counted -> {
        text("counter", counted.name());
        number("delta", counted.value());
        number("limit", counted.limit());
      }
      case Evidence.EngineWord word -> text("line", word.line());
      case Evidence.Told told -> text("line", told.line());
      case Evidence.Exit exit -> {
        text("call", "waitid");
        number("exitCode", exit.exitCode());
        signal(exit.signal());
      }
      case Evidence.Text line -> text("line", line.line());
    }
    json.endObject();
  }

  private void note(Note note) {
    json.beginObject();
    text("code", note.code());
    text("message", note.message());
    json.endObject();
  }

  private void signal(OptionalInt signal) {
    text(
        "signal",
        signal.isPresent() ? Optional.of(SignalName.of(signal.getAsInt())) : Optional.empty());
  }

  private <T> void array(String name, List<T> items, Consumer<T> item) {
    json.name(name);
    json.beginArray();
    items.forEach(item);
    json.endArray();
  }

  /// Sorted, so that equal results are equal text.
  private void texts(Map<String, String> values) {
    json.beginObject();
    new TreeMap<>(values).forEach(this::text);
    json.endObject();
  }

  private void text(String name, String value) {
    json.name(name);
    json.value(value);
  }

  private void text(String name, Optional<String> value) {
    json.name(name);
    value.ifPresentOrElse(json::value, json::nullValue);
  }

  private void number(String name, long value) {
    json.name(name);
    json.value(value);
  }

  private void number(String name, OptionalLong value) {
    json.name(name);
    value.ifPresentOrElse(json::value, json::nullValue);
  }

  private void truth(String name, boolean value) {
    json.name(name);
    json.value(value);
  }
}
