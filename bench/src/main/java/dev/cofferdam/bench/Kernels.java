package dev.cofferdam.bench;

import dev.cofferdam.Cofferdam;
import dev.cofferdam.EngineConfig;
import dev.cofferdam.image.HostImage;
import dev.cofferdam.ledger.Life;
import dev.cofferdam.run.Result;
import dev.cofferdam.run.RunStreams;
import dev.cofferdam.sandbox.Program;
import dev.cofferdam.sandbox.RuntimeName;
import dev.cofferdam.sandbox.RuntimeRequest;
import dev.cofferdam.sandbox.SandboxSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// What a kernel in user space costs, beside the host's: a cold run, system calls, memory at rest.
///
/// @param config with the runtimes to be measured
/// @param runc its program
/// @param runsc its program
/// @param rounds how many
record Kernels(EngineConfig config, Path runc, Path runsc, int rounds) {
  private static final List<String> PRINT = List.of("/usr/bin/python3", "-c", "print(1)");
  private static final String CLOCK = "import os, time\nbegin = time.perf_counter_ns()\n";
  private static final String TELL = "print(time.perf_counter_ns() - begin)";
  private static final String GETPID = CLOCK + "for _ in range(100000): os.getpid()\n" + TELL;
  private static final String FILES =
      CLOCK
          + "for _ in range(10000):\n"
          + "    fd = os.open('/usr/lib/os-release', os.O_RDONLY)\n"
          + "    os.read(fd, 4096)\n"
          + "    os.close(fd)\n"
          + TELL;
  private static final long SETTLE_MILLIS = 500;

  /// Prints the tables.
  ///
  /// @param scratch a directory that a mapped root gets into
  void show(Path scratch) throws Exception {
    RuncBundle plain =
        RuncBundle.make(
            scratch.resolve("sentry"), HostImage.prepare(config.stateDirectory()), PRINT, Map.of());
    try (Cofferdam engine = Cofferdam.open(config)) {
      System.out.println(
          new Contest("python3 -c 'print(1)', cold")
              .add("the bare process", () -> Commands.run("1", PRINT))
              .add("runc run", () -> Commands.run("1", plain.command(runc)))
              .add("runsc run", () -> Commands.run("1", plain.sentryCommand(runsc)))
              .add("the engine's API, runc", () -> run(engine, RuntimeName.RUNC, PRINT))
              .add("the engine's API, runsc", () -> run(engine, RuntimeName.RUNSC, PRINT))
              .run(rounds)
              .table());
      calls(engine, "100,000 getpid", GETPID);
      calls(engine, "10,000 open, read and close", FILES);
      memory(engine);
    }
  }

  private void calls(Cofferdam engine, String title, String program) throws Exception {
    List<String> command = List.of("/usr/bin/python3", "-c", program);
    System.out.println(
        new Contest(title + ", inside")
            .addTimed("on runc", () -> nanos(run(engine, RuntimeName.RUNC, command)))
            .addTimed("on runsc", () -> nanos(run(engine, RuntimeName.RUNSC, command)))
            .run(rounds)
            .table());
  }

  private static long nanos(String said) {
    return Long.parseLong(said.strip());
  }

  private static String run(Cofferdam engine, RuntimeName runtime, List<String> command)
      throws IOException {
    Result result = engine.run(spec(runtime, command), RunStreams.captured());
    if (result.ending().exitCode() != 0) {
      throw new IOException("the engine said: " + result.diagnosis());
    }
    return result.stdout().toText();
  }

  private static SandboxSpec spec(RuntimeName runtime, List<String> command) {
    return SandboxSpec.of(new Program.Command(command))
        .withRuntime(new RuntimeRequest.Named(runtime));
  }

  /// The proportional set of every process of a sandbox that sleeps (proc(5), smaps_rollup).
  private void memory(Cofferdam engine) throws Exception {
    System.out.printf(Locale.ROOT, "%-46s %8s%n", "a sandbox that sleeps", "PSS MiB");
    for (RuntimeName runtime : List.of(RuntimeName.RUNC, RuntimeName.RUNSC)) {
      SandboxSpec sleep = spec(runtime, List.of("sleep", "3"));
      var running = CompletableFuture.supplyAsync(() -> engine.run(sleep, RunStreams.captured()));
      // What is measured is a sandbox at rest, which nothing tells of a program that only sleeps.
      Thread.sleep(2 * SETTLE_MILLIS);
      var pids = new ArrayList<Long>();
      for (Life life : engine.list()) {
        pids.addAll(processes(Path.of(life.cgroups().getFirst())));
      }
      double mib = Memory.of(pids).proportionalMib();
      running.get();
      System.out.printf(Locale.ROOT, "  %-44s %8.1f%n", "on " + runtime.label(), mib);
    }
    System.out.println();
  }

  private static List<Long> processes(Path cgroup) throws IOException {
    var pids = new ArrayList<Long>();
    try (Stream<Path> tree = Files.walk(cgroup)) {
      for (Path list : tree.filter(path -> path.endsWith("cgroup.procs")).toList()) {
        Files.readAllLines(list).forEach(pid -> pids.add(Long.parseLong(pid)));
      }
    }
    return pids;
  }
}
