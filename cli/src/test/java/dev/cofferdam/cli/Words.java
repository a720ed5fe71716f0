package dev.cofferdam.cli;

import dev.cofferdam.sandbox.Program;
import dev.cofferdam.sandbox.SandboxSpec;
import dev.cofferdam.sandbox.TerminalSize;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;

/// Says words to the command line, and keeps what it answers.
final class Words {
  /// What a command answered.
  record Answer(int status, String out, String err) {}

  private Words() {}

  static Answer say(String... words) {
    return say(Defaults::none, words);
  }

  static Answer say(Supplier<Defaults> defaults, String... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int status =
        Main.execute(new Console(InputStream.nullInputStream(), out, err), defaults, words);
    return new Answer(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  static Caller caller(Path directory, Map<String, String> environment) {
    return new Caller(
        directory,
        name -> Optional.ofNullable(environment.get(name)),
        InputStream.nullInputStream(),
        () -> new TerminalSize(132, 50));
  }

  /// The spec that the flags make of `true`, with defaults.
  static SandboxSpec spec(Defaults defaults, String... flags) {
    var run = new RunCommand(silent());
    var line = new CommandLine(run).setOverwrittenOptionsAllowed(true);
    Main.setDefaults(run, line, defaults);
    line.parseArgs(flags);
    return run.flags.spec(
        new Program.Command(List.of("true")), caller(Path.of("/somewhere"), Map.of()));
  }

  /// The spec that the flags make of `true`.
  static SandboxSpec spec(Path directory, Map<String, String> environment, String... flags) {
    var run = new RunCommand(silent());
    new CommandLine(run).setOverwrittenOptionsAllowed(true).parseArgs(flags);
    return run.flags.spec(new Program.Command(List.of("true")), caller(directory, environment));
  }

  static SandboxSpec spec(String... flags) {
    return spec(Path.of("/somewhere"), Map.of(), flags);
  }

  static Console silent() {
    return new Console(
        InputStream.nullInputStream(),
        OutputStream.nullOutputStream(),
        OutputStream.nullOutputStream());
  }
}
