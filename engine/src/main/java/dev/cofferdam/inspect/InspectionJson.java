package dev.cofferdam.inspect;

import io.avaje.json.mapper.JsonMapper;
import io.avaje.json.stream.JsonStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes what an [InspectionTree] is made of as JSON. For people as `docker inspect` does, by four
/// spaces, but for lists without objects in them, which stay in one line.
public final class InspectionJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .jsonStream(JsonStream.builder().serializeNulls(true).serializeEmpty(true).build())
          .build();
  private static final int INDENT = 4;

  private final StringBuilder text = new StringBuilder();

  private InspectionJson() {}

  /// A value in one line.
  ///
  /// @param value a map, a list, a text, a number, a truth or null
  public static String line(@Nullable Object value) {
    return value == null ? "null" : MAPPER.toJson(value);
  }

  /// A value on many lines, without a line feed at its end.
  ///
  /// @param value as for [#line]
  public static String lines(@Nullable Object value) {
    var json = new InspectionJson();
    json.write(value, 0);
    return json.text.toString();
  }

  private void write(@Nullable Object value, int depth) {
    if (value instanceof Map<?, ?> object && !object.isEmpty()) {
      String separator = "{";
      for (Map.Entry<?, ?> member : object.entrySet()) {
        begin(separator, depth + 1);
        text.append(line(String.valueOf(member.getKey()))).append(": ");
        write(member.getValue(), depth + 1);
        separator = ",";
      }
      begin("", depth);
      text.append('}');
    } else if (value instanceof List<?> list && list.stream().anyMatch(Map.class::isInstance)) {
      String separator = "[";
      for (Object element : list) {
        begin(separator, depth + 1);
        write(element, depth + 1);
        separator = ",";
      }
      begin("", depth);
      text.append(']');
    } else {
      text.append(line(value));
    }
  }

  private void begin(String separator, int depth) {
    text.append(separator).append('\n').repeat(' ', INDENT * depth);
  }
}
