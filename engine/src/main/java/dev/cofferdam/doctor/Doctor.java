package dev.cofferdam.doctor;

import dev.cofferdam.EngineConfig;
import java.util.ArrayList;

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
