package dev.cofferdam.bench;

import dev.cofferdam.Cofferdam;
import dev.cofferdam.EngineConfig;
import dev.cofferdam.host.seccomp.OciSeccomp;
import dev.cofferdam.host.seccomp.SeccompPolicy;
import dev.cofferdam.host.trace.FailureRecorder;
import dev.cofferdam.image.HostImage;
import dev.cofferdam.image.RootFilesystem;
import dev.cofferdam.run.Result;
import dev.cofferdam.run.RunStreams;
import dev.cofferdam.sandbox.Program;
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

/// What a cold run of `python3 -c 'print(1)'` costs, beside the bare process and beside runc alone.
public final class Bench {
  private static final List<String> PROGRAM = List.of("/usr/bin/python3", "-c", "print(1)");
  private static final SandboxSpec SPEC =
      SandboxSpec.of(new Program.Command(PROGRAM))
          .withRuntime(new RuntimeRequest.Named(RuntimeName.RUNC));
  private static final List<String> UNCACHED =
      List.of("/usr/bin/env", "COFFERDAM_JAVA_OPTS=-XX:AOTMode=off");

  private final Path launcher;
  private final Path runc;
  private final Path runsc;
  private final int rounds;
  private final EngineConfig config;

  private Bench(Path launcher, Path runc, Path runsc, int rounds) {
    this.launcher = launcher;
    this.runc = runc;
    this.runsc = runsc;
    this.rounds = rounds;
    EngineConfig host = EngineConfig.ofHost();
    this.config =
        new EngineConfig(
            host.runtimeDirectory(),
            host.stateDirectory(),
            Optional.empty(),
            Map.of(RuntimeName.RUNC, runc, RuntimeName.RUNSC, runsc));
  }

  /// Prints the tables.
  ///
  /// @param args path of the launcher `cofferdam`, path of runc, path of runsc, number of rounds
  public static void main(String[] args) throws Exception {
    var bench =
        new Bench(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), Integer.parseInt(args[3]));
    Path scratch = bench.scratch();
    try {
      bench.runs(scratch);
      new Kernels(bench.config, bench.runc, bench.runsc, bench.rounds).show(scratch);
    } finally {
      Commands.run("", List.of("/bin/rm", "-rf", scratch.toString()));
    }
    bench.starts();
    bench.recording();
    bench.steps();
  }

  /// A directory that runc gets into as a mapped root.
  private Path scratch() throws IOException {
    Files.createDirectories(config.stateDirectory());
    Path scratch = Files.createTempDirectory(config.stateDirectory(), "bench");
    return Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwx--x--x"));
  }

  private void runs(Path scratch) throws Exception {
    RootFilesystem image = HostImage.prepare(config.stateDirectory());
    RuncBundle plain = RuncBundle.make(scratch.resolve("plain"), image, PROGRAM, Map.of());
    RuncBundle filtered =
        RuncBundle.make(
            scratch.resolve("filtered"),
            image,
            PROGRAM,
            OciSeccomp.section(SeccompPolicy.standard()));
    List<String> command =
        Commands.with(
            List.of(launcher.toString(), "run", "--quiet", "--runtime", "runc", "--"), PROGRAM);
    try (Cofferdam engine = Cofferdam.open(config)) {
      show(
          new Contest("python3 -c 'print(1)', cold")
              .add("the bare process", () -> Commands.run("1", PROGRAM))
              .add("runc run", () -> Commands.run("1", plain.command(runc)))
              .add(
                  "runc run, with our static filter",
                  () -> Commands.run("1", filtered.command(runc)))
              .add("the engine's API, in a warm JVM", () -> run(engine))
              .add("cofferdam run", () -> Commands.run("1", command))
              .add(
                  "cofferdam run, without the AOT cache",
                  () -> Commands.run("1", Commands.with(UNCACHED, command)))
              .run(rounds));
    }
  }

  private static void run(Cofferdam engine) throws IOException {
    Result result = engine.run(SPEC, RunStreams.captured());
    if (!result.stdout().toText().equals("1\n")) {
      throw new IOException("the engine said: " + result.diagnosis());
    }
  }

  private void starts() throws Exception {
    List<String> command = List.of(launcher.toString(), "version");
    show(
        new Contest("cofferdam version")
            .add("with the AOT cache", () -> Commands.run("", command))
            .add("without", () -> Commands.run("", Commands.with(UNCACHED, command)))
            .run(rounds));
  }

  private void recording() throws Exception {
    Optional<Recording> possible = Recording.open(PROGRAM);
    if (possible.isEmpty()) {
      System.out.println("recording of failed calls: not measured, no unified cgroup hierarchy\n");
      return;
    }
    try (Recording recording = possible.get()) {
      show(
          new Contest("python3 -c 'print(1)', bare, and the recorder")
              .addTimed("no recorder on the machine", recording::without)
              .addTimed("recorder attached, not watching it", () -> recording.with(false))
              .addTimed("recorder attached and watching it", () -> recording.with(true))
              .run(rounds));
    }
  }

  private void steps() throws Exception {
    var dropped = new Contest("");
    var unrecorded = new Contest("a run's steps, no recorder");
    var recorded = new Contest("a run's steps, recorder watching");
    var without = new Stage(config, Optional.empty());
    for (int round = 0; round < rounds; round++) {
      without.run(SPEC, round == 0 ? dropped : unrecorded);
      if (FailureRecorder.open() instanceof FailureRecorder.Recording(FailureRecorder recorder)) {
        try (recorder) {
          new Stage(config, Optional.of(recorder)).run(SPEC, round == 0 ? dropped : recorded);
        }
      }
    }
    show(unrecorded);
    show(recorded);
  }

  private static void show(Contest contest) {
    System.out.println(contest.table());
  }
}
