package dev.cofferdam.runtime.wasm;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.runtime.Runtime.Unserved;
import dev.cofferdam.sandbox.MountSpec;
import dev.cofferdam.sandbox.SandboxSpec;
import dev.cofferdam.sandbox.Ulimit;
import java.util.Optional;
import java.util.Set;

/// What can be asked of a sandbox and WebAssembly has not got: refused, since what is asked for and
/// not kept would be a lie. What is kept without any doing of ours is not among it: one process
/// satisfies every `--pids-limit`, no shared memory every `--shm-size`, and without orphans there
/// is nothing for `--init` to reap.
///
/// @param spec what is asked
/// @param cgroups whether the kernel can hold a program of ours to anything
record Unhonoured(SandboxSpec spec, boolean cgroups) {
  private static final long OPEN_FILES = 1024;
  private static final Set<String> ULIMITS = Set.of("nofile", "core");
  private static final int ONE_CPU = 1000;

  /// Why it is refused; empty where all of it can be kept.
  Optional<Unserved> reason() {
    if (spec.terminal().isPresent()) {
      return unserved("wasm has no terminals", "leave out -t, or use --runtime runsc");
    }
    if (!spec.user().equals(SandboxSpec.User.APPUSER)) {
      return unserved(
          "wasm has no users: a program is nobody inside",
          "leave out --user, or use --runtime runsc");
    }
    if (!spec.limits().io().isNone()) {
      return unserved(
          "wasm does not limit disk throughput",
          "leave out --device-read-bps and its kin, or use --runtime runsc");
    }
    for (Ulimit ulimit : spec.ulimits()) {
      if (!ULIMITS.contains(ulimit.name())) {
        return unserved(
            "the ulimit " + ulimit.name() + " means nothing on wasm",
            "leave it out (nofile and core are known), or use --runtime runsc");
      }
    }
    if (!cgroups && spec.limits().milliCpus() < ONE_CPU) {
      return unserved(
          "without a cgroup nothing holds a program to less than one CPU",
          "leave out --cpus, or see 'cofferdam doctor' on cgroups");
    }
    return nestedMount();
  }

  /// A directory that is given reaches all that lies below it, so that what is mounted over a part
  /// of it would hide nothing and keep nothing read-only.
  private Optional<Unserved> nestedMount() {
    for (MountSpec inner : spec.mounts()) {
      for (MountSpec outer : spec.mounts()) {
        if (inner.destination().startsWith(outer.destination() + "/")) {
          return unserved(
              "wasm cannot keep a mount inside of another one: "
                  + inner.destination()
                  + " lies in "
                  + outer.destination(),
              "mount it where no other one lies, or use --runtime runsc");
        }
      }
    }
    return Optional.empty();
  }

  /// Refuses what cannot be kept.
  void refuse() {
    reason()
        .ifPresent(found -> {
          throw new CofferdamException(
              ErrorCode.LIMIT_UNENFORCEABLE, found.reason(), found.remedy());
        });
  }

  /// How many files it may have open.
  static long openFiles(SandboxSpec spec) {
    return spec.ulimits().stream()
        .filter(ulimit -> ulimit.name().equals("nofile") && ulimit.soft() >= 0)
        // The worker takes 0 for its own default.
        .mapToLong(ulimit -> Math.max(1, ulimit.soft()))
        .findFirst()
        .orElse(OPEN_FILES);
  }

  private static Optional<Unserved> unserved(String reason, String remedy) {
    return Optional.of(new Unserved(reason, remedy));
  }
}
