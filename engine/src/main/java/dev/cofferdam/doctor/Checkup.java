package dev.cofferdam.doctor;

import io.avaje.json.JsonWriter;
import io.avaje.json.stream.JsonStream;
import java.io.StringWriter;
import java.util.List;

/// Everything that the doctor found, in the order of the layers: kernel, cgroups, namespaces,
/// storage, runtimes, tools, places.
public record Checkup(List<Finding> findings) {
  private static final int SCHEMA_VERSION = 1;

  public Checkup {
    findings = List.copyOf(findings);
  }

  /// Whether runs are possible on this host as it is, if only as WebAssembly.
  public boolean ready() {
    return ofAnyProgram() || findings.stream().anyMatch(Checkup::isUsableWasm);
  }

  /// Whether any program can run.
  public boolean ofAnyProgram() {
    return findings.stream().noneMatch(Finding::blocks);
  }

  private static boolean isUsableWasm(Finding finding) {
    return finding.subject().equals(WasmCheck.SUBJECT)
        && switch (finding.status()) {
          case OK, LIMITED -> true;
          case MISSING, BROKEN -> false;
        };
  }

  /// What makes runs impossible.
  public List<Finding> blockers() {
    return findings.stream().filter(Finding::blocks).toList();
  }

  /// The checkup as a JSON object: `schemaVersion`, `ready` and `findings`, each with `subject`,
  /// `required`, `status` and `detail`, `remedy` and `command` (an argument vector) null where
  /// there is none.
  public String json() {
    var text = new StringWriter();
    try (JsonWriter writer =
        JsonStream.builder().serializeNulls(true).serializeEmpty(true).build().writer(text)) {
      writer.beginObject();
      writer.name("schemaVersion");
      writer.value(SCHEMA_VERSION);
      writer.name("ready");
      writer.value(ready());
      writer.name("findings");
      writer.beginArray();
      findings.forEach(finding -> write(finding, writer));
      writer.endArray();
      writer.endObject();
    }
    return text + "\n";
  }

  private static void write(Finding finding, JsonWriter writer) {
    writer.beginObject();
    writer.name("subject");
    writer.value(finding.subject());
    writer.name("required");
    writer.value(finding.required());
    writer.name("status");
    writer.value(finding.status().label());
    writer.name("detail");
    writer.value(finding.detail());
    writer.name("remedy");
    finding.remedy().map(Remedy::words).ifPresentOrElse(writer::value, writer::nullValue);
    writer.name("command");
    finding
        .remedy()
        .flatMap(Remedy::command)
        .ifPresentOrElse(
            argv -> {
              writer.beginArray();
              argv.forEach(writer::value);
              writer.endArray();
            },
            writer::nullValue);
    writer.endObject();
  }
}
