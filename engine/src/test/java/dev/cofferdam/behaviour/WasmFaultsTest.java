package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cofferdam.Cofferdam;
import dev.cofferdam.diagnosis.Ending.By;
import dev.cofferdam.diagnosis.Kind;
import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.run.Result;
import dev.cofferdam.run.RunStreams;
import dev.cofferdam.sandbox.Program;
import dev.cofferdam.sandbox.RuntimeName;
import dev.cofferdam.sandbox.RuntimeRequest;
import dev.cofferdam.sandbox.SandboxSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where the worker or its guests give way: the run says so in bounded time, and the next one
/// works.
@ParameterizedClass
@MethodSource("dev.cofferdam.behaviour.RuntimeUnderTest#wasm")
class WasmFaultsTest {
  private static final SandboxSpec HELLO = onWasm(Harness.pythonSpec("print('hello')"));

  private static final SandboxSpec HELLO_JS =
      SandboxSpec.of(new Program.Command(List.of("node", "-e", "console.log('hello')")));

  private final RuntimeUnderTest runtime;

  @TempDir Path folder;

  WasmFaultsTest(RuntimeUnderTest runtime) {
    this.runtime = runtime;
  }

  @Test
  void aWorkerKilledUnderARunIsALostSandboxAndTheNextRunWorks() throws Exception {
    try (Cofferdam engine = FakeWasm.engine(runtime.program())) {
      var sink = new HeldOutput();
      sink.letGo();
      var streams =
          new RunStreams(
              InputStream.nullInputStream(),
              sink,
              OutputStream.nullOutputStream(),
              Optional.empty());
      SandboxSpec spec =
          onWasm(Harness.pythonSpec("import time", "print('begun')", "time.sleep(60)"));
      CompletableFuture<Result> run =
          CompletableFuture.supplyAsync(
              () -> engine.run(spec, streams), Thread::startVirtualThread);
      sink.awaitAsked();
      List<ProcessHandle> held = worker().descendants().toList();
      assertThat(held).isNotEmpty();
      worker().destroyForcibly();

      Result result = run.get(30, TimeUnit.SECONDS);
      assertThat(result.ending().by()).isEqualTo(By.LOST);
      assertThat(result.diagnosis().map(cause -> cause.kind())).contains(Kind.SANDBOX_LOST);
      assertThat(result.stdout().toText()).isEqualTo("begun\n");
      await()
          .atMost(TestLimits.grace(5))
          .until(() -> held.stream().noneMatch(ProcessHandle::isAlive));
      assertHello(engine);
    }
  }

  /// All runs of a worker have one layout of addresses: what a run found out that then ended so is
  /// worth nothing to the next.
  @Test
  void aWorkerWhoseRunEndedByAFaultIsReplacedAndItsOtherRunsGoOn() throws Exception {
    try (Cofferdam engine = FakeWasm.engine(runtime.program())) {
      var sink = new HeldOutput();
      var streams =
          new RunStreams(
              InputStream.nullInputStream(),
              sink,
              OutputStream.nullOutputStream(),
              Optional.empty());
      SandboxSpec waits = onWasm(Harness.pythonSpec("print('more than a pipe holds' * 20_000)"));
      CompletableFuture<Result> other =
          CompletableFuture.supplyAsync(
              () -> engine.run(waits, streams), Thread::startVirtualThread);
      sink.awaitAsked();
      ProcessHandle first = worker();
      List<Long> others = first.children().map(ProcessHandle::pid).toList();

      CompletableFuture<Result> faulty =
          CompletableFuture.supplyAsync(
              () ->
                  engine.run(onWasm(Harness.pythonSpec("while True: pass")), RunStreams.captured()),
              Thread::startVirtualThread);
      await().atMost(TestLimits.grace(20)).until(() -> busiest(first, others).isPresent());
      long pid = busiest(first, others).orElseThrow().pid();
      // Not SIGSEGV: sent by somebody it is none to Wasmtime, which handles it.
      assertThat(new ProcessBuilder("kill", "-TRAP", String.valueOf(pid)).start().waitFor())
          .isZero();
      Result result = faulty.get(30, TimeUnit.SECONDS);
      assertThat(result.diagnosis().map(cause -> cause.kind())).contains(Kind.SIGNALED);

      assertHello(engine);
      assertThat(workers().filter(ProcessHandle::isAlive).count()).isEqualTo(2);
      sink.letGo();
      assertThat(other.get(30, TimeUnit.SECONDS).ending().by()).isEqualTo(By.PROGRAM);
      assertHello(engine);
      assertThat(first.isAlive()).isFalse();
    }
  }

  private static Optional<ProcessHandle> busiest(ProcessHandle worker, List<Long> others) {
    return worker
        .children()
        .filter(child -> !others.contains(child.pid()))
        .filter(child -> child.info().totalCpuDuration().map(Duration::toMillis).orElse(0L) > 300)
        .findFirst();
  }

  private static Stream<ProcessHandle> workers() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().command().orElse("").endsWith("/wasm-worker"));
  }

  private static ProcessHandle worker() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().command().orElse("").endsWith("/wasm-worker"))
        .findFirst()
        .orElseThrow();
  }

  /// Half a record, a length that no reply has, a type that is none, nothing, and a death.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "printf '\\1\\0\\0\\0\\40\\0' >&0",
        "printf '\\1\\0\\0\\0\\377\\377\\377\\177\\1\\0\\0\\0\\0\\0\\0\\0' >&0; sleep 60",
        "printf '\\11\\0\\0\\0\\0\\0\\0\\0\\1\\0\\0\\0\\0\\0\\0\\0' >&0; sleep 60",
        "printf '\\2\\0\\0\\0\\10\\0\\0\\0\\1\\0\\0\\0\\0\\0\\0\\0\\1\\0\\1\\0\\1\\0\\0\\0' >&0; sleep 60",
        "exit 3",
        "kill -9 $$"
      })
  void aWorkerThatDoesNotSpeakTheWireIsALostSandbox(String does) throws IOException {
    Path directory = FakeWasm.in(folder, does);
    try (Cofferdam engine = FakeWasm.engine(directory)) {
      assertThatThrownBy(() -> engine.run(HELLO, RunStreams.captured()))
          .isInstanceOfSatisfying(
              CofferdamException.class,
              lost -> assertThat(lost.code()).isEqualTo(ErrorCode.SANDBOX_LOST));
    }
    assertThat(ProcessHandle.current().children())
        .noneMatch(child -> child.info().commandLine().orElse("").contains(folder.toString()));
  }

  @Test
  void aTamperedGuestIsRefusedAndMadeAgain() throws Exception {
    Path ours = copyOfArtifacts();
    Path guest = guestIn(ours);
    tamper(guest);
    Path checkout = checkoutThatRestores(ours, guest);
    String before = System.getProperty("cofferdam.checkout", "");
    System.setProperty("cofferdam.checkout", checkout.toString());
    try (Cofferdam engine = FakeWasm.engine(ours)) {
      assertHello(engine);
      assertThat(folder.resolve("built")).exists();
    } finally {
      System.setProperty("cofferdam.checkout", before);
    }
  }

  @Test
  void aTamperedGuestThatCannotBeMadeAgainIsNotUsed() throws Exception {
    Path ours = copyOfArtifacts();
    tamper(guestIn(ours));
    try (Cofferdam engine = FakeWasm.engine(ours)) {
      assertThatThrownBy(() -> engine.run(HELLO, RunStreams.captured()))
          .isInstanceOfSatisfying(
              CofferdamException.class,
              refusal -> {
                assertThat(refusal.code()).isEqualTo(ErrorCode.RUNTIME_UNAVAILABLE);
                assertThat(refusal).hasMessageContaining("was refused", "cannot be made again");
              });
      // It may have been refused for what passes, and the others are as good as before.
      assertThat(guestIn(ours)).exists();
      assertThat(engine.run(onWasm(HELLO_JS), RunStreams.captured()).stdout().toText())
          .isEqualTo("hello\n");
    }
  }

  private static Path guestIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().matches("python.*\\.cwasm"))
          .findFirst()
          .orElseThrow();
    }
  }

  private Path copyOfArtifacts() throws IOException {
    Path ours =
        Files.createDirectory(
            folder.resolve("ours"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    var ready = new StringBuilder();
    for (String line : Files.readAllLines(runtime.program().resolve("ready"))) {
      String[] words = line.split(" ", 2);
      Path source = Path.of(words[1]);
      Path copy = ours.resolve(source.getFileName());
      Files.copy(source, copy, StandardCopyOption.COPY_ATTRIBUTES);
      Path digest = Path.of(source + ".sha256");
      if (Files.exists(digest)) {
        Files.copy(digest, ours.resolve(digest.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
      ready.append(words[0]).append(' ').append(copy).append('\n');
    }
    Files.writeString(ours.resolve("ready"), ready);
    return ours;
  }

  private static void tamper(Path guest) throws IOException {
    Files.write(guest, new byte[] {0x66, 0x66, 0x66}, StandardOpenOption.APPEND);
  }

  /// In place of a build that takes a minute.
  private Path checkoutThatRestores(Path ours, Path guest) throws IOException {
    Path checkout = folder.resolve("checkout");
    Path script = checkout.resolve("native/wasm-runtime/build");
    Files.createDirectories(script.getParent());
    Path good =
        Files.readAllLines(runtime.program().resolve("ready")).stream()
            .filter(line -> line.startsWith("python "))
            .map(line -> Path.of(line.substring("python ".length())))
            .findFirst()
            .orElseThrow();
    String ready = Files.readString(ours.resolve("ready"));
    Files.writeString(
        script,
        """
        set -e
        test ! -e %1$s
        cp -p %2$s %1$s
        cat >%3$s/ready <<'END'
        %4$sEND
        touch %5$s
        """
            .formatted(guest, good, ours, ready, folder.resolve("built")));
    Files.setLastModifiedTime(ours.resolve("ready"), Files.getLastModifiedTime(script));
    return checkout;
  }

  private static void assertHello(Cofferdam engine) {
    Result result = engine.run(HELLO, RunStreams.captured());
    assertThat(result.stdout().toText()).as(result.stderr().toText()).isEqualTo("hello\n");
  }

  private static SandboxSpec onWasm(SandboxSpec spec) {
    return spec.withRuntime(new RuntimeRequest.Named(RuntimeName.WASM));
  }

  @Test
  void theTextOfAFaultIsPrintable() throws IOException {
    Path directory = FakeWasm.in(folder, "printf '\\033[31mred\\n' >&2; exit 3");
    try (Cofferdam engine = FakeWasm.engine(directory)) {
      assertThatThrownBy(() -> engine.run(HELLO, RunStreams.captured()))
          .isInstanceOf(CofferdamException.class)
          .hasMessageNotContaining("\u001b");
    }
  }
}
