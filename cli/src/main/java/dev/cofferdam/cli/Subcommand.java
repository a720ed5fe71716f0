package dev.cofferdam.cli;

import java.util.concurrent.Callable;

/// A subcommand: does its work and says with which status to exit.
interface Subcommand extends Callable<Integer> {
  /// Whether `--debug` was given.
  boolean debug();

  @Override
  Integer call();
}
