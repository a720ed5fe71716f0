package dev.cofferdam.cli;

import dev.cofferdam.sandbox.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The command line as a process of its own, as the launcher starts it.
final class Program {
  private static final long PATIENCE_SECONDS = 90;

  /// What a process answered.
  ///
  /// @param status its exit status, as a shell has it
  /// @param out its standard output
  /// @param err its standard error
  record Ended(int status, Bytes out, String err) {
    String text() {
      return out.toText();
    }
  }

  private Program() {}

  static List<String> command(String... words) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xlog:disable",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.cofferdam.cli.Main"));
    command.addAll(List.of(words));
    return command;
  }

  static Process start(String... words) throws IOException {
    return start(command(words));
  }

  private static Process start(List<String> command) throws IOException {
    var builder = new ProcessBuilder(command);
    builder.environment().put("LC_ALL", "C.UTF-8");
    return builder.start();
  }

  static Ended run(byte[] stdin, String... words) throws Exception {
    return answer(start(words), stdin);
  }

  /// Lets another program start it, which takes the command line behind its own words.
  static Ended under(List<String> starter, String... words) throws Exception {
    var command = new ArrayList<>(starter);
    command.addAll(command(words));
    return answer(start(command), new byte[0]);
  }

  private static Ended answer(Process process, byte[] stdin) throws Exception {
    CompletableFuture<byte[]> out = read(process.getInputStream());
    CompletableFuture<byte[]> err = read(process.getErrorStream());
    try (OutputStream in = process.getOutputStream()) {
      in.write(stdin);
    } catch (IOException notRead) {
      // It may have ended without asking for it.
    }
    return ended(process, out, err);
  }

  static Ended run(String... words) throws Exception {
    return run(new byte[0], words);
  }

  private static Ended ended(
      Process process, CompletableFuture<byte[]> out, CompletableFuture<byte[]> err)
      throws Exception {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running");
    }
    return new Ended(
        process.exitValue(),
        Bytes.of(out.get(PATIENCE_SECONDS, TimeUnit.SECONDS)),
        new String(err.get(PATIENCE_SECONDS, TimeUnit.SECONDS), StandardCharsets.UTF_8));
  }

  private static CompletableFuture<byte[]> read(InputStream stream) {
    return CompletableFuture.supplyAsync(() -> {
      var bytes = new ByteArrayOutputStream();
      try (stream) {
        stream.transferTo(bytes);
      } catch (IOException gone) {
        return bytes.toByteArray();
      }
      return bytes.toByteArray();
    });
  }

  /// Sends a signal by name.
  static void signal(Process process, String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /// How many processes on the host have the word in their command line, the process given and
  /// those of its kind (which carry the word as an argument) aside.
  static long inside(String word) throws IOException {
    try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
      return entries.filter(entry -> isInside(entry, word)).count();
    }
  }

  private static boolean isInside(Path entry, String word) {
    try {
      String line = Files.readString(entry.resolve("cmdline"), StandardCharsets.ISO_8859_1);
      return line.contains(word) && !line.contains("dev.cofferdam.cli.Main");
    } catch (IOException noProcess) {
      return false;
    }
  }
}
