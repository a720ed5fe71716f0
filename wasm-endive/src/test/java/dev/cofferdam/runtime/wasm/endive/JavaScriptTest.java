package dev.cofferdam.runtime.wasm.endive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.diagnosis.Diagnosis;
import dev.cofferdam.diagnosis.Kind;
import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.run.Result;
import dev.cofferdam.run.RunStreams;
import dev.cofferdam.sandbox.MountSpec;
import dev.cofferdam.sandbox.Program;
import dev.cofferdam.sandbox.SandboxSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a program for node finds where there is nothing but Java.
class JavaScriptTest {
  private final Path folder;
  private final Bare bare;

  JavaScriptTest(@TempDir Path folder) {
    this.folder = folder;
    bare = new Bare(folder.resolve("nowhere"));
  }

  @AfterEach
  void close() {
    bare.close();
  }

  @Test
  void aProgramHasItsArgumentsItsEnvironmentAndItsExitCode() {
    SandboxSpec spec =
        Bare.script(
                "main.js",
                "node",
                List.of("one", "two words"),
                "console.log(process.argv.slice(1), process.env.COLOUR);",
                "console.error('to the other stream');",
                "process.exit(300);")
            .withEnvironment(Map.of("COLOUR", "grün"));
    Result result = bare.run(spec);
    assertThat(result.stdout().asUtf8())
        .contains("[ '/workspace/main.js', 'one', 'two words' ] grün\n");
    assertThat(result.stderr().asUtf8()).contains("to the other stream\n");
    assertThat(result.ending().exitCode()).isEqualTo(300 & 0xff);
  }

  @Test
  void theResultNamesEngineGuestAndConfinement() {
    Result result = bare.javascript("console.log('hello')");
    assertThat(result.stdout().asUtf8()).contains("hello\n");
    assertThat(result.isolation().verified().orElseThrow())
        .contains("Endive 1.0.0 with the guest quickjs (quickjs4j 0.1.0)")
        .contains("no-new-privs,rlimits,seccomp");
    assertThat(result.diagnosis()).isEmpty();
  }

  @Test
  void valuesAreShownAsNodeShowsThem() {
    Result result =
        bare.javascript(
            "class Point { constructor() { this.x = 1; } }",
            "console.log(new Point(), [1, { a: 'b' }], new Map([[1, 2]]), () => 1, 1n, null);",
            "console.log('%s has %d', 'x', 3, Buffer.from('hi').toString('hex'));");
    assertThat(result.stdout().asUtf8().orElseThrow().lines())
        .containsExactly(
            "Point { x: 1 } [ 1, { a: 'b' } ] Map(1) { 1 => 2 } [Function (anonymous)] 1n null",
            "x has 3 6869");
  }

  /// SHA-384 takes 64 bits of each number, which this QuickJS by itself gets wrong.
  @Test
  void digestsAreThoseOfTheirStandards() {
    Result result =
        bare.javascript(
            "const { createHash } = require('crypto');",
            "for (const name of ['sha256', 'sha384']) {",
            "  console.log(createHash(name).update('hello').digest('hex').slice(0, 16));",
            "}");
    assertThat(result.stdout().asUtf8().orElseThrow().lines())
        .containsExactly("2cf24dba5fb0a30e", "59e1748777448c69");
  }

  @Test
  void timersAndPromisesRunInTheirOrder() {
    Result result =
        bare.javascript(
            "setTimeout(() => console.log(4), 20);",
            "setTimeout(() => console.log(3), 1);",
            "Promise.resolve().then(() => console.log(2));",
            "process.nextTick(() => console.log(1));",
            "console.log(0);");
    assertThat(result.stdout().asUtf8().orElseThrow().lines())
        .containsExactly("0", "1", "2", "3", "4");
    assertThat(result.ending().exitCode()).isZero();
  }

  @Test
  void anErrorThatNobodyCatchesIsPrintedAndEndsTheProgramWithOne() {
    Result thrown = bare.javascript("function f() {", "  null.x;", "}", "f();");
    assertThat(thrown.stderr().asUtf8().orElseThrow())
        .contains("TypeError: Cannot read properties of null (reading 'x')")
        .contains("at f (/workspace/main.js:2:");
    assertThat(thrown.ending().exitCode()).isEqualTo(1);
    assertThat(thrown.diagnosis().map(Diagnosis::kind)).contains(Kind.PROGRAM_ERROR);
    Result rejected =
        bare.javascript("async function main() { throw new Error('late'); }", "main();");
    assertThat(rejected.stderr().asUtf8().orElseThrow()).contains("Error: late");
    assertThat(rejected.ending().exitCode()).isEqualTo(1);
  }

  @Test
  void modulesStandardInputAndTheCommandLineAreRead() {
    SandboxSpec module =
        Bare.script(
            "main.mjs",
            "node",
            List.of(),
            "import { join } from 'node:path';",
            "import fs from 'node:fs';",
            "console.log(await Promise.resolve(join('a', 'b')), fs.readFileSync(0, 'utf8'));");
    var input = new ByteArrayInputStream("said\n".getBytes(StandardCharsets.UTF_8));
    Result result =
        bare.run(
            withStdin(module),
            new RunStreams(
                input,
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                Optional.empty()));
    assertThat(result.stdout().asUtf8()).contains("a/b said\n\n");
    Result evaluated =
        bare.run(SandboxSpec.of(new Program.Command(List.of("node", "-p", "6 * 7"))));
    assertThat(evaluated.stdout().asUtf8()).contains("42\n");
  }

  private static SandboxSpec withStdin(SandboxSpec spec) {
    return new SandboxSpec(
        spec.program(),
        spec.image(),
        spec.runtime(),
        spec.name(),
        spec.environment(),
        spec.mounts(),
        spec.workdir(),
        spec.user(),
        spec.limits(),
        spec.network(),
        spec.ulimits(),
        spec.terminal(),
        true,
        spec.supervised());
  }

  @Test
  void standardInputComesInPiecesToo() {
    SandboxSpec spec =
        Bare.script(
            "main.js",
            "node",
            List.of(),
            "let text = '';",
            "process.stdin.setEncoding('utf8');",
            "process.stdin.on('data', (piece) => { text += piece; });",
            "process.stdin.on('end', () => console.log(text.length, text.slice(-3)));",
            "const pieces = new TextDecoder();",
            "console.log(pieces.decode(new Uint8Array([0xe2, 0x82]), { stream: true })",
            "  + pieces.decode(new Uint8Array([0xac])));");
    var input = new ByteArrayInputStream("xäx".repeat(50_000).getBytes(StandardCharsets.UTF_8));
    Result result =
        bare.run(
            withStdin(spec),
            new RunStreams(
                input,
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                Optional.empty()));
    assertThat(result.stdout().asUtf8().orElseThrow().lines()).containsExactly("€", "150000 xäx");
  }

  @Test
  void aFileIsNotThereAndSaysWhoHasOne() {
    Result result =
        bare.javascript("const fs = require('fs');", "fs.readFileSync('/etc/hostname');");
    Diagnosis diagnosis = result.diagnosis().orElseThrow();
    assertThat(diagnosis.kind()).isEqualTo(Kind.UNSUPPORTED_BY_RUNTIME);
    assertThat(diagnosis.summary()).contains("files").contains("/etc/hostname");
    assertThat(diagnosis.mitigation()).contains("gcc").contains("python3");
    Result caught =
        bare.javascript(
            "try { require('fs').writeFileSync('x', 'y'); } catch (e) { console.log(e.code); }");
    assertThat(caught.stdout().asUtf8()).contains("ENOTSUP\n");
    assertThat(caught.ending().exitCode()).isZero();
  }

  @Test
  void whatIsNoJavaScriptIsRefusedInOneLineThatSaysWhatToInstall() {
    SandboxSpec python = Bare.script("main.py", "python3", List.of(), "print('hello')");
    assertThatThrownBy(() -> bare.run(python))
        .isInstanceOfSatisfying(
            CofferdamException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.RUNTIME_UNAVAILABLE);
              assertThat(refused.reason()).startsWith("Python on wasm takes Wasmtime, and ");
              assertThat(refused.remedy()).contains("apt-get install gcc", "python3");
              assertThat(refused.reason() + refused.remedy()).doesNotContain("\n");
            });
  }

  @Test
  void theNetworkIsNotThere() {
    Result result = bare.javascript("fetch('https://example.com/a?b').then(console.log);");
    assertThat(result.stderr().asUtf8().orElseThrow())
        .contains("TypeError: fetch failed", "getaddrinfo EAI_AGAIN example.com");
    assertThat(result.ending().exitCode()).isEqualTo(1);
  }

  @Test
  void aMountThatNothingCouldSeeIsRefused() {
    SandboxSpec spec =
        Bare.script("main.js", "node", List.of(), "1")
            .withMounts(List.of(new MountSpec(folder, "/data", MountSpec.Mode.RO)));
    assertThatThrownBy(() -> bare.run(spec))
        .isInstanceOfSatisfying(
            CofferdamException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.RUNTIME_UNAVAILABLE));
  }

  @Test
  void whereTheBuildFailsJavaScriptRunsAndTheNextRunDoesNotTryAgain() throws IOException {
    Path script = folder.resolve("checkout/native/wasm-runtime/build");
    Files.createDirectories(script.getParent());
    Files.writeString(script, "echo 'no module named pip' >&2\nexit 1\n");
    Path wasm =
        Files.createDirectory(
            folder.resolve("wasm"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try (var failing = new Bare(folder.resolve("checkout"), wasm)) {
      assertThat(failing.javascript("console.log('hello')").stdout().asUtf8()).contains("hello\n");
      assertThat(failing.notices())
          .anySatisfy(line -> assertThat(line).contains("no module named pip", "Endive 1.0.0"));
      int told = failing.notices().size();
      assertThat(failing.javascript("console.log('again')").stdout().asUtf8()).contains("again\n");
      assertThat(failing.notices()).hasSize(told);
      SandboxSpec python = Bare.script("main.py", "python3", List.of(), "print('hello')");
      assertThatThrownBy(() -> failing.run(python))
          .isInstanceOfSatisfying(
              CofferdamException.class,
              refused -> {
                assertThat(refused.code()).isEqualTo(ErrorCode.RUNTIME_UNAVAILABLE);
                assertThat(refused.reason()).contains("no module named pip");
              });
    }
  }
}
