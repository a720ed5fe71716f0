package dev.cofferdam.cli;

import dev.cofferdam.Cofferdam;
import dev.cofferdam.EngineConfig;
import dev.cofferdam.ledger.Swept;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `cofferdam gc`: removes what dead owners left behind. Every start does the same; this one says
/// what it found.
@Command(name = "gc", description = "Removes what sandboxes of dead owners left behind.")
final class GcCommand implements Subcommand {
  @Mixin CommonFlags common = new CommonFlags();

  private final Console console;

  GcCommand(Console console) {
    this.console = console;
  }

  @Override
  public boolean debug() {
    return common.debug;
  }

  @Override
  public Integer call() {
    try (Cofferdam engine = Cofferdam.open(EngineConfig.ofHost())) {
      Swept swept = engine.collect();
      console.print(
          "removed: sandboxes %d, cgroups %d%n".formatted(swept.lives(), swept.cgroups()));
    }
    return ExitStatus.OK;
  }
}
