package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.diagnosis.BlockedCall;
import dev.cofferdam.diagnosis.Diagnosis;
import dev.cofferdam.diagnosis.Ending;
import dev.cofferdam.diagnosis.Kind;
import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.run.Result;
import dev.cofferdam.run.ResultJson;
import dev.cofferdam.sandbox.Bytes;
import dev.cofferdam.sandbox.MountSpec;
import dev.cofferdam.sandbox.Program;
import dev.cofferdam.sandbox.SandboxSpec;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Programs and requests that mean harm, or are broken: each ends in bounded time with a clear
/// answer.
@ParameterizedClass
@MethodSource("dev.cofferdam.behaviour.RuntimeUnderTest#all")
@Timeout(60)
class HostileTest {
  private final Harness harness;

  HostileTest(RuntimeUnderTest runtime) {
    this.harness = Harness.on(runtime);
  }

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void aLongArgumentArrives() {
    Result result = command("sh", "-c", "printf %s \"$1\" | wc -c", "sh", "x".repeat(100_000));
    assertThat(result.stdout().toText()).isEqualTo("100000\n");
  }

  @Test
  void anArgumentThatTheKernelPassesToNobodyIsToldClearly() {
    String huge = "x".repeat(10 << 20);
    Result result = command("echo", huge);
    assertThat(result.ending().exitCode()).isEqualTo(126);
    assertThat(result.diagnosis())
        .hasValueSatisfying(cause -> {
          assertThat(cause.kind()).isEqualTo(Kind.PROGRAM_ERROR);
          assertThat(cause.details()).containsEntry("errno", "E2BIG");
        });
    assertThat(ResultJson.of(result)).hasSizeLessThan(10_000);
    assertThatThrownBy(() -> command("echo", "a\0b")).isInstanceOf(CofferdamException.class);
  }

  @Test
  void garbageAsAScriptIsAnErrorOfTheProgram() {
    var garbage = new byte[10_000];
    new Random(3).nextBytes(garbage);
    Result result =
        harness.run(
            SandboxSpec.of(
                new Program.Script("main.py", Bytes.of(garbage), List.of("python3"), List.of())));
    assertThat(result.ending().exitCode()).isEqualTo(1);
  }

  @Test
  void aDaemonThatHoldsThePipesDoesNotHoldTheResult() {
    long begun = System.nanoTime();
    Result result =
        harness.python(
            "import os, time",
            "if os.fork() == 0:",
            "    os.setsid()",
            "    if os.fork() == 0: time.sleep(50)",
            "    os._exit(0)",
            "print('done')");
    assertThat(result.stdout().toText()).isEqualTo("done\n");
    assertThat(result.ending().exitCode()).isZero();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void aProgramThatClosedItsOutputsIsWaitedFor() {
    Result result = harness.shell("exec >&- 2>&-; sleep 0.3; exit 3");
    assertThat(result.ending().exitCode()).isEqualTo(3);
    assertThat(result.stdout().toText()).isEmpty();
  }

  @Test
  void outputWithoutALineOrAnEndIsCut() {
    Result result = harness.python("import os", "while True: os.write(1, b'a' * 65536)");
    assertThat(result.ending().by()).isEqualTo(Ending.By.OUTPUT);
    assertThat(result.stdout().length()).isEqualTo(10 << 20);
    assertThat(result.stdoutTruncated()).isTrue();
  }

  @Test
  void aForkBombIsRefusedUntilItsDeadline() {
    Duration wall = Duration.ofSeconds(3);
    Instant begun = Instant.now();
    Result result =
        harness.run(
            Harness.pythonSpec(
                    "import os, time",
                    "told = 0",
                    "while True:",
                    "    try: os.fork()",
                    "    except OSError as refused:",
                    "        now = time.time()",
                    "        if now - told > 0.1:",
                    "            os.write(1, b'%d %.3f\\n' % (refused.errno, now))",
                    "            told = now")
                .withLimits(TestLimits.forking(harness.runtime(), 64, wall)));
    assertThat(result.ending().exitCode()).isEqualTo(124);
    assertThat(result.diagnosis().map(Diagnosis::kind)).contains(Kind.PROCESS_LIMIT);
    // Written whole by every process of it: the error and when.
    List<String> told = result.stdout().toText().lines().toList();
    assertThat(told).isNotEmpty().allMatch(line -> line.startsWith("11 "));
    double last =
        told.stream()
            .mapToDouble(line -> Double.parseDouble(line.substring(3)))
            .max()
            .orElseThrow();
    assertThat(last).isGreaterThan(begun.plus(wall).toEpochMilli() / 1e3 - 0.5);
  }

  @Test
  void aFloodOfRefusedCallsFromFourProcessesIsCountedAndBounded() {
    Result result =
        harness.python(
            "import ctypes, os, time",
            "libc = ctypes.CDLL(None)",
            "for i in range(3): os.fork() if os.getpid() == 1 else None",
            "end = time.time() + 2",
            "while time.time() < end: libc.syscall(250, 0, 0, 0, 0, 0)");
    assertThat(result.ending().exitCode()).isZero();
    assertThat(result.blockedCalls()).hasSizeLessThan(20);
    assertThat(result.blockedCalls().stream().mapToLong(BlockedCall::count).sum())
        .isGreaterThan(100);
  }

  @Test
  void namesWithEscapeSequencesStayText(@TempDir Path directory) throws Exception {
    Path data = Files.createDirectory(directory.resolve("data")).toRealPath();
    Result result =
        harness.run(
            Harness.pythonSpec(
                    "import ctypes, os, socket",
                    "libc = ctypes.CDLL(None)",
                    "libc.prctl(15, b'\\x1b[31mX', 0, 0, 0)",
                    "libc.syscall(250, 0, 0, 0, 0, 0)",
                    "os.mkfifo('/data/\\x1b[5mfifo')",
                    "os.symlink('/etc/shadow', '/data/link')",
                    "socket.socket(socket.AF_UNIX).bind('/data/socket')",
                    "open('/usr/\\x1b[2J\\u202e', 'w')")
                .withMounts(List.of(Harness.mount(data, "/data", MountSpec.Mode.RW))));
    String json = ResultJson.of(result);
    String ours = json.substring(json.indexOf("\"blockedCalls\""));
    boolean ownSpecialFiles = harness.runtime().differsBy(Difference.OWN_SPECIAL_FILES);
    assertThat(ours).contains("/data/link").doesNotContainIgnoringCase("\\u001b");
    for (String special : List.of("/data/socket", "fifo")) {
      assertThat(ours.contains(special)).as(special).isEqualTo(!ownSpecialFiles);
    }
    assertThat(json).doesNotContain("\u001b");
    assertThat(Files.isSymbolicLink(data.resolve("link"))).isTrue();
    assertThat(Files.exists(data.resolve("socket"), LinkOption.NOFOLLOW_LINKS))
        .isEqualTo(!ownSpecialFiles);
  }

  @Test
  void filesAndNestedDirectoriesAreMountedWithTheirOwnModes(@TempDir Path directory)
      throws Exception {
    Path outer = Files.createDirectory(directory.toRealPath().resolve("outer"));
    Path inner = Files.createDirectory(directory.toRealPath().resolve("inner"));
    Files.createDirectory(outer.resolve("in"));
    Path file = Files.writeString(directory.toRealPath().resolve("file"), "one file");
    Path foreign = Files.writeString(outer.resolve("foreign"), "secret");
    Files.setAttribute(foreign, "unix:uid", 4242);
    Files.setAttribute(foreign, "unix:mode", 0600);
    Result result =
        harness.run(
            SandboxSpec.of(
                    new Program.Command(
                        List.of(
                            "sh",
                            "-c",
                            "cat /file; echo; touch /outer/x || echo ro; touch /outer/in/y && echo rw;"
                                + " cat /outer/foreign || echo closed; echo z >/file || echo ro")))
                .withMounts(
                    List.of(
                        Harness.mount(outer, "/outer", MountSpec.Mode.RO),
                        Harness.mount(inner, "/outer/in", MountSpec.Mode.RW),
                        Harness.mount(file, "/file", MountSpec.Mode.RO))));
    assertThat(result.stdout().toText()).isEqualTo("one file\nro\nrw\nclosed\nro\n");
    assertThat(inner.resolve("y")).exists();
    assertThat(Files.readString(file)).isEqualTo("one file");
  }

  private Result command(String... argv) {
    return harness.run(SandboxSpec.of(new Program.Command(List.of(argv))));
  }
}
