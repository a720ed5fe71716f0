package dev.cofferdam.behaviour;

import dev.cofferdam.sandbox.IoLimits;
import dev.cofferdam.sandbox.Limits;
import dev.cofferdam.sandbox.SandboxSpec;
import dev.cofferdam.sandbox.Ulimit;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/// The contract's limits with what a test changes. Time limits that should not be reached grow on
/// the emulated host (`testhost/`), which is 10 to 20 times slower; those that should be stay.
final class TestLimits {
  static final long MIB = 1L << 20;
  private static final int SLOWER = System.getenv("TESTHOST") == null ? 1 : 10;

  /// A time that a sound run never needs.
  static final Duration PATIENCE = Duration.ofSeconds(60).multipliedBy(SLOWER);

  private TestLimits() {}

  /// How long a few steps of ours may take on a busy machine.
  static Duration grace(int seconds) {
    return Duration.ofSeconds(seconds).multipliedBy(SLOWER);
  }

  static Limits memory(int mib) {
    return memoryAndDisk(mib, 64);
  }

  static Limits memoryAndDisk(int memoryMib, int diskMib) {
    return of(memoryMib * MIB, 1000, 64, diskMib * MIB, PATIENCE, 10 * MIB, IoLimits.NONE);
  }

  static Limits pids(int pids, Duration wall) {
    return of(128 * MIB, 1000, pids, 64 * MIB, wall, 10 * MIB, IoLimits.NONE);
  }

  /// For programs that fork up to this limit and go on.
  static Limits forking(RuntimeUnderTest runtime, int pids, Duration wall) {
    long memory = runtime.memoryToFork(pids) * MIB;
    return of(memory, 1000, pids, 64 * MIB, wall, 10 * MIB, IoLimits.NONE);
  }

  static Limits milliCpus(int milliCpus) {
    return of(128 * MIB, milliCpus, 64, 64 * MIB, PATIENCE, 10 * MIB, IoLimits.NONE);
  }

  static Limits wall(Duration wall) {
    return pids(64, wall);
  }

  static Limits output(long bytes) {
    return of(128 * MIB, 1000, 64, 64 * MIB, PATIENCE, bytes, IoLimits.NONE);
  }

  static Limits writing(long bytesPerSecond, boolean strict) {
    var io =
        new IoLimits(
            OptionalLong.empty(),
            OptionalLong.of(bytesPerSecond),
            OptionalLong.empty(),
            OptionalLong.empty(),
            strict);
    return of(128 * MIB, 1000, 64, 64 * MIB, PATIENCE, 10 * MIB, io);
  }

  static SandboxSpec withUlimit(SandboxSpec spec, Ulimit ulimit) {
    return with(spec, List.of(ulimit), spec.stdin(), spec.supervised());
  }

  static SandboxSpec withStdin(SandboxSpec spec) {
    return with(spec, spec.ulimits(), true, spec.supervised());
  }

  static SandboxSpec supervised(SandboxSpec spec) {
    return with(spec, spec.ulimits(), spec.stdin(), true);
  }

  private static SandboxSpec with(
      SandboxSpec spec, List<Ulimit> ulimits, boolean stdin, boolean supervised) {
    return new SandboxSpec(
        spec.program(),
        spec.image(),
        spec.runtime(),
        spec.name(),
        spec.environment(),
        spec.mounts(),
        spec.workdir(),
        spec.user(),
        spec.limits(),
        spec.network(),
        ulimits,
        spec.terminal(),
        stdin,
        supervised);
  }

  private static Limits of(
      long memory, int milliCpus, int pids, long disk, Duration wall, long output, IoLimits io) {
    return new Limits(memory, milliCpus, pids, disk, 64 * MIB, wall, output, io);
  }
}
