package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.EngineConfig;
import dev.cofferdam.diagnosis.Diagnosis;
import dev.cofferdam.diagnosis.Ending.By;
import dev.cofferdam.diagnosis.Kind;
import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.run.Result;
import dev.cofferdam.run.RunStreams;
import dev.cofferdam.sandbox.Bytes;
import dev.cofferdam.sandbox.MountSpec;
import dev.cofferdam.sandbox.Program;
import dev.cofferdam.sandbox.SandboxSpec;
import dev.cofferdam.sandbox.Ulimit;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Programs as WebAssembly: what they get, what they do not, and what bad ones come to.
@ParameterizedClass
@MethodSource("dev.cofferdam.behaviour.RuntimeUnderTest#wasm")
class WasmRunsTest {
  private final Harness harness;

  @TempDir Path data;

  WasmRunsTest(RuntimeUnderTest runtime) {
    this.harness = Harness.on(runtime);
  }

  @AfterEach
  void close() throws IOException {
    assertThat(leftLayers()).isEmpty();
    harness.close();
  }

  /// Of runs that are over; engines of other processes may be at work beside this one.
  private List<Path> leftLayers() throws IOException {
    Path all = EngineConfig.ofHost().stateDirectory().resolve("wasm-layers");
    List<Path> there;
    try (Stream<Path> found = Files.find(all, 2, (path, attributes) -> isLayer(path))) {
      there = found.toList();
    }
    Set<String> living =
        harness.engine().list().stream().map(life -> life.id().value()).collect(Collectors.toSet());
    return there.stream()
        .filter(layer -> !living.contains(layer.getFileName().toString()))
        .filter(Files::exists)
        .toList();
  }

  private static boolean isLayer(Path path) {
    return path.getFileName().toString().matches("[a-z][a-z0-9]{20}");
  }

  @Test
  void nothingOfOneRunIsSeenByTheNext() {
    String leave =
        """
        import builtins, os, random, sys
        builtins.canary = 'CANARY'
        sys.canary = os.environ['CANARY'] = 'CANARY'
        for place in ('/tmp', '/workspace', '/home/appuser'):
            open(place + '/canary', 'w').write('CANARY')
        held = ['CANARY' * 1000 for _ in range(1000)]
        print(random.random(), os.urandom(8).hex(), hash('x') is None)
        """;
    String look =
        """
        import builtins, os, random, sys, gc
        print(random.random(), os.urandom(8).hex(), hash('x') is None)
        assert not hasattr(builtins, 'canary') and not hasattr(sys, 'canary')
        assert 'CANARY' not in os.environ
        for place in ('/tmp', '/workspace', '/home/appuser'):
            assert os.listdir(place) in ([], ['main.py']), os.listdir(place)
        assert not any(isinstance(o, list) and 'CANARY' * 1000 in o for o in gc.get_objects())
        """;
    Result first = harness.python(leave);
    Result second = harness.python(look);
    assertThat(first.ending().exitCode()).as(first.stderr().toText()).isZero();
    assertThat(second.ending().exitCode()).as(second.stderr().toText()).isZero();
    assertThat(second.stdout()).isNotEqualTo(first.stdout());
  }

  /// Runs are forks of one process, in which a generator may have been begun already.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "python3 | -c | import os, random; print(os.urandom(8).hex(), random.random())",
        "python3 | -c | import uuid, secrets; print(uuid.uuid4(), secrets.token_hex(4))",
        "node | -e | console.log(Math.random(), crypto.randomUUID())"
      })
  void randomNumbersDifferFromRunToRun(String program, String option, String code) {
    var seen = new HashSet<String>();
    SandboxSpec spec = SandboxSpec.of(new Program.Command(List.of(program, option, code)));
    for (int run = 0; run < 4; run++) {
      Result result = harness.run(spec);
      assertThat(result.ending().exitCode()).as(result.stderr().toText()).isZero();
      Stream.of(result.stdout().toText().strip().split(" ", -1))
          .forEach(word -> assertThat(seen.add(word)).as(word).isTrue());
    }
  }

  @Test
  void argumentsInputAndStatusArePassed() {
    SandboxSpec plain =
        SandboxSpec.of(
            new Program.Command(
                List.of(
                    "python3",
                    "-c",
                    "import os, sys; print(sys.argv, os.getcwd(), os.environ['A'], sys.stdin.read());"
                        + " print('err', file=sys.stderr); sys.exit(77)",
                    "one",
                    "ä b")));
    var spec = TestLimits.withStdin(plain.withEnvironment(Map.of("A", "ö=1")));
    var streams =
        new RunStreams(
            new ByteArrayInputStream("input".getBytes(StandardCharsets.UTF_8)),
            OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream(),
            Optional.empty());
    Result result = harness.run(spec, streams);
    assertThat(result.ending().exitCode()).isEqualTo(77);
    assertThat(result.stdout().toText()).isEqualTo("['-c', 'one', 'ä b'] /workspace ö=1 input\n");
    assertThat(result.stderr().toText()).isEqualTo("err\n");
  }

  @Test
  void aModuleRunsWithItsOwnStatus() {
    Result result = harness.run(WasmModules.HELLO.spec());
    assertThat(result.stdout().toText()).isEqualTo("hello wasm\n");
    assertThat(result.ending().exitCode()).isEqualTo(7);
    assertThat(result.isolation().level()).isEqualTo("instruction");
    assertThat(result.isolation().verified().orElse("")).contains("WebAssembly", "seccomp");
  }

  @ParameterizedTest
  @EnumSource(names = {"TRAP", "OUTSIDE", "DEEP"})
  void aTrapIsTheProgramsOwn(WasmModules module) {
    Result result = harness.run(module.spec());
    Diagnosis diagnosis = result.diagnosis().orElseThrow();
    assertThat(diagnosis.kind()).isEqualTo(Kind.PROGRAM_ERROR);
    assertThat(diagnosis.details().get("trap")).isNotBlank();
    assertThat(result.ending().exitCode()).isEqualTo(134);
    assertThat(result.ending().by()).isEqualTo(By.PROGRAM);
  }

  @ParameterizedTest
  @EnumSource(names = {"FOREIGN_IMPORT", "LIBRARY"})
  void whatIsNoProgramIsNotRun(WasmModules module) {
    assertRefused(harness.run(module.spec()));
  }

  @Test
  void whatIsNoModuleIsNotRun() {
    assertRefused(harness.run(WasmModules.HELLO.specOfFirst(100)));
    assertRefused(harness.run(WasmModules.HELLO.specOfFirst(0)));
    assertRefused(harness.run(WasmModules.spec("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8))));
    byte[] noise = WasmModules.HELLO.bytes();
    for (int at = 20; at < noise.length; at += 3) {
      noise[at] ^= (byte) 0xa5;
    }
    assertRefused(harness.run(WasmModules.spec(noise)));
  }

  private static void assertRefused(Result result) {
    Diagnosis diagnosis = result.diagnosis().orElseThrow();
    assertThat(diagnosis.kind()).isEqualTo(Kind.PROGRAM_ERROR);
    assertThat(diagnosis.details().get("refused")).isNotBlank();
    assertThat(result.ending().exitCode()).isEqualTo(126);
  }

  @Test
  void memoryThatGrowsStepByStepEndsAtTheLimit() {
    Result result = harness.run(WasmModules.GROW.spec().withLimits(TestLimits.memory(32)));
    Diagnosis diagnosis = result.diagnosis().orElseThrow();
    assertThat(diagnosis.kind()).isEqualTo(Kind.MEMORY_EXHAUSTED);
    assertThat(Long.parseLong(diagnosis.details().get("linearMemoryBytes")))
        .isBetween(30L << 20, 32L << 20);
  }

  @Test
  void aModuleThatNeverEndsIsEndedByTime() {
    Result result =
        harness.run(WasmModules.SPIN.spec().withLimits(TestLimits.wall(Duration.ofSeconds(1))));
    assertThat(result.diagnosis().orElseThrow().kind()).isEqualTo(Kind.TIMEOUT);
    assertThat(result.ending().exitCode()).isEqualTo(124);
  }

  @Test
  void recursionInTheLanguageIsAnErrorOfTheLanguage() {
    Result result =
        harness.python(
            "import json",
            "def f(n): return f(n + 1)",
            "try: f(0)",
            "except RecursionError: print('python')",
            "deep = '[' * 100000",
            "try: json.loads(deep)",
            "except RecursionError: print('C')");
    assertThat(result.stdout().toText()).isEqualTo("python\nC\n");
    assertThat(result.ending().exitCode()).isZero();
  }

  @Test
  void whoClosesItsStreamsEndsAllTheSame() {
    Result result =
        harness.python("import os", "for n in (0, 1, 2): os.close(n)", "os.listdir('.')");
    assertThat(result.ending().by()).isEqualTo(By.PROGRAM);
    assertThat(result.ending().exitCode()).as(result.diagnosis().toString()).isZero();
  }

  @Test
  void aTreeDeeperThanAnyPathIsRemoved() {
    Result result =
        harness.python(
            "import os",
            "here = os.open('/tmp', os.O_RDONLY)",
            "for n in range(3000):",
            "    os.mkdir('d' * 40, dir_fd=here)",
            "    there = os.open('d' * 40, os.O_RDONLY, dir_fd=here)",
            "    os.close(here)",
            "    here = there",
            "print('deep')");
    assertThat(result.stdout().toText()).as(result.stderr().toText()).isEqualTo("deep\n");
  }

  @Test
  void mountsAreReadAndWrittenAsTheirModeSays() throws IOException {
    Files.writeString(data.resolve("in.txt"), "in");
    Path closed = Files.createDirectory(data.resolve("closed"));
    Path open = Files.createDirectory(data.resolve("open"));
    SandboxSpec spec =
        Harness.pythonSpec(
                "import os",
                "print(open('/in/in.txt').read())",
                "open('/workspace/out/made.txt', 'w').write('made')",
                "for path in ('/in/new', '/in/../etc/passwd', '/workspace/out/../../x'):",
                "    try: open(path, 'w'); print('WROTE', path)",
                "    except OSError: pass",
                "for made in ('/workspace/out/link', '/tmp/link'):",
                "    try: os.symlink('/etc/passwd', made); print('LED OUT', open(made).read())",
                "    except OSError: pass")
            .withMounts(
                List.of(
                    Harness.mount(data, "/in", MountSpec.Mode.RO),
                    Harness.mount(open, "/workspace/out", MountSpec.Mode.RW)));
    Result result = harness.run(spec);
    assertThat(result.stdout().toText()).isEqualTo("in\n");
    assertThat(Files.readString(open.resolve("made.txt"))).isEqualTo("made");
    assertThat(data.resolve("new")).doesNotExist();
    assertThat(closed).isEmptyDirectory();
  }

  @Test
  void whatCannotBeKeptIsRefusedWithTheRemedy() {
    SandboxSpec plain = Harness.pythonSpec("print(1)");
    for (SandboxSpec spec :
        List.of(
            TestLimits.withUlimit(plain, new Ulimit("nproc", 5, 5)),
            plain.withLimits(TestLimits.writing(1 << 20, false)))) {
      assertThatThrownBy(() -> harness.run(spec))
          .isInstanceOfSatisfying(
              CofferdamException.class,
              refusal -> {
                assertThat(refusal.code()).isEqualTo(ErrorCode.LIMIT_UNENFORCEABLE);
                assertThat(refusal.remedy()).contains("--runtime runsc");
              });
    }
  }

  @Test
  void aLargeScriptIsReadByTheGuestItself() {
    Result result =
        harness.run(
            SandboxSpec.of(
                new Program.Script(
                    "main.py",
                    Bytes.of("x = '" + "y".repeat(5 << 20) + "'\nprint(len(x))\n"),
                    List.of("python3"),
                    List.of())));
    assertThat(result.stdout().toText()).isEqualTo((5 << 20) + "\n");
  }
}
