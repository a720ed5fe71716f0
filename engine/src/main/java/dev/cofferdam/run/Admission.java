package dev.cofferdam.run;

import dev.cofferdam.diagnosis.Ceilings;
import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.host.ResourceLimits;
import dev.cofferdam.runtime.Reserve;
import dev.cofferdam.sandbox.SandboxSpec;
import dev.cofferdam.sandbox.Ulimit;

/// Whether a host can hold a sandbox at all: a limit above what there is would be shown but never
/// be reached.
///
/// @param memoryBytes the most that any sandbox here can have
/// @param pids the most processes that any sandbox here can have
public record Admission(long memoryBytes, long pids) {
  /// Refuses what this host cannot hold.
  ///
  /// @param reserve what the runtime needs beside the program
  public void check(SandboxSpec spec, Reserve reserve) {
    long mostMemory = reserve.memoryWithin(memoryBytes);
    if (spec.limits().memoryBytes() > mostMemory) {
      throw unenforceable(
          "the memory limit is above what a sandbox can have here ("
              + (mostMemory >> 20)
              + " MiB"
              + beside(reserve.memoryBytes() >> 20, " MiB")
              + ")",
          "-m " + Math.min(512, mostMemory >> 20) + "m");
    }
    long mostPids = reserve.pidsWithin(pids);
    if (spec.limits().pids() > mostPids) {
      throw unenforceable(
          "the process limit is above what a sandbox can have here ("
              + mostPids
              + beside(reserve.pids(), " and more")
              + ")",
          "--pids-limit " + Math.min(64, mostPids));
    }
    for (Ulimit ulimit : spec.ulimits()) {
      long ceiling = ResourceLimits.ceiling(ulimit.resource());
      if (!ResourceLimits.fits(ulimit.hard(), ceiling)) {
        throw unenforceable(
            "the ulimit "
                + ulimit.name()
                + " is above what a program can have here ("
                + ceiling
                + ")",
            "--ulimit " + ulimit.name() + "=" + ceiling);
      }
    }
    int processors = Runtime.getRuntime().availableProcessors();
    if (spec.limits().milliCpus() > processors * 1000) {
      throw unenforceable(
          "the CPU limit is above what this host has (" + processors + " CPUs)", "--cpus 1");
    }
  }

  /// The same as numbers, for remedies that this host can give.
  public Ceilings ceilings(Reserve reserve) {
    return new Ceilings(
        Runtime.getRuntime().availableProcessors() * 1000,
        reserve.memoryWithin(memoryBytes),
        reserve.pidsWithin(pids));
  }

  private static String beside(long amount, String unit) {
    return amount == 0 ? "" : ", beside the runtime's own " + amount + unit;
  }

  private static CofferdamException unenforceable(String message, String example) {
    return new CofferdamException(
        ErrorCode.LIMIT_UNENFORCEABLE, message, "lower it, for example " + example);
  }
}
