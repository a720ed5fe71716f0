package dev.cofferdam.runtime.wasm.endive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.EngineConfig;
import dev.cofferdam.diagnosis.Diagnosis;
import dev.cofferdam.diagnosis.Ending.By;
import dev.cofferdam.diagnosis.Kind;
import dev.cofferdam.run.Result;
import dev.cofferdam.sandbox.IoLimits;
import dev.cofferdam.sandbox.Limits;
import dev.cofferdam.sandbox.SandboxSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Programs that want more than they have: each ends in time, with the right word, and nothing of
/// it is left.
class HostileJavaScriptTest {
  private static final long MIB = 1L << 20;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Bare bare;

  HostileJavaScriptTest(@TempDir Path folder) {
    bare = new Bare(folder.resolve("nowhere"));
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    bare.close();
    // Of guests' JVMs no other test's are about: they are this module's.
    assertThat(ProcessHandle.current().descendants()).isEmpty();
    try (Stream<Path> layers =
        Files.walk(EngineConfig.ofHost().stateDirectory().resolve("wasm-layers"), 3)) {
      assertThat(layers.filter(path -> path.endsWith("request"))).isEmpty();
    }
  }

  private static Limits limits(long memory, Duration wall, long output) {
    return new Limits(memory, 1000, 64, 64 * MIB, 64 * MIB, wall, output, IoLimits.NONE);
  }

  private Result run(Limits limits, String... lines) {
    SandboxSpec spec = Bare.script("main.js", "node", List.of(), lines).withLimits(limits);
    return bare.run(spec);
  }

  private Result run(String... lines) {
    return run(limits(128 * MIB, PATIENCE, 10 * MIB), lines);
  }

  @Test
  void anEndlessLoopEndsByItsTime() {
    long begun = System.nanoTime();
    Result result = run(limits(128 * MIB, Duration.ofSeconds(3), 10 * MIB), "for (;;) ;");
    assertThat(result.ending().by()).isEqualTo(By.TIMEOUT);
    assertThat(result.diagnosis().map(Diagnosis::kind)).contains(Kind.TIMEOUT);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void aSleeperForEverEndsByItsTime() {
    Result result =
        run(limits(128 * MIB, Duration.ofSeconds(3), 10 * MIB), "setInterval(() => {}, 1e8);");
    assertThat(result.ending().by()).isEqualTo(By.TIMEOUT);
  }

  @Test
  void memoryStopsAtItsLimit() {
    Result result =
        run(
            limits(64 * MIB, PATIENCE, 10 * MIB),
            "const all = [];",
            "for (;;) all.push(new Array(10000).fill(1.5));");
    assertThat(result.diagnosis().map(Diagnosis::kind)).contains(Kind.MEMORY_EXHAUSTED);
    assertThat(result.diagnosis().orElseThrow().details())
        .containsEntry("limitBytes", Long.toString(64 * MIB))
        .containsKey("growthsRefused");
    assertThat(result.ending().exitCode()).isNotZero();
    assertThat(result.stderr().asUtf8().orElseThrow()).contains("out of memory");
  }

  @Test
  void aProgramThatCopesWithTheLimitOfMemoryGoesOn() {
    Result result =
        run(
            limits(64 * MIB, PATIENCE, 10 * MIB),
            "let all = [];",
            "try { for (;;) all.push(new Uint8Array(1 << 20)); } catch { all = null; }",
            "console.log('goes on');");
    assertThat(result.stdout().asUtf8()).contains("goes on\n");
    assertThat(result.ending().exitCode()).isZero();
    assertThat(result.diagnosis()).isEmpty();
  }

  @Test
  void tooDeepARecursionIsACleanError() {
    Result result = run("const deeper = (n) => 1 + deeper(n + 1);", "deeper(0);");
    assertThat(result.stderr().asUtf8().orElseThrow())
        .contains("RangeError: Maximum call stack size exceeded")
        .doesNotContain("java");
    assertThat(result.ending().exitCode()).isEqualTo(1);
    assertThat(result.diagnosis().map(Diagnosis::kind)).contains(Kind.PROGRAM_ERROR);
  }

  @Test
  void aFloodOfOutputEndsTheRun() {
    Result result =
        run(
            limits(128 * MIB, PATIENCE, 1 << 16),
            "const line = 'x'.repeat(60000);",
            "for (;;) console.log(line);");
    assertThat(result.ending().by()).isEqualTo(By.OUTPUT);
    assertThat(result.diagnosis().map(Diagnosis::kind)).contains(Kind.OUTPUT_LIMIT);
    assertThat(result.stdout().toArray()).hasSizeLessThanOrEqualTo(1 << 16);
  }

  /// The bridge into Java: what the engine's build brings along is out of reach, and no prototype
  /// that the runner uses leads to it.
  @Test
  void nothingLeadsToTheHost() {
    Result result =
        run(
            "const found = [];",
            "for (const name of Object.getOwnPropertyNames(globalThis)) {",
            "  if (/java|javy|plugin|cofferdam/i.test(name)) found.push(name);",
            "}",
            "console.log(typeof java_invoke, typeof Javy, typeof Java, typeof Packages, found);",
            "const seen = [];",
            "for (const type of [Function, String, Array, RegExp, Map, Promise, Object]) {",
            "  for (const name of Object.getOwnPropertyNames(type.prototype)) {",
            "    const was = Object.getOwnPropertyDescriptor(type.prototype, name);",
            "    if (typeof was.value !== 'function' || name === 'constructor') continue;",
            "    type.prototype[name] = function (...given) {",
            "      for (const one of [this, ...given]) if (typeof one === 'function') seen[seen.length] = one;",
            "      return Reflect.apply(was.value, this, given);",
            "    };",
            "  }",
            "}",
            "console.log('printed while all is tapped');",
            "setTimeout(() => {",
            "  const opens = (call) => { try { return Number(call()) > 0; } catch { return false; } };",
            "  const doors = seen.filter((one) => one.length >= 2)",
            "    .filter((one) => opens(() => one('', 'clock', '')) || opens(() => one('clock', '')));",
            "  console.log('tapped', seen.length > 0);",
            "  console.log('doors', doors.length);",
            "}, 1);");
    assertThat(result.stdout().asUtf8().orElseThrow())
        .startsWith("undefined undefined undefined undefined []\n")
        .contains("tapped true\n", "doors 0\n");
  }

  @Test
  void whatTheGuestAsksForThatThereIsNotEndsItOnly() {
    var door = new Conversation("{}");
    assertThat(
            Stream.of("open", "exec", "java.lang.System", "", "request ")
                .allMatch(name -> {
                  try {
                    door.ask(name, "/etc/passwd");
                    return false;
                  } catch (IllegalStateException refused) {
                    return true;
                  }
                }))
        .isTrue();
  }

  @Test
  void theProcessHoldsNoRightsAndSeesNoFilesOfTheHost() throws Exception {
    var status = new StringBuilder();
    Thread watcher =
        Thread.ofVirtual()
            .start(() -> {
              for (int attempt = 0; attempt < 1000 && status.isEmpty(); attempt++) {
                ProcessHandle.current()
                    .descendants()
                    .filter(process -> process.info().command().orElse("").endsWith("/java"))
                    .findAny()
                    .map(ProcessHandle::pid)
                    .map(pid -> read(Path.of("/proc", pid.toString(), "status")))
                    .filter(text -> text.contains("Seccomp:\t2"))
                    .ifPresent(status::append);
                pause();
              }
            });
    run(limits(128 * MIB, Duration.ofSeconds(5), 10 * MIB), "for (;;) ;");
    watcher.join();
    assertThat(status.toString())
        .contains("NoNewPrivs:\t1")
        .contains("CapEff:\t0000000000000000")
        .contains("CapBnd:");
    if (ProcessHandle.current().info().user().orElse("").equals("root")) {
      assertThat(status.toString()).doesNotContain("Uid:\t0");
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException gone) {
      return "";
    }
  }

  /// Between two looks at what is going on.
  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void oneRunLeavesNothingToTheNext() {
    run("globalThis.canary = 1; Object.prototype.canary = 2; Math.canary = 3;");
    Result next = run("console.log(typeof canary, ({}).canary, Math.canary);");
    assertThat(next.stdout().asUtf8()).contains("undefined undefined undefined\n");
    String first = run("console.log(Math.random())").stdout().asUtf8().orElseThrow();
    String second = run("console.log(Math.random())").stdout().asUtf8().orElseThrow();
    assertThat(first).isNotEqualTo(second);
  }
}
