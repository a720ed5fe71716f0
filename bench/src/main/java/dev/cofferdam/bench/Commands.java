package dev.cofferdam.bench;

import dev.cofferdam.host.ChildProcess;
import dev.cofferdam.host.Descriptor;
import dev.cofferdam.host.Pipe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Child processes, from their start to the end of their output and their own. They are spawned
/// directly: the JDK's own way goes by a process in between, which would be on every bill but the
/// engine's.
final class Commands {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private Commands() {}

  /// Runs a command, its program given by an absolute path.
  ///
  /// @throws IOException when what it printed does not begin with `expected`
  static void run(String expected, List<String> command) throws IOException {
    Path program = Path.of(command.getFirst());
    try (Pipe input = Pipe.open();
        Pipe output = Pipe.open();
        ChildProcess process =
            ChildProcess.spawn(
                program, command, List.of(input.read(), output.write(), output.write()))) {
      input.write().close();
      output.write().close();
      String said = text(output.read());
      if (!process.await(PATIENCE) || !said.startsWith(expected)) {
        process.kill();
        throw new IOException(command + " said: " + said);
      }
    }
  }

  private static String text(Descriptor source) {
    var all = new ByteArrayOutputStream();
    byte[] buffer = new byte[4096];
    for (int count = source.read(buffer); count > 0; count = source.read(buffer)) {
      all.write(buffer, 0, count);
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  /// A command with more arguments.
  static List<String> with(List<String> command, List<String> more) {
    var all = new ArrayList<>(command);
    all.addAll(more);
    return List.copyOf(all);
  }
}
