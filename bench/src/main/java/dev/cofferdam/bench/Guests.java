package dev.cofferdam.bench;

import dev.cofferdam.Cofferdam;
import dev.cofferdam.EngineConfig;
import dev.cofferdam.run.Result;
import dev.cofferdam.run.RunStreams;
import dev.cofferdam.sandbox.Bytes;
import dev.cofferdam.sandbox.Program;
import dev.cofferdam.sandbox.RuntimeName;
import dev.cofferdam.sandbox.RuntimeRequest;
import dev.cofferdam.sandbox.SandboxSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// What a run as WebAssembly costs, beside the interpreter itself on the host.
public final class Guests {
  private static final String IMPORTS = "import asyncio, unittest, http.client; print(1)";
  private static final long SETTLE_MILLIS = 700;

  /// A resident engine has long compiled itself when a run asks for it; this many runs do that.
  private static final int RUNS_BEFORE = 1000;

  private static final List<Path> FOLDERS = List.of(Path.of("/usr/bin"), Path.of("/usr/local/bin"));

  private final Path launcher;
  private final int rounds;
  private final EngineConfig config = EngineConfig.ofHost();

  private Guests(Path launcher, int rounds) {
    this.launcher = launcher;
    this.rounds = rounds;
  }

  /// Prints the tables.
  ///
  /// @param args path of the launcher `cofferdam`, number of rounds
  public static void main(String[] args) throws Exception {
    var guests = new Guests(Path.of(args[0]), Integer.parseInt(args[1]));
    guests.show("python3 -c 'print(1)'", "python3", "-c", "print(1)");
    guests.show("python3 -c 'import asyncio, unittest, …'", "python3", "-c", IMPORTS);
    guests.show("node -e 'console.log(1)'", "node", "-e", "console.log(1)");
    guests.memory();
  }

  private void show(String title, String program, String option, String code) throws Exception {
    SandboxSpec spec = spec(List.of(program, option, code));
    List<String> command =
        List.of(
            launcher.toString(),
            "run",
            "--quiet",
            "--runtime",
            "wasm",
            "--",
            program,
            option,
            code);
    var contest = new Contest(title);
    onHost(program)
        .ifPresent(file ->
            contest.add(
                "the bare process",
                () -> Commands.run("1", List.of(file.toString(), option, code))));
    try (Cofferdam engine = Cofferdam.open(config)) {
      for (int runs = 0; runs < RUNS_BEFORE; runs++) {
        run(engine, spec);
      }
      System.out.println(
          contest
              .add("the engine's API, resident worker", () -> run(engine, spec))
              .addTimed("the engine's API, new worker", () -> runAnew(spec))
              .add("cofferdam run", () -> Commands.run("1", command))
              .run(rounds)
              .table());
    }
  }

  private long runAnew(SandboxSpec spec) throws IOException {
    try (Cofferdam engine = Cofferdam.open(config)) {
      long start = System.nanoTime();
      run(engine, spec);
      return System.nanoTime() - start;
    }
  }

  private static void run(Cofferdam engine, SandboxSpec spec) throws IOException {
    Result result = engine.run(spec, RunStreams.captured());
    if (!result.stdout().equals(Bytes.of("1\n"))) {
      throw new IOException("the engine said: " + result.diagnosis());
    }
  }

  private static SandboxSpec spec(List<String> command) {
    return SandboxSpec.of(new Program.Command(command))
        .withRuntime(new RuntimeRequest.Named(RuntimeName.WASM));
  }

  private static Optional<Path> onHost(String program) {
    return FOLDERS.stream()
        .map(folder -> folder.resolve(program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// What a program that sleeps takes, and the worker behind it.
  private void memory() throws Exception {
    System.out.printf(
        Locale.ROOT, "%-46s %8s %8s%n", "a program that sleeps, MiB", "its own", "PSS");
    for (List<String> command :
        List.of(
            List.of("python3", "-c", "import time; print(1); time.sleep(2)"),
            List.of("node", "-e", "console.log(1); setTimeout(() => {}, 2000)"))) {
      try (Cofferdam engine = Cofferdam.open(config)) {
        var running =
            CompletableFuture.supplyAsync(() -> engine.run(spec(command), RunStreams.captured()));
        // Its output is captured and not told before its end; its start takes a fraction of this,
        // and what is measured is a program at rest.
        Thread.sleep(SETTLE_MILLIS);
        for (ProcessHandle worker : ours()) {
          show(command.getFirst() + ", its process", worker.children());
          show(command.getFirst() + ", the worker", Stream.of(worker));
        }
        running.get();
      }
    }
  }

  private static List<ProcessHandle> ours() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().command().orElse("").endsWith("/wasm-worker"))
        .toList();
  }

  private static void show(String what, Stream<ProcessHandle> processes) throws IOException {
    Memory memory = Memory.of(processes.map(ProcessHandle::pid).toList());
    System.out.printf(
        Locale.ROOT, "  %-44s %8.1f %8.1f%n", what, memory.ownMib(), memory.proportionalMib());
  }
}
