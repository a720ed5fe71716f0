package dev.cofferdam.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// The numbers in the diagnoses that rest on counters.
class CountedCausesTest {
  @Test
  void memoryNamesDeltaPeakAndLimit() {
    Diagnosis memory = new Given().ended(137, Ending.By.OOM).oomKills(1, 128 * Given.MIB).primary();
    assertThat(memory.evidence())
        .containsExactly(
            new Evidence.Counter("memory.oom_control:oom_kill", 1, OptionalLong.empty()),
            new Evidence.Counter(
                "memory.max_usage_in_bytes", 128 * Given.MIB, OptionalLong.of(128 * Given.MIB)));
    assertThat(memory.summary()).contains("128 MiB of 128 MiB");
    assertThat(memory.mitigation()).startsWith("-m 256m");
    assertThat(memory.details()).containsEntry("oomKills", "1").containsKey("limitBytes");
  }

  @Test
  void memoryOnVersionTwoNamesItsOwnPeak() {
    Diagnosis memory =
        new Given()
            .exit(1)
            .oomKills(2, 127 * Given.MIB)
            .oomKillSource("memory.events:oom_kill")
            .primary();
    assertThat(memory.evidence().getLast())
        .isInstanceOfSatisfying(
            Evidence.Counter.class, peak -> assertThat(peak.name()).isEqualTo("memory.peak"));
    assertThat(memory.summary()).contains("2 processes").contains("gave up");
  }

  @Test
  void memoryFilledByFilesSaysSo() {
    Diagnosis memory =
        new Given()
            .ended(137, Ending.By.OOM)
            .oomKills(1, 128 * Given.MIB)
            .layerInMemory(100 * Given.MIB)
            .primary();
    assertThat(memory.summary()).contains("100 MiB of them by files").contains("tmpfs");
    assertThat(
            new Given()
                .ended(137, Ending.By.OOM)
                .oomKills(1, 128 * Given.MIB)
                .layerInMemory(60 * Given.MIB)
                .primary()
                .summary())
        .doesNotContain("tmpfs");
  }

  @Test
  void memorySaysWhoEndedTheProgram() {
    Given child = new Given().ended(124, Ending.By.TIMEOUT).oomKills(1, 128 * Given.MIB);
    assertThat(child.primary().summary()).contains("until its time was over");
    Findings flooded =
        new Given()
            .ended(137, Ending.By.OUTPUT)
            .printed(100 * Given.MIB, 0)
            .oomKills(1, 128 * Given.MIB)
            .findings();
    assertThat(flooded.primary()).map(Diagnosis::kind).contains(Kind.OUTPUT_LIMIT);
    assertThat(flooded.contributing().getFirst().summary())
        .contains("until it had printed too much")
        .doesNotContain("gave up");
  }

  @Test
  void noRemedyAsksForMoreThanTheHostHas() {
    Given busy =
        new Given()
            .ceilings(2000, 192 * Given.MIB, 100)
            .milliCpus(2000)
            .ended(124, Ending.By.TIMEOUT)
            .time(10_000, 19_900, 5_000);
    assertThat(busy.findings().toString()).doesNotContain("--cpus").contains("no more CPUs");
    busy.milliCpus(1500).time(10_000, 14_900, 5_000);
    assertThat(busy.primary().mitigation()).contains("--cpus 2 ");
    assertThat(busy.oomKills(1, 5).primary().mitigation()).startsWith("-m 192m");
    assertThat(busy.oomKills(0, 5).pidsRefused(90).primary().mitigation())
        .startsWith("--pids-limit 100");
    Given full = new Given().ceilings(1000, 128 * Given.MIB, 64).exit(1);
    assertThat(full.oomKills(1, 5).primary().mitigation()).doesNotContain("-m ");
    assertThat(full.oomKills(0, 5).pidsRefused(1).primary().mitigation())
        .doesNotContain("--pids-limit");
  }

  @Test
  void exit137IsNotMemory() {
    assertThat(new Given().exit(137).primary().kind()).isEqualTo(Kind.PROGRAM_ERROR);
    assertThat(new Given().exit(137).primary().details())
        .containsEntry("signalByConvention", "SIGKILL");
    assertThat(new Given().signal(9).primary().kind()).isEqualTo(Kind.SIGNALED);
    assertThat(new Given().signal(9).primary().details()).containsEntry("signal", "SIGKILL");
  }

  @Test
  void refusedAllocationIsNotTheMemoryLimit() {
    Diagnosis error =
        new Given()
            .exit(1)
            .failed("mmap", "ENOMEM", "")
            .stderr(Given.traceback("bytearray(10**15)", "MemoryError"))
            .primary();
    assertThat(error.kind()).isEqualTo(Kind.PROGRAM_ERROR);
    assertThat(error.evidence())
        .anySatisfy(item -> assertThat(item).isInstanceOf(Evidence.FailedCall.class));
    assertThat(error.mitigation()).contains("--ulimit");
  }

  @Test
  void timeoutTellsComputingFromWaiting() {
    Given busy = new Given().ended(124, Ending.By.TIMEOUT).time(30_000, 29_000, 0);
    assertThat(busy.primary().details()).containsEntry("bound", "cpu");
    assertThat(busy.primary().mitigation()).contains("--timeout 60s").contains("--cpus 2");
    Given idle = new Given().ended(124, Ending.By.TIMEOUT).time(30_000, 100, 0);
    assertThat(idle.primary().details()).containsEntry("bound", "wall");
    assertThat(idle.primary().mitigation()).doesNotContain("--cpus");
  }

  @Test
  void oneBusyThreadOfFourCpusComputes() {
    Diagnosis busy =
        new Given().milliCpus(4000).ended(124, Ending.By.TIMEOUT).time(30_000, 29_900, 0).primary();
    assertThat(busy.details()).containsEntry("bound", "cpu");
    assertThat(busy.mitigation()).doesNotContain("--cpus");
  }

  @Test
  void halfACpuUsedUpComputes() {
    assertThat(
            new Given()
                .milliCpus(500)
                .ended(124, Ending.By.TIMEOUT)
                .time(30_000, 14_800, 14_000)
                .primary()
                .mitigation())
        .contains("--cpus 1 ");
  }

  @Test
  void processLimitNamesTheLimit() {
    Diagnosis limit = new Given().ended(124, Ending.By.TIMEOUT).pidsRefused(24_371).primary();
    assertThat(limit.summary()).contains("24371").contains("64");
    assertThat(limit.mitigation()).contains("--pids-limit 128");
    assertThat(limit.evidence())
        .containsExactly(new Evidence.Counter("pids.events:max", 24_371, OptionalLong.of(64)));
  }

  @Test
  void outputLimitNamesTheStream() {
    Diagnosis output =
        new Given().ended(137, Ending.By.OUTPUT).printed(5, 100 * Given.MIB).primary();
    assertThat(output.details()).containsEntry("stream", "stderr");
    assertThat(output.mitigation()).contains("--output 20m");
  }

  @Test
  void diskTellsBytesFromInodes() {
    Diagnosis bytes =
        new Given()
            .exit(1)
            .disk(60 * Given.MIB, 0, 100)
            .failed("write", "ENOSPC", "/workspace/big")
            .primary();
    assertThat(bytes.details())
        .containsEntry("resource", "bytes")
        .containsEntry("mount", "/workspace");
    assertThat(bytes.mitigation()).startsWith("--disk 128m");
    Diagnosis inodes =
        new Given()
            .exit(1)
            .disk(20 * Given.MIB, 40 * Given.MIB, 0)
            .failed("openat", "ENOSPC", "/workspace/f9999")
            .primary();
    assertThat(inodes.details()).containsEntry("resource", "inodes");
    assertThat(inodes.evidence().getLast())
        .isEqualTo(new Evidence.Counter("statfs:f_ffree", 0, OptionalLong.empty()));
  }

  @Test
  void diskIsBelievedThoughTheFilesWereRemovedInTheEnd() {
    assertThat(new Given().exit(1).failed("write", "ENOSPC", "/tmp/x").primary().details())
        .containsEntry("resource", "bytes");
  }

  @Test
  void diskNamesSharedMemoryAndTheHostsOwnDisk() {
    Diagnosis shared = new Given().exit(1).failed("write", "ENOSPC", "/dev/shm/block").primary();
    assertThat(shared.kind()).isEqualTo(Kind.DISK_FULL);
    assertThat(shared.mitigation()).startsWith("--shm-size 128m");
    Diagnosis host =
        new Given()
            .mount("/srv/out", "/out", "rw")
            .exit(1)
            .failed("write", "EDQUOT", "/out/x")
            .primary();
    assertThat(host.summary()).contains("host's filesystem").contains("/out");
    assertThat(host.mitigation()).doesNotContain("--disk");
  }

  @Test
  void diskRestsOnItsFillWhereNothingWasRecorded() {
    Diagnosis full = new Given().exit(1).unrecorded().disk(60 * Given.MIB, 0, 9).primary();
    assertThat(full.kind()).isEqualTo(Kind.DISK_FULL);
    assertThat(full.evidence())
        .allSatisfy(item -> assertThat(item.source()).isEqualTo(Evidence.Source.COUNTER));
    assertThat(new Given().exit(1).disk(60 * Given.MIB, 0, 9).primary().kind())
        .isEqualTo(Kind.PROGRAM_ERROR);
  }

  @Test
  void diskIsNotBlamedForATimeoutWhileThereIsRoom() {
    Findings findings =
        new Given().ended(124, Ending.By.TIMEOUT).failed("write", "ENOSPC", "/tmp/x").findings();
    assertThat(findings.primary()).map(Diagnosis::kind).contains(Kind.TIMEOUT);
    assertThat(findings.contributing()).extracting(Diagnosis::kind).contains(Kind.DISK_FULL);
  }

  @Test
  void watchesThatRanOutAreNoDisk() {
    assertThat(
            new Given()
                .exit(1)
                .failed("inotify_add_watch", "ENOSPC", "/workspace")
                .primary()
                .kind())
        .isEqualTo(Kind.PROGRAM_ERROR);
  }
}
