package dev.cofferdam.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `cofferdam setup`.
@Command(name = "setup", description = "Installs what sandboxes need on this host.")
final class SetupCommand implements Subcommand {
  @Mixin CommonFlags common = new CommonFlags();

  private final Console console;

  SetupCommand(Console console) {
    this.console = console;
  }

  @Override
  public boolean debug() {
    return common.debug;
  }

  @Override
  public Integer call() {
    console.say("setup: not built yet");
    return ExitStatus.OURS;
  }
}
