package dev.cofferdam.doctor;

import dev.cofferdam.EngineConfig;
import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Does what the doctor's remedies say, as far as a command does it: installs packages through the
/// distribution's package manager, loads modules, builds gVisor, and makes the engine's
/// directories. A second time there is nothing left to do.
public final class Setup {
  // Compiling gVisor takes one to several minutes, on a busy machine many.
  private static final Duration DEADLINE = Duration.ofMinutes(45);
  private static final String AGAIN = "run cofferdam setup again once that is solved";

  /// One command, with what it is for.
  ///
  /// @param what a few words for people
  /// @param argv the exact command
  /// @param asRoot whether it changes the system, which takes root
  public record Step(String what, List<String> argv, boolean asRoot) {
    public Step {
      argv = List.copyOf(argv);
    }

    /// The command as it is typed in a shell.
    public String line() {
      return String.join(" ", argv);
    }
  }

  private Setup() {}

  /// What there is to do on this host; empty when all is there.
  public static List<Step> plan(Checkup checkup, EngineConfig config) {
    var steps = new ArrayList<>(plan(checkup, Packages.of(new LiveHost())));
    steps.addAll(directories(config));
    return List.copyOf(steps);
  }

  /// The remedies that are commands, all packages in one.
  static List<Step> plan(Checkup checkup, Packages manager) {
    var packages = new LinkedHashSet<String>();
    var others = new LinkedHashSet<Remedy>();
    List<String> install = manager.installCommand();
    for (Finding finding : checkup.findings()) {
      Optional<List<String>> command = finding.remedy().flatMap(Remedy::command);
      if (finding.status() == Status.OK || command.isEmpty()) {
        continue;
      }
      List<String> argv = command.get();
      if (!install.isEmpty()
          && argv.size() > install.size()
          && argv.subList(0, install.size()).equals(install)) {
        packages.addAll(argv.subList(install.size(), argv.size()));
      } else {
        finding.remedy().ifPresent(others::add);
      }
    }
    var steps = new ArrayList<Step>();
    if (!packages.isEmpty()) {
      if (manager == Packages.APT) {
        steps.add(new Step("read the package lists", List.of("apt-get", "update"), true));
      }
      var argv = new ArrayList<>(install);
      argv.addAll(packages);
      steps.add(new Step("install " + String.join(", ", packages), argv, true));
    }
    others.forEach(remedy ->
        steps.add(new Step(remedy.words(), remedy.command().orElse(List.of()), remedy.asRoot())));
    return steps;
  }

  private static List<Step> directories(EngineConfig config) {
    var steps = new ArrayList<Step>();
    // Prepared images must be reachable for the ids that sandboxes map, the ledger for nobody.
    directory("state directory", config.stateDirectory(), "0755").ifPresent(steps::add);
    directory("runtime directory", config.runtimeDirectory(), "0711").ifPresent(steps::add);
    return steps;
  }

  private static Optional<Step> directory(String name, Path path, String mode) {
    if (Files.exists(path)) {
      return Optional.empty();
    }
    Path parent = path;
    while (parent.getParent() != null && !Files.exists(parent)) {
      parent = parent.getParent();
    }
    return Optional.of(
        new Step(
            "make the " + name,
            List.of("install", "-d", "-m", mode, path.toString()),
            !Files.isWritable(parent)));
  }

  /// Runs the steps one after the other and stops at the first that fails.
  ///
  /// @param steps from [#plan(Checkup, EngineConfig)]
  /// @param progress takes each line for people as it comes: what is done, and what the commands
  ///   print
  /// @throws CofferdamException when a step needs root, this package manager is not one that we
  ///   drive, or a command failed
  public static void execute(List<Step> steps, Consumer<String> progress) {
    refuseImpossible(steps);
    int number = 0;
    for (Step step : steps) {
      number++;
      progress.accept("[" + number + "/" + steps.size() + "] " + step.what() + ": " + step.line());
      int status = run(step, progress);
      if (status != 0) {
        throw new CofferdamException(
            ErrorCode.HOST_UNSUITABLE,
            step.argv().getFirst() + " failed with status " + status,
            "see its output above; " + AGAIN);
      }
    }
  }

  private static void refuseImpossible(List<Step> steps) {
    for (Step step : steps) {
      String program = step.argv().getFirst();
      if (program.equals("dnf") || program.equals("apk")) {
        throw new CofferdamException(
            ErrorCode.HOST_UNSUITABLE,
            "setup installs packages with apt-get only so far",
            "run as root: " + step.line());
      }
    }
    Optional<Step> rootly = steps.stream().filter(Step::asRoot).findFirst();
    if (rootly.isPresent() && !new LiveHost().root()) {
      throw new CofferdamException(
          ErrorCode.HOST_UNSUITABLE,
          "setup needs root to " + rootly.get().what(),
          "sudo ./cofferdam setup");
    }
  }

  /// The exit status, each line of output passed on as it comes.
  private static int run(Step step, Consumer<String> progress) {
    var builder = new ProcessBuilder(step.argv()).redirectErrorStream(true);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process;
    try {
      process = builder.start();
    } catch (IOException notStarted) {
      throw new CofferdamException(
          ErrorCode.HOST_UNSUITABLE,
          step.argv().getFirst() + " cannot be started: " + notStarted.getMessage(),
          AGAIN,
          notStarted);
    }
    // Its own thread, so that a command that hangs silently meets the deadline too.
    Thread reader = Thread.startVirtualThread(() -> pass(process, progress));
    try {
      if (!process.waitFor(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new CofferdamException(
            ErrorCode.HOST_UNSUITABLE,
            step.argv().getFirst() + " did not end within " + DEADLINE.toMinutes() + " minutes",
            AGAIN);
      }
      // A daemon started by a package may hold the pipe for ever.
      reader.join(Duration.ofSeconds(2));
      return process.exitValue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CofferdamException(
          ErrorCode.HOST_UNSUITABLE, "setup was interrupted", AGAIN, interrupted);
    } finally {
      process.destroy();
    }
  }

  private static void pass(Process process, Consumer<String> progress) {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        // dpkg counts to a hundred for a terminal that is not there.
        if (!line.matches("\\(Reading database \\.\\.\\. (\\d+%)?")) {
          progress.accept("  " + line);
        }
      }
    } catch (IOException closed) {
      // The process is gone; its status tells the rest.
    }
  }
}
