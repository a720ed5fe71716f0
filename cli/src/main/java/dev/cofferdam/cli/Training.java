package dev.cofferdam.cli;

import dev.cofferdam.sandbox.SandboxSpec;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/// What the launcher runs once so that the JVM may write down the classes that a start needs (JEP
/// 514). It goes the ways of the commands; where this host lets it, through real runs, since most
/// of a start is the engine's. They leave what any first run leaves, an image and a layer's
/// template.
final class Training {
  private Training() {}

  /// Goes through the commands.
  ///
  /// @param args the path of a small script
  public static void main(String[] args) {
    var console =
        new Console(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream());
    Main.execute(console, "version");
    Main.execute(console, "run", "--help");
    Main.execute(console, "run", "--no-such-flag");
    Main.execute(console, "run", "-m", "1", args[0]);
    readFlags(console, args[0]);
    PsCommand.json(List.of());
    // Without root, runc or guests they are refused, and what leads there is trained nevertheless.
    Main.execute(console, "run", args[0]);
    Main.execute(console, "run", "--runtime", "wasm", args[0]);
    Main.execute(console, "run", "--json", "--", "false");
  }

  private static void readFlags(Console console, String script) {
    var run = new RunCommand(console);
    new CommandLine(run)
        .parseArgs("-m", "64m", "--timeout", "5s", "-e", "A=b", "-v", "/usr:/mnt", "--cpus=0.5");
    var caller =
        new Caller(
            Path.of("").toAbsolutePath(),
            name -> Optional.empty(),
            InputStream.nullInputStream(),
            () -> Caller.USUAL_SIZE);
    SandboxSpec spec =
        run.flags.spec(ScriptFile.read(caller.directory(), script, List.of()), caller);
    console.say(spec.image());
  }
}
