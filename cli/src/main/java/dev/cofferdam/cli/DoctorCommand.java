package dev.cofferdam.cli;

import dev.cofferdam.EngineConfig;
import dev.cofferdam.doctor.Checkup;
import dev.cofferdam.doctor.Doctor;
import dev.cofferdam.doctor.Finding;
import dev.cofferdam.runtime.wasm.endive.Endive;
import dev.cofferdam.text.Printable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `cofferdam doctor`.
@Command(name = "doctor", description = "Says what this host has for sandboxes, and what it lacks.")
final class DoctorCommand implements Subcommand {
  private static final int NOT_READY = 1;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

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
    Checkup checkup = Doctor.examine(EngineConfig.ofHost().withSpare(Endive::engine));
    console.print(json ? checkup.json() + "\n" : table(checkup));
    return checkup.ready() ? ExitStatus.OK : NOT_READY;
  }

  static String table(Checkup checkup) {
    var text = new StringBuilder();
    for (Finding finding : checkup.findings()) {
      text.append(
          String.format(
              "%-7s %s %-20s %s%n",
              finding.status().label(),
              finding.blocks() ? "!" : " ",
              finding.subject(),
              Printable.of(finding.detail())));
      finding
          .remedy()
          .ifPresent(remedy ->
              text.append("          -> ").append(Printable.of(remedy.line())).append('\n'));
    }
    return text.append(
            checkup.ofAnyProgram()
                ? "Runs are possible on this host.\n"
                : checkup.ready()
                    ? "What wasm's guests run (its line names them) runs on this host; for any other program see"
                        + " the lines with '!'.\n"
                    : "Runs are not possible on this host yet: see the lines with '!'.\n")
        .toString();
  }
}
