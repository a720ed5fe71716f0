package dev.cofferdam.cli;

import dev.cofferdam.Cofferdam;
import dev.cofferdam.EngineConfig;
import dev.cofferdam.ledger.Life;
import dev.cofferdam.text.Printable;
import io.avaje.json.JsonWriter;
import io.avaje.json.stream.JsonStream;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `cofferdam ps`: the sandboxes that are alive.
@Command(name = "ps", description = "Lists the sandboxes alive on this host.")
final class PsCommand implements Subcommand {
  private static final List<String> HEAD =
      List.of("ID", "NAME", "RUNTIME", "COMMAND", "CREATED", "DEADLINE", "OWNER");

  @Mixin CommonFlags common = new CommonFlags();

  @Option(names = "--json", description = "Print a JSON array.")
  boolean json;

  private final Console console;

  PsCommand(Console console) {
    this.console = console;
  }

  @Override
  public boolean debug() {
    return common.debug;
  }

  @Override
  public Integer call() {
    try (Cofferdam engine = Cofferdam.open(EngineConfig.ofHost())) {
      List<Life> lives = engine.list();
      console.print(json ? json(lives) : table(lives, Instant.now()));
    }
    return ExitStatus.OK;
  }

  /// The lives as a table, times as seen from `now`.
  static String table(List<Life> lives, Instant now) {
    return Table.of(HEAD, lives.stream().map(life -> row(life, now)).toList());
  }

  private static List<String> row(Life life, Instant now) {
    Duration left = Duration.between(now, life.deadline());
    return List.of(
        life.id().value(),
        life.name().orElse(""),
        life.runtime().label(),
        Printable.of(String.join(" ", life.command()), Table.MAX_CELL),
        span(Duration.between(life.created(), now)) + " ago",
        left.isNegative() ? "over" : "in " + span(left),
        Long.toString(life.ownerPid()));
  }

  private static String span(Duration span) {
    long seconds = Math.max(0, span.toSeconds());
    if (seconds < 120) {
      return seconds + "s";
    }
    return seconds < 7200 ? seconds / 60 + "m" : seconds / 3600 + "h";
  }

  /// The lives as a JSON array of objects; times in ISO 8601.
  static String json(List<Life> lives) {
    var text = new StringWriter();
    try (JsonWriter writer =
        JsonStream.builder().serializeNulls(true).serializeEmpty(true).build().writer(text)) {
      writer.beginArray();
      lives.forEach(life -> write(life, writer));
      writer.endArray();
    }
    return text + "\n";
  }

  private static void write(Life life, JsonWriter writer) {
    writer.beginObject();
    writer.name("id");
    writer.value(life.id().value());
    writer.name("name");
    life.name().ifPresentOrElse(writer::value, writer::nullValue);
    writer.name("runtime");
    writer.value(life.runtime().label());
    writer.name("command");
    writer.beginArray();
    life.command().forEach(writer::value);
    writer.endArray();
    writer.name("created");
    writer.value(life.created().toString());
    writer.name("deadline");
    writer.value(life.deadline().toString());
    writer.name("ownerPid");
    writer.value(life.ownerPid());
    writer.endObject();
  }
}
