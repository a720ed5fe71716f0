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
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/// What a program costs as WebAssembly, beside the interpreter of the host's: with a worker that is
/// there, with one started for it, and from the command line.
///
/// @param launcher the launcher `cofferdam`
/// @param config where the engine has its things
/// @param rounds how many
record Guests(Path launcher, EngineConfig config, int rounds) {
  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final String IMPORTS = "import asyncio, unittest, http.client\nprint(1)";
  private static final long SETTLE_MILLIS = 1000;
  private static final int KIB_IN_MIB = 1024;
  private static final int INSTANCES = 200;

  /// The smallest module with `_start`: a type, a function of it, its export, an empty body.
  private static final String TRIVIAL =
      "0061736d01000000"
          + "010401600000"
          + "03020100"
          + "070a01065f73746172740000"
          + "0a040102000b";

  /// Prints the tables.
  ///
  /// @param node the host's node
  /// @param scratch a directory for what is compiled
  void show(Path node, Path scratch) throws Exception {
    contest("python3 -c 'print(1)'", List.of(PYTHON.toString(), "-c", "print(1)"), "main.py");
    contest("python3, three large imports", List.of(PYTHON.toString(), "-c", IMPORTS), "main.py");
    contest(
        "node -e 'console.log(1)'", List.of(node.toString(), "-e", "console.log(1)"), "main.js");
    instances(scratch);
    memory();
  }

  /// @param bare the interpreter's command, the program last
  private void contest(String title, List<String> bare, String name) throws Exception {
    Path script = Files.createTempDirectory("bench").resolve(name);
    Files.writeString(script, bare.getLast() + "\n");
    SandboxSpec spec = spec(name, bare.getLast());
    List<String> command =
        List.of(launcher.toString(), "run", "--quiet", "--runtime", "wasm", script.toString());
    try (Cofferdam resident = Cofferdam.open(config)) {
      System.out.println(
          new Contest(title)
              .add("the bare process", () -> Commands.run("1", bare))
              .add("the engine's API, resident worker", () -> run(resident, spec))
              .addTimed("the engine's API, a new worker", () -> withNewWorker(spec))
              .add("cofferdam run", () -> Commands.run("1", command))
              .run(rounds)
              .table());
    } finally {
      Files.delete(script);
      Files.delete(script.getParent());
    }
  }

  private long withNewWorker(SandboxSpec spec) throws IOException {
    try (Cofferdam fresh = Cofferdam.open(config)) {
      long start = System.nanoTime();
      run(fresh, spec);
      return System.nanoTime() - start;
    }
  }

  private static void run(Cofferdam engine, SandboxSpec spec) throws IOException {
    Result result = engine.run(spec, RunStreams.captured());
    if (!result.stdout().toText().equals("1\n")) {
      throw new IOException("the engine said: " + result.diagnosis());
    }
  }

  private static SandboxSpec spec(String name, String source) {
    String interpreter = name.endsWith(".js") ? "node" : "python3";
    return SandboxSpec.of(
            new Program.Script(name, Bytes.of(source + "\n"), List.of(interpreter), List.of()))
        .withRuntime(new RuntimeRequest.Named(RuntimeName.WASM));
  }

  /// Medians of making an instance, as the worker itself measures them.
  private void instances(Path scratch) throws IOException {
    Map<String, Path> parts = parts();
    Path module = Files.write(scratch.resolve("trivial.wasm"), HexFormat.of().parseHex(TRIVIAL));
    Path compiled = scratch.resolve("trivial.cwasm");
    String worker = path(parts, "worker");
    String library = path(parts, "library");
    Commands.text(
        List.of(worker, "compile", "--library", library, module.toString(), compiled.toString()));
    System.out.printf(Locale.ROOT, "%-46s %8s%n", "to make an instance, of " + INSTANCES, "µs");
    Map.of(
            "a trivial module",
            compiled.toString(),
            "the Python component",
            path(parts, "python"),
            "the JavaScript component",
            path(parts, "js"))
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each ->
            System.out.printf(
                "  %-44s %8s%n", each.getKey(), time(worker, library, each.getValue())));
    System.out.println();
  }

  private static String time(String worker, String library, String artifact) {
    return Commands.text(
            List.of(worker, "time", "--library", library, artifact, Integer.toString(INSTANCES)))
        .strip();
  }

  private static String path(Map<String, Path> parts, String name) {
    return String.valueOf(parts.get(name));
  }

  /// What the build left in the engine's directory, by name.
  private Map<String, Path> parts() throws IOException {
    Path ready = config.wasmDirectory().resolve("ready");
    return Files.readAllLines(ready).stream()
        .map(line -> line.split(" ", 2))
        .collect(Collectors.toMap(words -> words[0], words -> Path.of(words[1])));
  }

  /// The proportional set of a run that sleeps; the worker that it was forked from shares most.
  private void memory() throws Exception {
    SandboxSpec sleep = spec("main.py", "import time; time.sleep(3)");
    try (Cofferdam engine = Cofferdam.open(config)) {
      var running = CompletableFuture.supplyAsync(() -> engine.run(sleep, RunStreams.captured()));
      Thread.sleep(SETTLE_MILLIS);
      long kib = 0;
      for (var life : engine.list()) {
        kib += Kernels.proportionalKib(Path.of(life.cgroups().getFirst()));
      }
      running.get();
      System.out.printf(
          Locale.ROOT,
          "%-46s %8s%n  %-44s %8.1f%n%n",
          "a Python run that sleeps",
          "PSS MiB",
          "on wasm",
          (double) kib / KIB_IN_MIB);
    }
  }
}
