package dev.cofferdam.ledger;

import dev.cofferdam.host.cgroup.SandboxCgroup;
import java.nio.file.Files;
import java.nio.file.Path;

/// Removes what dead owners left: their sandboxes' processes and cgroups, then their entries. What
/// else a sandbox has (mounts, loop devices, bundle, runtime state, files) lives in its mount
/// namespace and is gone with its processes.
///
/// @param ledger whose orphans are swept
public record Sweep(Ledger ledger) {
  /// Sweeps once. Safe beside other sweeps.
  public Swept run() {
    int lives = 0;
    int cgroups = 0;
    for (Life orphan : ledger.orphans()) {
      boolean clean = true;
      for (String directory : orphan.cgroups()) {
        Path path = Path.of(directory);
        if (Files.exists(path)) {
          clean &= SandboxCgroup.killAndRemove(path).isEmpty();
          cgroups++;
        }
      }
      if (clean) {
        ledger.eraseOrphan(orphan.id());
        lives++;
      }
    }
    ledger.removeUnfinished();
    return new Swept(lives, cgroups);
  }
}
