package dev.cofferdam.run;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.sandbox.SandboxSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Whether a host can hold a sandbox at all: a limit above what there is would be shown but never
/// be reached.
///
/// @param memoryBytes of the host (proc(5), `MemTotal`)
/// @param processors of the host
public record Admission(long memoryBytes, int processors) {
  /// What this host has.
  public static Admission ofHost() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
        if (line.startsWith("MemTotal:")) {
          long kibibytes = Long.parseLong(line.replaceAll("\\D", ""));
          return new Admission(
              kibibytes * 1024, java.lang.Runtime.getRuntime().availableProcessors());
        }
      }
      throw new IOException("no MemTotal in /proc/meminfo");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// Refuses what this host cannot hold.
  public void check(SandboxSpec spec) {
    if (spec.limits().memoryBytes() > memoryBytes) {
      throw new CofferdamException(
          ErrorCode.LIMIT_UNENFORCEABLE,
          "the memory limit is above what this host has (" + (memoryBytes >> 20) + " MiB)",
          "lower it, for example -m 512m");
    }
    if (spec.limits().milliCpus() > processors * 1000) {
      throw new CofferdamException(
          ErrorCode.LIMIT_UNENFORCEABLE,
          "the CPU limit is above what this host has (" + processors + " CPUs)",
          "lower it, for example --cpus 1");
    }
  }
}
