package dev.cofferdam.behaviour;

import static org.awaitility.Awaitility.await;

import dev.cofferdam.ledger.Life;
import dev.cofferdam.run.Result;
import dev.cofferdam.run.RunStreams;
import dev.cofferdam.sandbox.Limits;
import dev.cofferdam.sandbox.Program;
import dev.cofferdam.sandbox.SandboxSpec;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// A run that goes on while the test looks at it.
///
/// @param harness what runs it
/// @param name its label, by which its life is found
/// @param result what becomes of it
record Started(Harness harness, String name, CompletableFuture<Result> result) {
  /// Starts a shell's command line.
  static Started shell(Harness harness, Limits limits, OutputStream stdout, String line) {
    String name = "n" + UUID.randomUUID();
    SandboxSpec plain = SandboxSpec.of(new Program.Command(List.of("sh", "-c", line)));
    var spec =
        new SandboxSpec(
            plain.program(),
            plain.image(),
            plain.runtime(),
            Optional.of(name),
            Map.of(),
            List.of(),
            plain.workdir(),
            plain.user(),
            limits,
            plain.network(),
            List.of(),
            Optional.empty(),
            false,
            false);
    var streams =
        new RunStreams(
            InputStream.nullInputStream(),
            stdout,
            OutputStream.nullOutputStream(),
            Optional.empty());
    CompletableFuture<Result> result =
        CompletableFuture.supplyAsync(() -> harness.run(spec, streams), Thread::startVirtualThread);
    return new Started(harness, name, result);
  }

  /// Waits until the engine has written it down, which is before any of it exists.
  Life awaitLife() {
    return await().atMost(TestLimits.PATIENCE).until(this::life, Optional::isPresent).orElseThrow();
  }

  /// Waits until its sandbox is destroyed.
  void awaitGone() {
    await().atMost(TestLimits.PATIENCE).until(() -> life().isEmpty());
  }

  /// What is written down of it while it lives.
  Optional<Life> life() {
    return harness.engine().list().stream()
        .filter(life -> life.name().equals(Optional.of(name)))
        .findFirst();
  }
}
