package dev.cofferdam.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The root of the command line, and the one place where subcommands are registered.
@Command(
    name = "cofferdam",
    synopsisSubcommandLabel = "COMMAND",
    description = "Runs code that nobody has read, contained, and leaves nothing of it.",
    footer = "Help on one of them: cofferdam COMMAND --help")
final class CofferdamCommand {
  /// The subcommands in the order of the help.
  private static final Map<String, Function<Console, Subcommand>> SUBCOMMANDS = subcommands();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  private static Map<String, Function<Console, Subcommand>> subcommands() {
    var all = new LinkedHashMap<String, Function<Console, Subcommand>>();
    all.put("run", RunCommand::new);
    all.put("ps", PsCommand::new);
    all.put("inspect", InspectCommand::new);
    all.put("gc", GcCommand::new);
    all.put("doctor", DoctorCommand::new);
    all.put("setup", SetupCommand::new);
    all.put("completion", CompletionCommand::new);
    all.put("version", VersionCommand::new);
    return all;
  }

  /// The whole command line.
  static CommandLine whole(Console console) {
    var line = new CommandLine(new CofferdamCommand());
    SUBCOMMANDS.forEach((name, create) -> line.addSubcommand(name, create.apply(console)));
    return configured(line);
  }

  /// The command line with one subcommand only, which starts faster; empty where there is none of
  /// that name.
  static Optional<CommandLine> only(String name, Console console) {
    return Optional.ofNullable(SUBCOMMANDS.get(name))
        .map(create ->
            configured(
                new CommandLine(new CofferdamCommand())
                    .addSubcommand(name, create.apply(console))));
  }

  private static CommandLine configured(CommandLine line) {
    // The words are exactly what the shell gave us; of a repeated flag the last one holds.
    return line.setExpandAtFiles(false).setOverwrittenOptionsAllowed(true);
  }
}
