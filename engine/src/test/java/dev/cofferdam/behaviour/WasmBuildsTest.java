package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cofferdam.Cofferdam;
import dev.cofferdam.EngineConfig;
import dev.cofferdam.run.Result;
import dev.cofferdam.run.RunStreams;
import dev.cofferdam.sandbox.Program;
import dev.cofferdam.sandbox.RuntimeName;
import dev.cofferdam.sandbox.RuntimeRequest;
import dev.cofferdam.sandbox.SandboxSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many threads of one engine, and guests that are not there or not good. Takes no guest: worker
/// and build are of our own.
class WasmBuildsTest {
  private static final String CHECKOUT = "cofferdam.checkout";

  /// Runs 1 and 2 ended with 0, said when both have been asked for.
  private static final String BOTH_END =
      "exec 3<&0; cat <&3 >/dev/null & sleep 2; for id in 1 2; do printf \"\\\\2\\\\0\\\\0\\\\0\\\\14\\\\0\\\\0\\\\0\\\\$id\\\\0\\\\0\\\\0\\\\0\\\\0\\\\0\\\\0"
          + "\\\\1\\\\0\\\\0\\\\0\\\\4\\\\0\\\\0\\\\0\\\\0\\\\0\\\\0\\\\0\" >&0; done; exec sleep 30";

  @TempDir private Path folder = Path.of("/");

  private Path directory = folder;
  private Path built = folder;
  private String before = "";

  @BeforeEach
  void make() throws IOException {
    directory = Files.createDirectory(folder.resolve("wasm"));
    built = folder.resolve("built");
    before = System.getProperty(CHECKOUT, "");
    System.setProperty(CHECKOUT, folder.resolve("checkout").toString());
  }

  @AfterEach
  void restore() {
    System.setProperty(CHECKOUT, before);
  }

  @Test
  void aGuestThatIsBuiltKeepsNoOtherWaiting() throws Exception {
    worker(BOTH_END);
    Files.writeString(directory.resolve("js"), "");
    build(
        "touch %s; while [ ! -e %s ]; do sleep 0.1; done; exit 1"
            .formatted(built, folder.resolve("enough")));
    tellReady("js");
    try (Cofferdam engine = engine()) {
      CompletableFuture<Result> python = later(engine, "python3", "-c");
      await().atMost(TestLimits.grace(20)).until(() -> Files.exists(built));
      assertThat(later(engine, "node", "-e").get(30, TimeUnit.SECONDS).ending().exitCode())
          .isZero();
      assertThat(python).isNotDone();
      Files.createFile(folder.resolve("enough"));
      assertThat(python).failsWithin(TestLimits.grace(20));
    } finally {
      Files.writeString(folder.resolve("enough"), "");
    }
  }

  @Test
  void whatOneMadeAgainNoOtherRemoves() throws Exception {
    Path guest = Files.writeString(directory.resolve("python"), "bad");
    worker("grep -q good %s || { sleep 2; exit 123; }; ".formatted(guest) + BOTH_END);
    tellReady("python");
    Path ready = Files.copy(directory.resolve("ready"), folder.resolve("ready"));
    build(
        "test ! -e %1$s && echo good >%1$s.new && mv %1$s.new %1$s && cp %2$s %3$s && echo >>%4$s"
            .formatted(guest, ready, directory.resolve("ready"), built));
    tellReady("python");
    try (Cofferdam engine = engine()) {
      List<CompletableFuture<Result>> both =
          List.of(later(engine, "python3", "-c"), later(engine, "python3", "-c"));
      for (CompletableFuture<Result> run : both) {
        assertThat(run.get(60, TimeUnit.SECONDS).ending().exitCode()).isZero();
      }
    }
    assertThat(Files.readAllLines(built)).hasSize(1);
    assertThat(Files.readString(guest)).isEqualTo("good\n");
  }

  /// Where componentize-py cannot be had the script makes another Python, and is not asked again.
  @Test
  void aPythonThatIsMadeInThePlaceOfTheOtherServes() throws Exception {
    Path asked = folder.resolve("asked");
    worker("echo \"$@\" >>%s; ".formatted(asked) + BOTH_END);
    Files.createDirectory(directory.resolve("plain-start"));
    build(
        "echo \"$@\" >>%2$s; cd %1$s; touch plain; for name in library plain plain-start; do echo $name"
                .formatted(directory, built)
            + " %1$s/$name; done >ready; echo worker %1$s/wasm-worker >>ready"
                .formatted(directory));
    for (int engines = 0; engines < 2; engines++) {
      try (Cofferdam engine = engine()) {
        Result result = later(engine, "python3", "-c").get(30, TimeUnit.SECONDS);
        assertThat(result.ending().exitCode()).isZero();
      }
    }
    assertThat(Files.readAllLines(built))
        .singleElement()
        .asString()
        .contains("library", "python")
        .doesNotContain("science", "start");
    assertThat(Files.readAllLines(asked))
        .hasSize(2)
        .allSatisfy(words -> assertThat(words).contains("--plain " + directory + "/plain"));
  }

  /// Whoever once ran wasm-science does not wait for a newer one with each other guest.
  @Test
  void whatIsLargeIsBuiltForThoseAloneWhoAskForIt() throws Exception {
    worker(BOTH_END);
    Files.writeString(directory.resolve("science"), "");
    build("echo \"$@\" >>%s; exit 1".formatted(built));
    tellReady("science");
    try (Cofferdam engine = engine()) {
      assertThat(later(engine, "node", "-e")).failsWithin(TestLimits.grace(20));
    }
    assertThat(Files.readAllLines(built))
        .singleElement()
        .asString()
        .contains("library", "js")
        .doesNotContain("science");
  }

  @Test
  void aBuildEndsWithItsEngineAndLeavesNothing() throws Exception {
    worker(BOTH_END);
    Path child = folder.resolve("child");
    build("sleep 300 & echo $! >%s.new; mv %s.new %s; wait".formatted(child, child, child));
    tellReady("js");
    Cofferdam engine = engine();
    CompletableFuture<Result> python = later(engine, "python3", "-c");
    await().atMost(TestLimits.grace(20)).until(() -> Files.exists(child));
    assertThat(engine.list()).noneMatch(life -> life.ownerPid() == ProcessHandle.current().pid());
    long before = System.nanoTime();
    engine.close();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(TestLimits.grace(15));
    assertThat(python).failsWithin(TestLimits.grace(20));
    long pid = Long.parseLong(Files.readString(child).strip());
    await()
        .atMost(TestLimits.grace(10))
        .until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
  }

  private void worker(String does) throws IOException {
    Path program = directory.resolve("wasm-worker");
    Files.writeString(program, "#!/bin/sh\n" + does + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    Files.writeString(directory.resolve("library"), "");
  }

  private void build(String does) throws IOException {
    Path script = folder.resolve("checkout/native/wasm-runtime/build");
    Files.createDirectories(script.getParent());
    Files.writeString(script, does + "\n");
  }

  private void tellReady(String guest) throws IOException {
    Path ready = directory.resolve("ready");
    Files.writeString(
        ready,
        "worker %1$s/wasm-worker\nlibrary %1$s/library\n%2$s %1$s/%2$s\n"
            .formatted(directory, guest));
    // Newer than what it is made of.
    Files.setLastModifiedTime(ready, FileTime.from(Instant.now().plusSeconds(60)));
  }

  private static CompletableFuture<Result> later(Cofferdam engine, String... command) {
    SandboxSpec spec =
        SandboxSpec.of(new Program.Command(List.of(command[0], command[1], "1")))
            .withRuntime(new RuntimeRequest.Named(RuntimeName.WASM));
    return CompletableFuture.supplyAsync(
        () -> engine.run(spec, RunStreams.captured()), task -> Thread.ofPlatform().start(task));
  }

  private Cofferdam engine() {
    EngineConfig host = EngineConfig.ofHost();
    return Cofferdam.open(
        new EngineConfig(
            host.runtimeDirectory(),
            host.stateDirectory(),
            Optional.empty(),
            Map.of(RuntimeName.WASM, directory)));
  }
}
