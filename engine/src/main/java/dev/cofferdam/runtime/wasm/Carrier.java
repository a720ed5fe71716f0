package dev.cofferdam.runtime.wasm;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.host.KernelName;
import java.nio.file.Path;

/// What a run is in: the native worker, which has many, or a JVM that has this one.
sealed interface Carrier permits Worker, JvmRun {
  /// Its program's file.
  Path program();

  /// The engine with its version, and the guest that it holds.
  KernelName engine();

  /// Kills a run; its end is told as any other.
  void kill(WorkerRun run);

  /// Whether somebody stopped it, so that it answers nobody.
  boolean isStopped();

  /// Ends one that does not answer, with all that it runs.
  void abandon();

  /// Why it is gone, as far as it said.
  CofferdamException gone();

  /// Is told that a run of its is over and will not be asked after again.
  void release(WorkerRun run);
}
