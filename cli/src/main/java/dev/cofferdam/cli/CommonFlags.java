package dev.cofferdam.cli;

import picocli.CommandLine.Option;

/// The flags that every subcommand has.
final class CommonFlags {
  @Option(names = "--debug", description = "Show the stack trace of a failure.")
  boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;
}
