package dev.cofferdam.ledger;

import dev.cofferdam.sandbox.RuntimeName;
import dev.cofferdam.sandbox.SandboxId;
import io.avaje.json.JsonException;
import io.avaje.json.mapper.JsonMapper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An entry as text and back.
final class LifeJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private LifeJson() {}

  static String write(Life life) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("id", life.id().value());
    life.name().ifPresent(name -> fields.put("name", name));
    fields.put("runtime", life.runtime().name());
    fields.put("command", life.command());
    fields.put("ownerPid", life.ownerPid());
    fields.put("ownerStart", life.ownerStart());
    fields.put("bootId", life.bootId());
    fields.put("created", life.created().toString());
    fields.put("deadline", life.deadline().toString());
    fields.put("cgroups", life.cgroups());
    fields.put("layers", life.layers());
    return MAPPER.toJson(fields);
  }

  /// Empty when the text is not a whole entry: it is being written at this moment, or a crash cut
  /// it.
  static Optional<Life> read(String text) {
    try {
      Map<String, Object> fields = MAPPER.fromJsonObject(text);
      return Optional.of(
          new Life(
              new SandboxId(text(fields, "id")),
              Optional.ofNullable(fields.get("name")).map(Object::toString),
              RuntimeName.valueOf(text(fields, "runtime")),
              texts(fields, "command"),
              number(fields, "ownerPid"),
              number(fields, "ownerStart"),
              text(fields, "bootId"),
              Instant.parse(text(fields, "created")),
              Instant.parse(text(fields, "deadline")),
              texts(fields, "cgroups"),
              texts(fields, "layers")));
    } catch (JsonException | IllegalStateException | IllegalArgumentException cut) {
      return Optional.empty();
    }
  }

  private static String text(Map<String, Object> fields, String name) {
    Object value = fields.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no " + name);
    }
    return value.toString();
  }

  private static long number(Map<String, Object> fields, String name) {
    return fields.get(name) instanceof Number number ? number.longValue() : 0;
  }

  private static List<String> texts(Map<String, Object> fields, String name) {
    return fields.get(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }
}
