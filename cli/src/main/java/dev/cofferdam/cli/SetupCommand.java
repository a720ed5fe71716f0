package dev.cofferdam.cli;

import dev.cofferdam.EngineConfig;
import dev.cofferdam.doctor.Checkup;
import dev.cofferdam.doctor.Doctor;
import dev.cofferdam.doctor.Finding;
import dev.cofferdam.doctor.Setup;
import dev.cofferdam.text.Printable;
import java.util.List;
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
    EngineConfig config = EngineConfig.ofHost();
    List<Setup.Step> steps = Setup.plan(Doctor.examine(config), config);
    if (steps.isEmpty()) {
      console.say("setup: nothing to do");
    } else {
      console.say("setup will run, in this order:");
      steps.forEach(step -> console.say("  " + step.line()));
      Setup.execute(steps, console::say);
    }
    Checkup after = Doctor.examine(config);
    for (Finding blocker : after.blockers()) {
      String remedy = blocker.remedy().map(way -> " (" + way.line() + ")").orElse("");
      console.say(blocker.subject() + ": " + Printable.of(blocker.detail()) + remedy);
    }
    console.say(
        after.ready()
            ? "this host is ready: ./cofferdam run examples/hello.py"
            : "this host is not ready, see 'cofferdam doctor'");
    return after.ready() ? ExitStatus.OK : ExitStatus.OURS;
  }
}
