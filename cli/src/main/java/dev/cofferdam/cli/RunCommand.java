package dev.cofferdam.cli;

import dev.cofferdam.EngineConfig;
import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.run.CallerTerminal;
import dev.cofferdam.runtime.wasm.endive.Endive;
import dev.cofferdam.sandbox.Program;
import dev.cofferdam.sandbox.SandboxSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `cofferdam run`: one program in a sandbox of its own, to its end.
@Command(
    name = "run",
    customSynopsis = {
      "cofferdam run [FLAGS] SCRIPT.(py|js|mjs|sh|wasm) [ARG...]",
      "cofferdam run [FLAGS] -- COMMAND [ARG...]",
      "cofferdam run [FLAGS] - [ARG...]      (a Python program on standard input)"
    },
    description = "Runs a program in a sandbox of its own and removes everything of it.",
    footer = {
      "Exit status: the program's; 124 timeout, 125 our own error, 126 not executable,",
      "127 not found, 137 killed for memory.",
      "Defaults of flags: COFFERDAM_MEMORY=64m and the like, ~/.config/cofferdam/config,",
      "/etc/cofferdam/config (docs/cli.md)."
    })
final class RunCommand implements Subcommand {
  @Mixin RunFlags flags = new RunFlags();
  @Mixin CommonFlags common = new CommonFlags();

  /// The words after `run`, cut before the flags are parsed.
  RunArguments arguments = new RunArguments(List.of(), RunArguments.Form.NONE, List.of());

  private final Console console;

  RunCommand(Console console) {
    this.console = console;
  }

  @Override
  public boolean debug() {
    return common.debug;
  }

  @Override
  public Integer call() {
    requireUtf8();
    requireTerminal();
    var caller =
        new Caller(
            Path.of("").toAbsolutePath(),
            Caller::variable,
            console.in(),
            () -> CallerTerminal.ofCaller().map(CallerTerminal::size).orElse(Caller.USUAL_SIZE));
    SandboxSpec spec = flags.spec(program(caller), caller);
    if (flags.rm && !flags.quiet) {
      console.say("--rm is always so: nothing of a run stays");
    }
    EngineConfig config =
        EngineConfig.ofHost()
            .withCgroupParent(flags.cgroupParent())
            .withSpare(Endive::engine)
            .withNotices(flags.quiet ? line -> {} : console::say);
    return new AttendedRun(console, flags.json, flags.quiet).run(config, spec);
  }

  private Program program(Caller caller) {
    List<String> words = arguments.words();
    return switch (arguments.form()) {
      case SCRIPT ->
          ScriptFile.read(caller.directory(), words.getFirst(), words.subList(1, words.size()));
      case COMMAND -> new Program.Command(words);
      case STDIN -> {
        if (flags.interactive) {
          throw CofferdamException.invalid(
              "-i and '-': standard input is already the program", "put the program into a file");
        }
        yield ScriptFile.readStdin(caller.stdin(), words);
      }
      case NONE ->
          throw CofferdamException.invalid(
              "no program given", "cofferdam run SCRIPT.py, or cofferdam run -- COMMAND ARGS");
    };
  }

  /// As Docker has it. The program would read a terminal whose input never ends, since a terminal
  /// has no end that a pipe's could be passed on as.
  private void requireTerminal() {
    if (flags.interactive && flags.tty && CallerTerminal.ofCaller().isEmpty()) {
      throw CofferdamException.invalid("-i -t: the input device is not a TTY", "drop -t");
    }
  }

  /// The JVM decodes arguments with replacement, so a byte that is not UTF-8 would silently become
  /// another.
  private void requireUtf8() {
    boolean replaced =
        Stream.concat(arguments.flags().stream(), arguments.words().stream())
            .anyMatch(word -> word.indexOf('\uFFFD') >= 0);
    if (replaced) {
      throw CofferdamException.invalid(
          "an argument is not UTF-8", "pass such data on standard input or in a file");
    }
  }
}
