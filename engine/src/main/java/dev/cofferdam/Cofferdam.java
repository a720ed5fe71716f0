package dev.cofferdam;

import dev.cofferdam.ledger.Life;
import dev.cofferdam.ledger.Swept;
import dev.cofferdam.run.Result;
import dev.cofferdam.run.RunStreams;
import dev.cofferdam.sandbox.SandboxSpec;
import java.util.List;

/// The engine. Runs programs in sandboxes of their own and leaves nothing of them. Thread-safe; a
/// sandbox does not outlive the process that holds its engine, nor the engine's [#close()].
public final class Cofferdam implements AutoCloseable {
  private volatile boolean closed;

  private Cofferdam() {}

  /// Opens the engine and removes what dead owners left behind.
  ///
  /// @throws dev.cofferdam.error.CofferdamException when this host cannot run sandboxes
  public static Cofferdam open(EngineConfig config) {
    return new Cofferdam();
  }

  /// Runs a program to its end and destroys its sandbox.
  ///
  /// @return what became of it; a program's failure is data
  /// @throws dev.cofferdam.error.CofferdamException when it could not be run as asked
  public Result run(SandboxSpec spec, RunStreams streams) {
    if (!closed) {
      throw pending();
    }
    throw pending();
  }

  /// Ends every run of this engine; their results say that the caller ended them. Returns at once.
  public void cancelAll() {
    closed = true;
  }

  /// The sandboxes alive on this host, whoever owns them, the oldest first.
  public List<Life> list() {
    if (!closed) {
      throw pending();
    }
    throw pending();
  }

  /// Removes what dead owners left behind.
  public Swept collect() {
    if (!closed) {
      throw pending();
    }
    throw pending();
  }

  @Override
  public void close() {
    closed = true;
  }

  private static IllegalStateException pending() {
    return new IllegalStateException("not built yet");
  }
}
