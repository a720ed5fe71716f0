package dev.cofferdam.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `cofferdam doctor`.
@Command(name = "doctor", description = "Says what this host has for sandboxes, and what it lacks.")
final class DoctorCommand implements Subcommand {
  @Mixin CommonFlags common = new CommonFlags();

  private final Console console;

  DoctorCommand(Console console) {
    this.console = console;
  }

  @Override
  public boolean debug() {
    return common.debug;
  }

  @Override
  public Integer call() {
    console.say("doctor: not built yet");
    return ExitStatus.OURS;
  }
}
