package dev.cofferdam.inspect;

import dev.cofferdam.host.KernelName;
import dev.cofferdam.runtime.GuestKernel;
import dev.cofferdam.runtime.Inside;
import dev.cofferdam.runtime.Verified;
import dev.cofferdam.sandbox.MountSpec;
import io.avaje.json.JsonException;
import io.avaje.json.mapper.JsonMapper;
import io.avaje.json.stream.JsonStream;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A beginning as text and back.
final class BeginningJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().jsonStream(JsonStream.builder().serializeEmpty(true).build()).build();

  private BeginningJson() {}

  static String write(Beginning beginning) {
    Verified found = beginning.found();
    var fields = new LinkedHashMap<String, Object>();
    fields.put("at", found.at().toString());
    beginning.version().ifPresent(version -> fields.put("version", version));
    fields.put("pid", found.pid());
    fields.put("pidStart", found.pidStart());
    fields.put("program", found.program().toString());
    fields.put("kernel", found.kernel().name());
    fields.put("host", write(found.host()));
    fields.put("inside", write(found.inside()));
    fields.put("asked", write(beginning.asked()));
    return MAPPER.toJson(fields);
  }

  private static Map<String, Object> write(KernelName name) {
    return Map.of("release", name.release(), "version", name.version());
  }

  private static Map<String, Object> write(Inside inside) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("kernel", write(inside.kernel()));
    fields.put("procVersion", inside.procVersion());
    fields.put("kernelLog", inside.kernelLog());
    inside.logRefused().ifPresent(error -> fields.put("logRefused", error));
    fields.put("mounts", inside.mounts());
    fields.put("status", inside.status());
    return fields;
  }

  private static Map<String, Object> write(Asked asked) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("image", asked.image());
    fields.put("digest", asked.digest());
    fields.put("user", asked.user());
    fields.put("workdir", asked.workdir());
    fields.put("terminal", asked.terminal());
    fields.put("supervised", asked.supervised());
    fields.put("network", asked.network());
    fields.put("memoryBytes", asked.memoryBytes());
    fields.put("milliCpus", asked.milliCpus());
    fields.put("pids", asked.pids());
    fields.put("diskBytes", asked.diskBytes());
    fields.put("shmBytes", asked.shmBytes());
    var mounts = new ArrayList<Object>();
    for (MountSpec mount : asked.mounts()) {
      mounts.add(write(mount));
    }
    fields.put("mounts", mounts);
    return fields;
  }

  private static Map<String, Object> write(MountSpec mount) {
    return Map.of(
        "source", mount.source().toString(),
        "destination", mount.destination(),
        "mode", mount.mode().name());
  }

  static Optional<Beginning> read(String text) {
    try {
      var fields = new Fields(MAPPER.fromJsonObject(text));
      Fields asked = fields.object("asked");
      var found =
          new Verified(
              GuestKernel.valueOf(fields.text("kernel")),
              inside(fields.object("inside")),
              kernel(fields.object("host")),
              fields.number("pid"),
              fields.number("pidStart"),
              Path.of(fields.text("program")),
              Instant.parse(fields.text("at")));
      return Optional.of(new Beginning(found, asked(asked), fields.find("version")));
    } catch (JsonException
        | IllegalStateException
        | IllegalArgumentException
        | DateTimeException other) {
      return Optional.empty();
    }
  }

  private static KernelName kernel(Fields fields) {
    return new KernelName(fields.text("release"), fields.text("version"));
  }

  private static Inside inside(Fields fields) {
    return new Inside(
        kernel(fields.object("kernel")),
        fields.text("procVersion"),
        fields.text("kernelLog"),
        fields.find("logRefused"),
        fields.text("mounts"),
        fields.text("status"));
  }

  private static Asked asked(Fields fields) {
    return new Asked(
        fields.text("image"),
        fields.text("digest"),
        fields.text("user"),
        fields.text("workdir"),
        fields.truth("terminal"),
        fields.truth("supervised"),
        fields.text("network"),
        fields.number("memoryBytes"),
        fields.number("milliCpus"),
        fields.number("pids"),
        fields.number("diskBytes"),
        fields.number("shmBytes"),
        fields.objects("mounts").stream().map(BeginningJson::mount).toList());
  }

  private static MountSpec mount(Fields fields) {
    return new MountSpec(
        Path.of(fields.text("source")),
        fields.text("destination"),
        MountSpec.Mode.valueOf(fields.text("mode")));
  }

  /// The members of an object; each throws IllegalArgumentException where there is none of its
  /// kind.
  private record Fields(Map<?, ?> members) {
    Optional<String> find(String name) {
      return Optional.ofNullable(members.get(name)).map(Object::toString);
    }

    String text(String name) {
      return find(name).orElseThrow(() -> missing(name));
    }

    long number(String name) {
      if (members.get(name) instanceof Number number) {
        return number.longValue();
      }
      throw missing(name);
    }

    boolean truth(String name) {
      if (members.get(name) instanceof Boolean truth) {
        return truth;
      }
      throw missing(name);
    }

    Fields object(String name) {
      if (members.get(name) instanceof Map<?, ?> object) {
        return new Fields(object);
      }
      throw missing(name);
    }

    List<Fields> objects(String name) {
      if (members.get(name) instanceof List<?> list) {
        return list.stream().map(Fields::ofObject).toList();
      }
      throw missing(name);
    }

    private static Fields ofObject(Object value) {
      if (value instanceof Map<?, ?> object) {
        return new Fields(object);
      }
      throw new IllegalArgumentException("no object");
    }

    private static IllegalArgumentException missing(String name) {
      return new IllegalArgumentException("no " + name);
    }
  }
}
