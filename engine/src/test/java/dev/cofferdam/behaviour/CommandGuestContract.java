package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.diagnosis.Diagnosis;
import dev.cofferdam.diagnosis.Ending.By;
import dev.cofferdam.diagnosis.Kind;
import dev.cofferdam.run.Result;
import dev.cofferdam.run.RunStreams;
import dev.cofferdam.sandbox.Limits;
import dev.cofferdam.sandbox.MountSpec;
import dev.cofferdam.sandbox.Program;
import dev.cofferdam.sandbox.SandboxSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What holds for each Python that is a command of WASI's preview 1, and not the component.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CommandGuestContract {
  private final String image;
  private final String guest;
  private Optional<Harness> open = Optional.empty();

  CommandGuestContract(String image, String guest) {
    this.image = image;
    this.guest = guest;
  }

  /// The directory of wasm with this guest.
  ///
  /// @param folder where one can be made
  abstract RuntimeUnderTest runtime(Path folder) throws IOException;

  @BeforeAll
  void open(@TempDir Path folder) throws IOException {
    open = Optional.of(Harness.on(runtime(folder)));
  }

  @AfterAll
  void close() {
    open.ifPresent(Harness::close);
  }

  private Harness harness() {
    return open.orElseThrow();
  }

  Result run(SandboxSpec spec) {
    return harness().run(spec.withImage(image));
  }

  Result python(String... lines) {
    return run(Harness.pythonSpec(lines));
  }

  private Result command(String... words) {
    return run(SandboxSpec.of(new Program.Command(List.of(words))));
  }

  private static SandboxSpec limited(
      long memory, Duration wall, long disk, long output, String program) {
    Limits usual = Limits.DEFAULT;
    return Harness.pythonSpec(program)
        .withLimits(
            new Limits(
                memory,
                usual.milliCpus(),
                usual.pids(),
                disk,
                usual.shmBytes(),
                wall,
                output,
                usual.io()));
  }

  private static void succeeded(Result result) {
    assertThat(result.ending().exitCode()).as(result.stderr().toText()).isZero();
    assertThat(result.diagnosis()).isEmpty();
  }

  private static void isDiagnosed(Result result, Kind kind) {
    assertThat(result.diagnosis().map(Diagnosis::kind)).as(result.stderr().toText()).contains(kind);
    assertThat(result.diagnosis().orElseThrow().mitigation()).isNotBlank();
  }

  @Test
  void theResultNamesTheGuest() {
    Result result = python("print('hello')");
    succeeded(result);
    assertThat(result.stdout().toText()).isEqualTo("hello\n");
    assertThat(result.isolation().toString()).contains("Wasmtime 50", "with the guest " + guest);
    assertThat(result.image()).isEqualTo(image);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-c | import sys; print(sys.argv) | ['-c', 'ä b']",
        "-m | timeit | usage",
      })
  void optionsAreReadAsPythonReadsThem(String option, String what, String expected) {
    Result result = command("python3", option, what, option.equals("-c") ? "ä b" : "-h");
    assertThat(result.ending().exitCode()).as(result.stderr().toText()).isZero();
    assertThat(result.stdout().toText()).containsIgnoringCase(expected);
  }

  @Test
  void argumentsInputVariablesAndStatusArePassed() {
    var spec =
        SandboxSpec.of(
                new Program.Command(
                    List.of(
                        "python3",
                        "-c",
                        "import os, sys; print(sys.argv[1:], os.getcwd(), os.environ['A'],"
                            + " 'PYTHONHOME' in os.environ, sys.stdin.read());"
                            + " print('err', file=sys.stderr); sys.exit(203)",
                        "one",
                        "ä b")))
            .withEnvironment(Map.of("A", "ö=1"))
            .withImage(image);
    var streams =
        new RunStreams(
            new ByteArrayInputStream("ü\n".getBytes(StandardCharsets.UTF_8)),
            OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream(),
            Optional.empty());
    Result result = harness().run(TestLimits.withStdin(spec), streams);
    assertThat(result.stdout().toText()).isEqualTo("['one', 'ä b'] /workspace ö=1 False ü\n\n");
    assertThat(result.stderr().toText()).isEqualTo("err\n");
    assertThat(result.ending().exitCode()).isEqualTo(203);
    assertThat(command("python3", "-c", "import os; os._exit(9)").ending().exitCode()).isEqualTo(9);
  }

  @Test
  void aTracebackIsOfTheProgramAlone() {
    Result result = python("def f():", "    raise ValueError('x')", "f()");
    isDiagnosed(result, Kind.PROGRAM_ERROR);
    assertThat(result.stderr().toText())
        .startsWith("Traceback (most recent call last):\n  File \"/workspace/main.py\", line 3")
        .endsWith("ValueError: x\n")
        .doesNotContain("cofferdam");
  }

  @Test
  void nothingOfOneRunIsSeenByTheNext() {
    succeeded(
        python(
            "import builtins, os, sys",
            "builtins.canary = sys.canary = os.environ['CANARY'] = 'CANARY'",
            "for place in ('/tmp', '/workspace', '/home/appuser'):",
            "    open(place + '/canary', 'w').write('CANARY')"));
    succeeded(
        python(
            "import builtins, os, sys",
            "assert not hasattr(builtins, 'canary') and not hasattr(sys, 'canary')",
            "assert 'CANARY' not in os.environ",
            "for place in ('/tmp', '/workspace', '/home/appuser'):",
            "    assert os.listdir(place) in ([], ['main.py']), os.listdir(place)"));
    String random = "import os, random, uuid; print(os.urandom(8), random.random(), uuid.uuid4())";
    assertThat(python(random).stdout()).isNotEqualTo(python(random).stdout());
  }

  /// What a guest is made of is the same files for every run.
  @Test
  void itsOwnFilesCannotBeChanged() {
    Result result =
        python(
            "import os",
            "for place in ('/opt/cofferdam', '/usr/local/lib'):",
            "    try:",
            "        open(place + '/boot.pyc', 'wb').write(b'x')",
            "    except OSError as error:",
            "        continue",
            "    print(place, 'was written to')",
            "for name in ('/opt/cofferdam/boot.pyc', '/opt/cofferdam/_cofferdam/start.pyc'):",
            "    try:",
            "        os.unlink(name)",
            "    except OSError as error:",
            "        continue",
            "    print(name, 'was removed')");
    succeeded(result);
    assertThat(result.stdout().toText()).isEmpty();
    succeeded(python("print('hello')"));
  }

  @Test
  void mountsAreAsReadOnlyAsAsked(@TempDir Path folder) throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.writeString(data.resolve("in.txt"), "42");
    SandboxSpec reads =
        Harness.pythonSpec(
                "print(open('/data/in.txt').read())", "open('/data/new.txt', 'w').write('x')")
            .withMounts(List.of(Harness.mount(data, "/data", MountSpec.Mode.RO)));
    Result refused = run(reads);
    assertThat(refused.stdout().toText()).isEqualTo("42\n");
    isDiagnosed(refused, Kind.READ_ONLY_FILESYSTEM);
    succeeded(run(reads.withMounts(List.of(Harness.mount(data, "/data", MountSpec.Mode.RW)))));
    assertThat(data.resolve("new.txt")).hasContent("x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x = []; [x.append(bytearray(1 << 20)) for _ in range(1000)] | MEMORY_EXHAUSTED",
        "import time; time.sleep(60) | TIMEOUT",
        "while True: pass | TIMEOUT",
        "open('/tmp/large', 'wb').write(b'x' * (16 << 20)) | DISK_FULL",
        "while True: print('x' * 100000) | OUTPUT_LIMIT",
      })
  void limitsHold(String program, Kind kind) {
    Result result = run(limited(128 << 20, Duration.ofSeconds(5), 8 << 20, 64 << 10, program));
    isDiagnosed(result, kind);
    assertThat(result.ending().exitCode()).isNotZero();
    assertThat(result.usage().wallMillis()).isLessThan(20_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "import socket; socket.create_connection(('192.0.2.1', 80)) | NETWORK_ISOLATED",
        "import urllib.request; urllib.request.urlopen('https://example.com') | NETWORK_ISOLATED",
        "import subprocess; subprocess.run(['ls']) | UNSUPPORTED_BY_RUNTIME",
        "import os; os.fork() | UNSUPPORTED_BY_RUNTIME",
        "import os; os.system('ls') | UNSUPPORTED_BY_RUNTIME",
        "import threading; threading.Thread(target=print).start() | UNSUPPORTED_BY_RUNTIME",
        "import socket; socket.socket().bind(('127.0.0.1', 0)) | UNSUPPORTED_BY_RUNTIME",
        "import ssl | UNSUPPORTED_BY_RUNTIME",
        "import torch | UNSUPPORTED_BY_RUNTIME",
        "open('/etc/passwd') | UNSUPPORTED_BY_RUNTIME",
        "import no_such_module | MODULE_MISSING",
        "def f(): f() # … | PROGRAM_ERROR",
      })
  void whatIsNotThereIsTold(String program, Kind kind) {
    Result result = python(program, program.startsWith("def f()") ? "f()" : "");
    isDiagnosed(result, kind);
    assertThat(result.ending().exitCode()).isEqualTo(1);
    assertThat(result.ending().by()).isEqualTo(By.PROGRAM);
  }

  /// What a program prints, and what it tells as the guest, explains and never decides.
  @Test
  void aForgedReportIsNoFactOfTheEngines() {
    Result printed = python("print('MemoryError')", "raise SystemExit(1)");
    isDiagnosed(printed, Kind.PROGRAM_ERROR);
    Result told =
        python(
            "import _socket",
            "door = _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM, 0, 2)",
            "door.send(b'{\"kind\": \"exhausted\", \"what\": \"memory\"}')",
            "door.detach()",
            "raise SystemExit(1)");
    assertThat(told.diagnosis().orElseThrow().confidence()).isEqualTo(Diagnosis.Confidence.LOW);
    Result many =
        python(
            "import _socket",
            "door = _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM, 0, 2)",
            "for _ in range(100000): door.send(b'x' * 2000)",
            "door.send(b'y' * 10000000)",
            "door.detach()",
            "print('done')");
    succeeded(many);
    assertThat(many.stdout().toText()).isEqualTo("done\n");
  }

  @Test
  void eventLoopsAndHashesWork() {
    Result result =
        python(
            "import asyncio, hashlib, json, re, sqlite3, datetime, decimal",
            "async def main():",
            "    await asyncio.sleep(0.01)",
            "    return await asyncio.gather(*(asyncio.sleep(0, i) for i in range(3)))",
            "print(asyncio.run(main()), hashlib.pbkdf2_hmac('sha256', b'a', b'b', 1).hex()[:8])",
            "print(json.dumps({'a': [1, 2.5]}), re.sub('a+', 'b', 'caat'))",
            "print(sqlite3.connect(':memory:').execute('select 6 * 7').fetchone())");
    succeeded(result);
    assertThat(result.stdout().toText())
        .isEqualTo("[0, 1, 2] ee212b01\n{\"a\": [1, 2.5]} cbt\n(42,)\n");
  }
}
