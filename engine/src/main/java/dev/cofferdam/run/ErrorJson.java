package dev.cofferdam.run;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import io.avaje.json.JsonWriter;
import io.avaje.json.stream.JsonStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Writes what is said instead of a [Result] when there is none, as `docs/result.schema.json` has
/// it: the request was not carried out, or we are at fault.
public final class ErrorJson {
  private ErrorJson() {}

  /// The object as one line of text, without a line feed at its end.
  public static String of(CofferdamException error) {
    return of(error.code(), error.reason(), error.remedy());
  }

  /// As [#of(CofferdamException)], from its parts.
  public static String of(ErrorCode code, String message, String remedy) {
    var bytes = new ByteArrayOutputStream();
    try (JsonWriter json = JsonStream.builder().serializeEmpty(true).build().writer(bytes)) {
      json.beginObject();
      json.name("schemaVersion");
      json.value(Result.SCHEMA_VERSION);
      json.name("error");
      json.beginObject();
      json.name("code");
      json.value(code.name());
      json.name("message");
      json.value(message);
      json.name("remedy");
      json.value(remedy);
      json.endObject();
      json.endObject();
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
