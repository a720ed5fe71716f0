package dev.cofferdam.doctor;

import dev.cofferdam.EngineConfig;
import dev.cofferdam.sandbox.RuntimeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks at this host and changes nothing. What it cannot learn by reading it tries, in a child
/// process of a few milliseconds; a child that does not end is killed after five seconds. The BPF
/// program that records failed calls it loads itself, and takes it away at once.
public final class Doctor {
  private Doctor() {}

  /// Examines the host as the user who runs us.
  ///
  /// @param config where the engine would keep its things
  /// @return what was found, in the order of the layers
  public static Checkup examine(EngineConfig config) {
    return examine(new LiveHost(), config);
  }

  /// What version the program of a runtime says it is, which is asked to by starting it.
  ///
  /// @param file the program
  /// @return empty when it says none
  public static Optional<String> version(RuntimeName runtime, String file) {
    return version(new LiveHost(), runtime, file);
  }

  static Optional<String> version(Host host, RuntimeName runtime, String file) {
    String told = host.run(List.of(file, "--version")).text();
    return switch (runtime) {
      case RUNC -> RuntimeCheck.version(told);
      case RUNSC -> RunscCheck.version(host, file, told);
      case MICROVM, WASM -> Optional.empty();
    };
  }

  static Checkup examine(Host host, EngineConfig config) {
    var findings = new ArrayList<Finding>();
    findings.addAll(KernelCheck.examine(host));
    findings.addAll(CgroupCheck.examine(host));
    findings.addAll(NamespaceCheck.examine(host));
    findings.addAll(StorageCheck.examine(host, config));
    findings.addAll(RuntimeCheck.examine(host, config));
    findings.addAll(ProgramCheck.examine(host));
    return new Checkup(findings);
  }
}
