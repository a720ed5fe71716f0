package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The command line from outside: streams, statuses, refusals.
class ProgramTest {
  private static final boolean CI = "true".equals(System.getenv("CI"));

  @Test
  void outputIsByteExactAndErrorsAreApart() throws Exception {
    var ended =
        Program.run(
            "run",
            "--quiet",
            "--",
            "python3",
            "-c",
            "import os; os.write(1, bytes(range(256)) * 500); os.write(2, b'aside')");
    var expected = new byte[128_000];
    for (int at = 0; at < expected.length; at++) {
      expected[at] = (byte) at;
    }
    assertThat(ended.out().toArray()).isEqualTo(expected);
    assertThat(ended.err()).isEqualTo("aside");
    assertThat(ended.status()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 42, 124, 126, 137, 255})
  void theStatusIsTheProgramsOwn(int status) throws Exception {
    var ended = Program.run("run", "--", "sh", "-c", "exit " + status);
    assertThat(ended.status()).isEqualTo(status);
    assertThat(ended.err()).doesNotContain("TIMEOUT", "MEMORY_EXHAUSTED");
  }

  @Test
  void statusesOfWhatWasNotRun() throws Exception {
    assertThat(Program.run("run", "--", "no-such-command").status()).isEqualTo(127);
    assertThat(Program.run("run", "--", "/etc/passwd").status()).isEqualTo(126);
    assertThat(Program.run("run", "--timeout", "300ms", "--", "sleep", "60").status())
        .isEqualTo(124);
    assertThat(Program.run("run", "--no-such-flag", "--", "true").status()).isEqualTo(125);
  }

  /// Whoever asks for a kernel of its own never gets the host's without a word.
  @ParameterizedTest
  @ValueSource(strings = {"--runtime=runsc", "--min-isolation=kernel", "--runtime=auto"})
  void aRuntimeThatIsNotThereIsNotReplacedByAWeakerOne(String flag) throws Exception {
    var ended =
        Program.under(
            List.of("env", "COFFERDAM_RUNSC=/no/such/runsc"), "run", flag, "--", "echo", "ran");
    assertThat(ended.status()).isEqualTo(125);
    assertThat(ended.text()).isEmpty();
    assertThat(ended.err()).contains("runsc is not installed", "cofferdam setup");
  }

  @Test
  void standardInputGoesThroughOnlyWhenAsked() throws Exception {
    var input = new byte[3 << 20];
    new Random(7).nextBytes(input);
    var through = Program.run(input, "run", "-i", "--quiet", "--", "cat");
    assertThat(through.out().toArray()).isEqualTo(input);
    assertThat(Program.run(input, "run", "--", "cat").out().length()).isZero();
  }

  @Test
  void aTerminalForWhatIsNoneIsRefused() throws Exception {
    var ended = Program.run("run", "-i", "-t", "--", "cat");
    assertThat(ended.status()).isEqualTo(125);
    assertThat(ended.err()).contains("the input device is not a TTY", "drop -t");
    assertThat(Program.run("run", "-t", "--", "sh", "-c", "test -t 1 && echo one").text())
        .isEqualTo("one\r\n");
  }

  @Test
  void argumentsAreUtf8() throws Exception {
    assertThat(Program.run("run", "--", "printf", "%s", "Grüße, 世界 🚢").text())
        .isEqualTo("Grüße, 世界 🚢");
  }

  @Test
  void whatCannotBeRunIsRefusedInALine(@TempDir Path directory) throws Exception {
    Path script = Files.writeString(directory.resolve("s.py"), "print(1)");
    Path link = Files.createSymbolicLink(directory.resolve("l.py"), script);
    String[][] requests = {
      {"-m", "1k", script.toString()},
      {"-m", "99999g", script.toString()},
      {"--cpus", "0", script.toString()},
      {"--name", "a/b", script.toString()},
      {directory.resolve("missing.py").toString()},
      {directory.toString()},
      {link.toString()},
      {"-v", "/:/x", script.toString()},
      {"-v", "/var/run/docker.sock:/x", script.toString()},
      {"-v", link + ":/x", script.toString()},
      {"-v", directory + "/../:/x", script.toString()},
      {"--user", "0", script.toString()},
    };
    for (String[] request : requests) {
      var words = new ArrayList<>(List.of("run"));
      words.addAll(List.of(request));
      var ended = Program.run(words.toArray(String[]::new));
      assertThat(ended.status()).as("%s", words).isEqualTo(125);
      assertThat(ended.out().length()).isZero();
      assertThat(ended.err().lines())
          .as("%s", words)
          .hasSize(2)
          .allMatch(line -> line.startsWith("cofferdam: ") && !line.contains("Exception"));
    }
  }

  /// The same machine, but with a root that is no mount point; the mounts are the script's alone.
  @Test
  void aPlainChrootIsRefusedWithTheWayOut(@TempDir Path root) throws Exception {
    String enter =
        """
        for entry in /*; do
          if [ -h "$entry" ]; then
            ln -sfn "$(readlink "$entry")" "$0$entry"
          elif [ -d "$entry" ]; then
            mkdir -p "$0$entry" && mount --rbind "$entry" "$0$entry"
          fi
        done
        exec chroot "$0" "$@"
        """;
    List<String> chroot = List.of("unshare", "--mount", "sh", "-c", enter, root.toString());
    var ended = Program.under(chroot, "run", "--", "true");
    assertThat(ended.status()).isEqualTo(125);
    assertThat(ended.err().lines()).hasSize(2);
    assertThat(ended.err()).contains("/ is no mount point", "pivot_root");
    assertThat(Program.under(chroot, "doctor").text())
        .contains("/ is no mount point")
        .doesNotContain(" 0 MiB free");
  }

  @Test
  void anEnvironmentFileWithANulOrTenMegabytesInALineIsRefused(@TempDir Path directory)
      throws Exception {
    Path nul = Files.write(directory.resolve("nul"), "A=b\0c\n".getBytes(StandardCharsets.UTF_8));
    Path large = Files.writeString(directory.resolve("large"), "A=" + "x".repeat(10 << 20));
    for (Path file : new Path[] {nul, large}) {
      var ended = Program.run("run", "--env-file", file.toString(), "--", "true");
      assertThat(ended.status()).isEqualTo(125);
      assertThat(ended.err().length()).isBetween(20, 1000);
    }
  }

  @Test
  void noEscapeSequenceFromInsideReachesOurLines() throws Exception {
    var ended =
        Program.run(
            "run",
            "--",
            "python3",
            "-c",
            """
            import ctypes; l = ctypes.CDLL(None); l.prctl(15, b'\\x1b[31mX', 0, 0, 0)
            l.syscall(250, 0, 0, 0, 0, 0)
            try: open('/usr/\\x1b]0;x\\x07\\u202e', 'w')
            except OSError: raise SystemExit(1)
            """);
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err()).contains("openat", "keyctl");
    assertThat(ended.err()).doesNotContain("\u001b", "\u0007", "\u202e");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void theCompletionIsAScript(String shell, @TempDir Path directory) throws Exception {
    var ended = Program.run("completion", shell);
    assertThat(ended.status()).isZero();
    Path script = Files.write(directory.resolve("completion"), ended.out().toArray());
    // Each shell reads its own: the other one would take it for something else, or for nothing.
    assumeTrue(CI || isOnPath(shell), () -> shell + " is not installed; ./test installs it");
    Process check = new ProcessBuilder(shell, "-n", script.toString()).start();
    assertThat(check.waitFor()).isZero();
  }

  private static boolean isOnPath(String program) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }
}
