package dev.cofferdam.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.host.ProcessIdentity;
import dev.cofferdam.sandbox.RuntimeName;
import dev.cofferdam.sandbox.SandboxId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
  private static final long SELF = ProcessHandle.current().pid();
  private static final long STARTED = ProcessIdentity.startTime(SELF).orElseThrow();

  @TempDir Path folder;

  private Ledger ledger() {
    return Ledger.open(folder.resolve("ledger"), UidRanges.of());
  }

  private static Life life(Optional<String> name, long pid, long start, String boot) {
    return new Life(
        SandboxId.random(),
        name,
        RuntimeName.RUNC,
        List.of("python3", "a b"),
        pid,
        start,
        boot,
        Instant.now(),
        Instant.now().plusSeconds(30),
        List.of("/sys/fs/cgroup/x"));
  }

  private static Life living(Optional<String> name) {
    return life(name, SELF, STARTED, ProcessIdentity.bootId());
  }

  @Test
  void anEntryComesBackAsItWasWritten() {
    Life life = living(Optional.of("build-42"));
    ledger().intend(life);
    assertThat(ledger().all()).containsExactly(life);
    assertThat(ledger().find(life.id())).contains(life);
  }

  @Test
  void aLabelIsUniqueAmongTheLivingAndFreeAfterwards() {
    Life first = living(Optional.of("mine"));
    ledger().intend(first);
    assertThatThrownBy(() -> ledger().intend(living(Optional.of("mine"))))
        .isInstanceOfSatisfying(
            CofferdamException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.NAME_TAKEN));
    assertThat(ledger().all()).containsExactly(first);
    ledger().erase(first.id());
    ledger().intend(living(Optional.of("mine")));
  }

  @Test
  void aLabelOfADeadOwnerIsTakenOver() {
    ledger().intend(life(Optional.of("mine"), SELF, STARTED - 1, ProcessIdentity.bootId()));
    Life heir = living(Optional.of("mine"));
    ledger().intend(heir);
    assertThat(ledger().living()).containsExactly(heir);
  }

  @Test
  void whoIsDeadIsToldByStartTimeAndBoot() {
    Life recycledPid = life(Optional.empty(), SELF, STARTED - 1, ProcessIdentity.bootId());
    Life otherBoot = life(Optional.empty(), SELF, STARTED, "another boot");
    Life alive = living(Optional.empty());
    List.of(recycledPid, otherBoot, alive).forEach(life -> ledger().intend(life));
    assertThat(ledger().orphans()).containsExactlyInAnyOrder(recycledPid, otherBoot);
    assertThat(ledger().living()).containsExactly(alive);
  }

  @Test
  void noTwoSandboxesShareARangeOfIds() throws Exception {
    Set<Long> bases = ConcurrentHashMap.newKeySet();
    try (var threads = Executors.newFixedThreadPool(8)) {
      var taken = new ArrayList<Future<Boolean>>();
      for (int i = 0; i < 200; i++) {
        taken.add(threads.submit(() -> bases.add(ledger().intend(living(Optional.empty())))));
      }
      for (Future<?> future : taken) {
        assertThat(future.get()).isEqualTo(true);
      }
    }
    assertThat(bases).hasSize(200).allMatch(base -> base % UidRanges.SIZE == 0);
  }

  @Test
  void aRangeTouchesNoEntryOfSubuid() throws IOException {
    Path subuid = Files.writeString(folder.resolve("subuid"), "someone:1073741824:1073741824\n");
    Ledger crowded = Ledger.open(folder.resolve("other"), UidRanges.of(subuid));
    assertThatThrownBy(() -> crowded.intend(living(Optional.empty())))
        .isInstanceOf(CofferdamException.class)
        .hasMessageContaining("no range of user ids");
    assertThat(crowded.all()).isEmpty();
  }

  @Test
  void nothingIsLeftOfAnErasedEntry() throws IOException {
    Life life = living(Optional.of("gone"));
    ledger().intend(life);
    ledger().begin(life.id(), "found");
    assertThat(ledger().begun(life.id())).contains("found");
    ledger().erase(life.id());
    try (var files = Files.walk(folder.resolve("ledger"))) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void aSweepErasesWhatADeadOwnerBeganAlsoHalfWritten() throws IOException {
    Life orphan = life(Optional.empty(), SELF, STARTED - 1, ProcessIdentity.bootId());
    Life alive = living(Optional.empty());
    for (Life life : List.of(orphan, alive)) {
      ledger().intend(life);
      ledger().begin(life.id(), "found");
    }
    Path begun = folder.resolve("ledger/begun");
    Files.writeString(begun.resolve(orphan.id() + ".making-"), "fou");
    new Sweep(ledger()).run();
    try (var files = Files.list(begun)) {
      assertThat(files).containsExactly(begun.resolve(alive.id().value()));
    }
  }

  @Test
  void aMangledEntryIsNoEntry() throws IOException {
    ledger();
    Files.writeString(
        folder.resolve("ledger/lives").resolve(SandboxId.random().value()), "{\"id\":");
    assertThat(ledger().all()).isEmpty();
  }
}
