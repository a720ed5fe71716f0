package dev.cofferdam.cli;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `cofferdam version`.
@Command(name = "version", description = "Prints the version.")
final class VersionCommand implements Subcommand {
  @Mixin CommonFlags common = new CommonFlags();

  private final Console console;

  VersionCommand(Console console) {
    this.console = console;
  }

  @Override
  public boolean debug() {
    return common.debug;
  }

  @Override
  public Integer call() {
    // The jar's manifest has it; outside a jar there is none.
    Optional<String> version =
        Optional.ofNullable(VersionCommand.class.getPackage())
            .map(Package::getImplementationVersion);
    console.print(
        "cofferdam %s, Java %s%n"
            .formatted(version.orElse("development"), Runtime.version().feature()));
    return ExitStatus.OK;
  }
}
