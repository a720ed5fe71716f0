package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.Cofferdam;
import dev.cofferdam.EngineConfig;
import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.run.RunStreams;
import dev.cofferdam.sandbox.MountSpec.Mode;
import dev.cofferdam.sandbox.RuntimeName;
import dev.cofferdam.sandbox.RuntimeRequest;
import dev.cofferdam.sandbox.SandboxSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// What is executed to run WebAssembly is ours alone, and no mount leads to it or around another.
@ParameterizedClass
@MethodSource("dev.cofferdam.behaviour.RuntimeUnderTest#wasm")
class WasmTrustTest {
  private static final SandboxSpec HELLO = Harness.pythonSpec("print('hello')");

  private final RuntimeUnderTest runtime;

  @TempDir private Path folder = Path.of("/");

  private Path directory = folder;
  private Path worker = folder;
  private Path marker = folder;

  WasmTrustTest(RuntimeUnderTest runtime) {
    this.runtime = runtime;
  }

  /// A worker that only says that it was executed.
  @BeforeEach
  void plant() throws IOException {
    directory = Files.createDirectory(folder.resolve("wasm"));
    marker = folder.resolve("executed");
    worker = program(directory.resolve("wasm-worker"));
    Path guest = Files.writeString(directory.resolve("guest"), "");
    tellReady(worker, guest);
  }

  private Path program(Path file) throws IOException {
    Files.writeString(file, "#!/bin/sh\ntouch %s\nexit 3\n".formatted(marker));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file;
  }

  private void tellReady(Path program, Path guest) throws IOException {
    Files.writeString(
        directory.resolve("ready"),
        "worker %s\nlibrary %s\npython %s\n".formatted(program, guest, guest));
  }

  @Test
  void theTrapWorks() {
    refused(directory, "status 3");
    assertThat(marker).exists();
  }

  @Test
  void anotherUsersDirectoryIsNotUsed() throws IOException {
    Files.setAttribute(directory, "unix:uid", 65534);
    refused(directory, "belongs to another user");
  }

  @Test
  void aDirectoryThatOthersWriteIsNotUsed() throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    refused(directory, "can be written by others");
    assertThat(marker).doesNotExist();
  }

  @Test
  void aFileOfAnotherUsersIsNotUsed() throws IOException {
    for (String name : List.of("ready", "guest", "wasm-worker")) {
      Files.setAttribute(directory.resolve(name), "unix:uid", 65534);
      refused(directory, name + " belongs to another user");
      Files.setAttribute(directory.resolve(name), "unix:uid", 0);
    }
    assertThat(marker).doesNotExist();
  }

  @Test
  void aLinkIsNoWorker() throws IOException {
    Files.move(worker, directory.resolve("real"));
    Files.createSymbolicLink(worker, directory.resolve("real"));
    refused(directory, "is not a regular file");
    assertThat(marker).doesNotExist();
  }

  @Test
  void whatLiesElsewhereIsNotExecuted() throws IOException {
    tellReady(program(folder.resolve("elsewhere")), directory.resolve("guest"));
    assertThatThrownBy(() -> run(directory, HELLO)).isInstanceOf(CofferdamException.class);
    tellReady(directory.resolve("../wasm/../elsewhere"), directory.resolve("guest"));
    assertThatThrownBy(() -> run(directory, HELLO)).isInstanceOf(CofferdamException.class);
    assertThat(marker).doesNotExist();
  }

  @Test
  void anotherUsersStateDirectoryIsNotOpened() throws IOException {
    Path state = Files.createDirectory(folder.resolve("state"));
    Files.setAttribute(state, "unix:uid", 65534);
    assertThatThrownBy(() -> Harness.at(folder.resolve("run"), state, runtime))
        .isInstanceOfSatisfying(
            CofferdamException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.REFUSED_UNSAFE));
  }

  @Test
  void whereItLiesCannotBeMounted() {
    for (Path source : List.of(runtime.program(), folder.toAbsolutePath())) {
      Path wasm = source.equals(folder) ? directory : runtime.program();
      assertThatThrownBy(
              () -> run(wasm, HELLO.withMounts(List.of(Harness.mount(source, "/data", Mode.RW)))))
          .isInstanceOfSatisfying(
              CofferdamException.class,
              refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.REFUSED_UNSAFE));
    }
  }

  @Test
  void aMountInsideOfAnotherIsRefusedWithTheRemedy() throws IOException {
    Path outer = Files.createDirectory(folder.resolve("outer"));
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Files.createDirectory(outer.resolve("in"));
    try (Harness harness = Harness.on(runtime)) {
      SandboxSpec spec =
          HELLO.withMounts(
              List.of(
                  Harness.mount(outer, "/data", Mode.RW),
                  Harness.mount(inner, "/data/in", Mode.RO)));
      assertThatThrownBy(() -> harness.run(spec))
          .isInstanceOfSatisfying(
              CofferdamException.class,
              refusal -> {
                assertThat(refusal.code()).isEqualTo(ErrorCode.LIMIT_UNENFORCEABLE);
                assertThat(refusal).hasMessageContaining("/data/in lies in /data");
                assertThat(refusal.remedy()).contains("--runtime runsc");
              });
      SandboxSpec beside =
          HELLO.withMounts(
              List.of(
                  Harness.mount(outer, "/workspace/in", Mode.RW),
                  Harness.mount(inner, "/workspace/inner", Mode.RO)));
      assertThat(harness.run(beside).stdout().toText()).isEqualTo("hello\n");
    }
  }

  private void refused(Path wasm, String why) {
    assertThatThrownBy(() -> run(wasm, HELLO))
        .isInstanceOfSatisfying(
            CofferdamException.class,
            refusal -> {
              assertThat(refusal).hasMessageContaining(why);
              assertThat(refusal.remedy()).isNotBlank();
            });
  }

  private static void run(Path wasm, SandboxSpec spec) {
    EngineConfig host = EngineConfig.ofHost();
    try (Cofferdam engine =
        Cofferdam.open(
            new EngineConfig(
                host.runtimeDirectory(),
                host.stateDirectory(),
                Optional.empty(),
                Map.of(RuntimeName.WASM, wasm)))) {
      engine.run(
          spec.withRuntime(new RuntimeRequest.Named(RuntimeName.WASM)), RunStreams.captured());
    }
  }
}
