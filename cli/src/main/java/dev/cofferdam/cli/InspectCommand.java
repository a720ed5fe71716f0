package dev.cofferdam.cli;

import dev.cofferdam.Cofferdam;
import dev.cofferdam.EngineConfig;
import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.inspect.InspectionJson;
import dev.cofferdam.inspect.InspectionTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `cofferdam inspect`: what is in force for sandboxes that live, where `docker inspect` has it.
@Command(
    name = "inspect",
    description = "Says what is in force for sandboxes that live, and how that was verified.",
    footer = "For example: cofferdam inspect --format '{{.HostConfig.Runtime}}' NAME")
final class InspectCommand implements Subcommand {
  @Mixin CommonFlags common = new CommonFlags();

  @Option(
      names = {"-f", "--format"},
      paramLabel = "TEMPLATE",
      description = "Print a line for each: {{.A.B}} is a value, {{json .A.B}} the same as JSON.")
  @Nullable String format;

  @Option(names = "--json", description = "Print the JSON array in one line.")
  boolean json;

  @Parameters(
      paramLabel = "ID|NAME",
      arity = "1..*",
      description = "Its id, the beginning of its id, or its name.")
  List<String> words = new ArrayList<>();

  private final Console console;

  InspectCommand(Console console) {
    this.console = console;
  }

  @Override
  public boolean debug() {
    return common.debug;
  }

  @Override
  public Integer call() {
    Optional<Template> template = Optional.ofNullable(format).map(Template::parse);
    if (json && template.isPresent()) {
      throw CofferdamException.invalid(
          "--json and --format exclude each other", "write --format '{{json .}}'");
    }
    var trees = new ArrayList<Map<String, @Nullable Object>>();
    try (Cofferdam engine = Cofferdam.open(EngineConfig.ofHost())) {
      words.forEach(word -> trees.add(InspectionTree.of(engine.inspect(word))));
    }
    if (template.isPresent()) {
      var lines = new StringBuilder();
      for (Map<String, @Nullable Object> tree : trees) {
        lines.append(template.get().apply(tree)).append('\n');
      }
      console.print(lines.toString());
    } else {
      console.print((json ? InspectionJson.line(trees) : InspectionJson.lines(trees)) + "\n");
    }
    return ExitStatus.OK;
  }
}
