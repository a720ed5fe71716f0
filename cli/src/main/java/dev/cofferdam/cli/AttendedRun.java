package dev.cofferdam.cli;

import dev.cofferdam.Cofferdam;
import dev.cofferdam.EngineConfig;
import dev.cofferdam.run.CallerReader;
import dev.cofferdam.run.CallerTerminal;
import dev.cofferdam.run.Result;
import dev.cofferdam.run.ResultJson;
import dev.cofferdam.run.RunStreams;
import dev.cofferdam.sandbox.SandboxSpec;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A run with its caller present: streams joined, terminal raw while it lasts, signals heeded. On
/// SIGINT, SIGTERM or SIGHUP the JVM starts its shutdown; our hook ends the run and holds the JVM
/// until nothing of it is left.
final class AttendedRun {
  /// Longer than the engine needs to kill and remove a sandbox; then the watchdog has it anyway.
  private static final long GRACE_SECONDS = 5;

  private final Console console;
  private final boolean json;
  private final boolean quiet;
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean interrupted;
  private volatile @Nullable Cofferdam engine;
  private volatile @Nullable AutoCloseable rawMode;

  AttendedRun(Console console, boolean json, boolean quiet) {
    this.console = console;
    this.json = json;
    this.quiet = quiet;
  }

  /// Runs to the end and reports.
  ///
  /// @return the exit status
  int run(EngineConfig config, SandboxSpec spec) {
    Runtime.getRuntime().addShutdownHook(new Thread(this::interrupt, "cofferdam-interrupt"));
    try (Cofferdam opened = Cofferdam.open(config)) {
      engine = opened;
      if (interrupted) {
        return ExitStatus.OURS;
      }
      Optional<CallerReader> reader = console.watchReader(opened::cancelAll);
      Result result = opened.run(spec, streams(spec));
      reader.ifPresent(CallerReader::close);
      restoreTerminal();
      report(result);
      return console.readerGone() ? ExitStatus.READER_GONE : result.ending().exitCode();
    } finally {
      restoreTerminal();
      finished.countDown();
    }
  }

  private void report(Result result) {
    if (json) {
      console.print(ResultJson.of(result) + "\n");
    } else if (!quiet) {
      console.say(String.join("\n", Report.lines(result)));
    }
  }

  private RunStreams streams(SandboxSpec spec) {
    OutputStream out = json ? OutputStream.nullOutputStream() : console.out();
    OutputStream err = json ? OutputStream.nullOutputStream() : console.err();
    InputStream in = spec.stdin() ? console.in() : InputStream.nullInputStream();
    Optional<CallerTerminal> terminal =
        spec.terminal().isPresent() ? CallerTerminal.ofCaller() : Optional.empty();
    if (spec.stdin()) {
      // Without -i the caller's keys stay the terminal's own, so that Ctrl-C interrupts us.
      terminal.ifPresent(present -> rawMode = present.raw());
    }
    return new RunStreams(in, out, err, terminal.map(CallerTerminal::resizes));
  }

  private void interrupt() {
    interrupted = true;
    Cofferdam opened = engine;
    if (opened != null && finished.getCount() > 0) {
      opened.cancelAll();
      awaitEnd();
    }
    restoreTerminal();
  }

  private void awaitEnd() {
    try {
      if (!finished.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
        console.say("the sandbox is still going down; nothing of it outlives this process");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void restoreTerminal() {
    AutoCloseable raw = rawMode;
    rawMode = null;
    if (raw != null) {
      try {
        raw.close();
      } catch (Exception gone) {
        console.say("the terminal could not be restored\n  reset(1) does it");
      }
    }
  }
}
