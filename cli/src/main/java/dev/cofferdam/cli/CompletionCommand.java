package dev.cofferdam.cli;

import dev.cofferdam.error.CofferdamException;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `cofferdam completion`: a script that the caller's shell evaluates.
@Command(
    name = "completion",
    description = "Prints the completion script of a shell.",
    footer = "Use it so: eval \"$(cofferdam completion bash)\"")
final class CompletionCommand implements Subcommand {
  /// zsh runs bash's completions, once it has been told to.
  private static final String ZSH_PREAMBLE =
      "autoload -Uz compinit bashcompinit\ncompinit\nbashcompinit\n";

  @Mixin CommonFlags common = new CommonFlags();

  @Parameters(paramLabel = "bash|zsh", arity = "0..1", description = "The shell.")
  @Nullable String shell;

  private final Console console;

  CompletionCommand(Console console) {
    this.console = console;
  }

  @Override
  public boolean debug() {
    return common.debug;
  }

  @Override
  public Integer call() {
    String script = AutoComplete.bash("cofferdam", CofferdamCommand.whole(console));
    String preamble =
        switch (String.valueOf(shell)) {
          case "bash" -> "";
          case "zsh" -> ZSH_PREAMBLE;
          default ->
              throw CofferdamException.invalid(
                  "completion is for bash or zsh", "cofferdam completion bash");
        };
    console.print(preamble + script);
    return ExitStatus.OK;
  }
}
