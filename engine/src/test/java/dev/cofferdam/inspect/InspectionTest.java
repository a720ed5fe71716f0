package dev.cofferdam.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import dev.cofferdam.host.KernelName;
import dev.cofferdam.host.ProcessIdentity;
import dev.cofferdam.ledger.Ledger;
import dev.cofferdam.ledger.Life;
import dev.cofferdam.ledger.UidRanges;
import dev.cofferdam.runtime.GuestKernel;
import dev.cofferdam.runtime.Inside;
import dev.cofferdam.runtime.Verified;
import dev.cofferdam.sandbox.RuntimeName;
import dev.cofferdam.sandbox.SandboxId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A sandbox at both ends of its life, where most cannot be known: this process stands for its own.
class InspectionTest {
  private static final long SELF = ProcessHandle.current().pid();
  private static final Life LIFE =
      new Life(
          SandboxId.random(),
          Optional.empty(),
          RuntimeName.RUNC,
          List.of("sh"),
          SELF,
          ProcessIdentity.startTime(SELF).orElseThrow(),
          ProcessIdentity.bootId(),
          Instant.EPOCH,
          Instant.EPOCH,
          List.of("/no/cgroup"));

  private final Ledger ledger;

  InspectionTest(@TempDir Path directory) {
    this.ledger = Ledger.open(directory, UidRanges.ofHost());
    ledger.intend(LIFE);
  }

  private void begin(long pid, long pidStart) {
    var name = new KernelName("6.1", "#1");
    var found =
        new Verified(
            GuestKernel.HOST,
            new Inside(name, "", "", Optional.of("EPERM"), "", ""),
            name,
            pid,
            pidStart,
            Path.of("/x/runc"),
            Instant.now());
    var asked =
        new Asked("host", "sha256:0", "1:1", "/", false, false, "none", 1, 1, 1, 1, 1, List.of());
    ledger.begin(LIFE.id(), new Beginning(found, asked, Optional.empty()).text());
  }

  private Inspection look() {
    return Inspection.of(LIFE, ledger, (life, program) -> Optional.of("1.0"));
  }

  @Test
  void beforeTheProgramBeginsEveryPartThatIsMissingHasItsReason() {
    Inspection seen = look();
    assertThat(seen.status()).isEqualTo(Inspection.Status.CREATED);
    assertThat(InspectionTree.of(seen)).containsEntry("Image", null).containsEntry("Mounts", null);
    assertThat(seen.unknown())
        .containsKeys("Image", "HostConfig", "Mounts", "State.Pid", "Cofferdam.Verified");
    assertThat(InspectionJson.lines(InspectionTree.of(seen)))
        .contains("\n    \"Image\": null,\n", "\"Runtime\": \"runc\"");
  }

  @Test
  void aProcessThatIsGoneOrWhoseNumberAnotherHasIsNotLookedAt() {
    begin(SELF, 1);
    Inspection seen = look();
    assertThat(seen.status()).isEqualTo(Inspection.Status.EXITED);
    assertThat(seen.process()).isEmpty();
    assertThat(seen.unknown())
        .containsEntry("Cofferdam.Process", "the process is gone")
        .containsEntry("Cofferdam.Mounts", "the process is gone");
  }

  @Test
  void aProcessThatLivesIsShownAsTheKernelHasIt() {
    begin(SELF, LIFE.ownerStart());
    Inspection seen = look();
    assertThat(seen.status()).isEqualTo(Inspection.Status.RUNNING);
    assertThat(seen.mounts().orElseThrow()).anyMatch(mount -> mount.destination().equals("/"));
    assertThat(seen.process().orElseThrow().namespaces())
        .filteredOn(namespace -> namespace.kind().equals("pid"))
        .allMatch(namespace -> namespace.isOwn().equals(Optional.of(false)));
    assertThat(InspectionTree.of(seen).get("Cofferdam"))
        .asInstanceOf(MAP)
        .extractingByKey("Versions")
        .asInstanceOf(MAP)
        .containsAllEntriesOf(Map.of("Runtime", "1.0", "RuntimeProgram", "/x/runc"));
  }
}
