package dev.cofferdam.ledger;

import dev.cofferdam.host.TreeRemoval;
import dev.cofferdam.host.cgroup.SandboxCgroup;
import dev.cofferdam.sandbox.SandboxId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Removes what dead owners left: their sandboxes' processes and cgroups, then their entries. What
/// else a sandbox has (mounts, loop devices, bundle, runtime state, files) lives in its mount
/// namespace and is gone with its processes, but for the layers of a runtime without mounts.
///
/// @param ledger whose orphans are swept
public record Sweep(Ledger ledger) {
  /// Sweeps once. Safe beside other sweeps.
  public Swept run() {
    Swept swept = new Swept(0, 0);
    for (Life orphan : ledger.orphans()) {
      swept = swept.plus(release(orphan, ledger::eraseOrphan));
    }
    ledger.removeUnfinished();
    return swept;
  }

  /// Erases the entry of a sandbox that its owner has destroyed, once it is seen that nothing it
  /// names exists any more. What does exist stays written down.
  public void release(Life life) {
    release(life, ledger::erase);
  }

  private static Swept release(Life life, Consumer<SandboxId> erase) {
    int removed = 0;
    boolean clean = true;
    for (String directory : life.cgroups()) {
      Path path = Path.of(directory);
      if (Files.exists(path)) {
        clean &= SandboxCgroup.killAndRemove(path).isEmpty();
        removed++;
      }
    }
    for (String layer : life.layers()) {
      clean &= TreeRemoval.remove(Path.of(layer));
    }
    if (clean) {
      erase.accept(life.id());
    }
    return new Swept(clean ? 1 : 0, removed);
  }
}
