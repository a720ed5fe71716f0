package dev.cofferdam.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.EngineConfig;
import dev.cofferdam.host.KernelName;
import dev.cofferdam.runtime.wasm.JvmEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoctorTest {
  private static final EngineConfig CONFIG =
      new EngineConfig(
          Path.of("/run/cofferdam"), Path.of("/var/lib/cofferdam"), Optional.empty(), Map.of());
  private static final String HYBRID =
      """
      27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
      32 31 0:29 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu
      35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
      38 31 0:35 / /sys/fs/cgroup/blkio rw,relatime - cgroup cgroup rw,blkio
      39 31 0:36 / /sys/fs/cgroup/pids rw,relatime - cgroup cgroup rw,pids
      40 31 0:37 / /sys/fs/cgroup/systemd rw,relatime - cgroup cgroup rw,name=systemd
      41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
      """;

  private final PaperHost host = new PaperHost();

  private Finding find(String subject) {
    return Doctor.examine(host, CONFIG).findings().stream()
        .filter(finding -> finding.subject().equals(subject))
        .findFirst()
        .orElseThrow();
  }

  private void hybrid() {
    host.files.put("/proc/self/mountinfo", HYBRID);
    host.files.remove("/sys/fs/cgroup/cgroup.controllers");
    host.files.put("/sys/fs/cgroup/unified/cgroup.controllers", "hugetlb\n");
  }

  @Test
  void aGoodHostIsReady() {
    Checkup checkup = Doctor.examine(host, CONFIG);
    assertThat(checkup.ready()).isTrue();
    assertThat(checkup.blockers()).isEmpty();
    assertThat(checkup.findings())
        .allSatisfy(finding -> {
          assertThat(finding.detail()).isNotBlank().doesNotContain("\n");
          finding.remedy().ifPresent(remedy -> assertThat(remedy.line()).doesNotContain("\n"));
        });
  }

  @Test
  void everyRequiredPartBlocksWhenItIsMissing() {
    host.remove("/usr/sbin/runc");
    host.remove(PaperHost.OUR_RUNSC);
    host.remove(PaperHost.WASM);
    host.remove("/usr/sbin/mkfs.ext4");
    host.remove("/dev/loop-control");
    host.files.put("/proc/sys/kernel/seccomp/actions_avail", "kill errno allow\n");
    host.architecture = "aarch64";
    host.freeBytes = 1 << 20;
    assertThat(Doctor.examine(host, CONFIG).blockers())
        .extracting(Finding::subject)
        .containsExactly(
            "architecture",
            "seccomp",
            "loop devices",
            "mkfs.ext4",
            "disk space",
            "default runtime");
  }

  @Test
  void kernelsAreJudgedByAge() {
    assertThat(find("kernel").status()).isEqualTo(Status.OK);
    host.files.put("/proc/sys/kernel/osrelease", "5.13.19-2\n");
    assertThat(find("kernel").status()).isEqualTo(Status.LIMITED);
    host.files.put("/proc/sys/kernel/osrelease", "5.10.0-30-amd64\n");
    assertThat(find("kernel").status()).isEqualTo(Status.BROKEN);
    host.files.put("/proc/sys/kernel/osrelease", "not a version\n");
    assertThat(find("kernel").blocks()).isTrue();
  }

  @Test
  void theHybridHierarchyIsVersion1() {
    hybrid();
    assertThat(find("cgroup mode").detail()).startsWith("v1 (hybrid)");
    assertThat(find("cgroup controllers").detail()).isEqualTo("blkio cpu memory pids");
    assertThat(find("cgroup delegation").status()).isEqualTo(Status.OK);
    assertThat(Doctor.examine(host, CONFIG).ready()).isTrue();
  }

  @Test
  void whatTracingLacksIsWhatTheAttemptSaid() {
    assertThat(find("BPF tracing").status()).isEqualTo(Status.OK);
    host.unrecorded = Optional.of("failed system calls cannot be recorded: EINVAL while loading");
    assertThat(find("BPF tracing").status()).isEqualTo(Status.LIMITED);
    assertThat(find("BPF tracing").detail()).contains("EINVAL while loading");
    assertThat(find("BPF tracing").remedy()).isEmpty();
    host.files.put("/sys/kernel/security/lockdown", "none integrity [confidentiality]\n");
    assertThat(find("BPF tracing").remedy().orElseThrow().line()).contains("lockdown");
  }

  @Test
  void aMissingControllerBlocks() {
    host.files.put("/sys/fs/cgroup/cgroup.controllers", "memory pids\n");
    assertThat(find("cgroup controllers").blocks()).isTrue();
    assertThat(find("cgroup controllers").detail()).contains("lacking cpu");
  }

  @Test
  void aReadOnlyCgroupOfAContainerBlocks() {
    host.readOnly.add("/sys/fs/cgroup");
    assertThat(find("cgroup delegation").blocks()).isTrue();
  }

  @Test
  void withoutRootItTakesDelegationAndRanges() {
    host.asUser(1000);
    host.readOnly.add("/sys/fs/cgroup/user.slice/session-1.scope");
    assertThat(find("cgroup delegation").remedy().orElseThrow().line()).contains("Delegate=yes");
    host.readOnly.clear();
    assertThat(find("cgroup delegation").status()).isEqualTo(Status.OK);
    assertThat(find("newuidmap").remedy().orElseThrow().line())
        .endsWith("apt-get install -y --no-install-recommends uidmap");
    assertThat(find("/etc/subuid").blocks()).isTrue();
    host.files.put("/etc/subuid", "bob:1:2\nann:100000:65536\n");
    assertThat(find("/etc/subuid").status()).isEqualTo(Status.OK);
    assertThat(find("writable layer").detail()).contains("-m");
    assertThat(find("BPF tracing").status()).isEqualTo(Status.LIMITED);
  }

  @Test
  void withoutRootVersion1TakesACgroupInEachHierarchy() {
    hybrid();
    host.asUser(1000);
    host.files.put("/proc/self/cgroup", "5:pids:/\n4:memory:/ann\n1:cpu,cpuacct:/ann\n0::/ann\n");
    host.readOnly.add("/sys/fs/cgroup/pids");
    assertThat(find("cgroup delegation").blocks()).isTrue();
    assertThat(find("cgroup delegation").detail()).startsWith("/sys/fs/cgroup/pids is not");
    host.readOnly.clear();
    assertThat(find("cgroup delegation").status()).isEqualTo(Status.OK);
  }

  @Test
  void namespacesThatAreOffAreNamedWithTheirSwitch() {
    host.files.put("/proc/sys/user/max_user_namespaces", "0\n");
    assertThat(find("namespaces").remedy().flatMap(Remedy::command))
        .contains(List.of("sysctl", "-w", "user.max_user_namespaces=15000"));
  }

  @Test
  void namespacesAreTried() {
    host.install("/usr/bin/unshare", 1, "unshare: unshare failed: Operation not permitted\n");
    assertThat(find("namespaces").blocks()).isTrue();
    assertThat(find("namespaces").detail()).contains("Operation not permitted");
  }

  @Test
  void aPlainChrootIsNamedAsOne() {
    host.files.computeIfPresent(
        "/proc/self/mountinfo", (file, mounts) -> mounts.substring(mounts.indexOf('\n') + 1));
    assertThat(find("root directory").blocks()).isTrue();
    assertThat(find("root directory").detail()).contains("chroot");
    assertThat(Doctor.examine(host, CONFIG).blockers()).hasSize(1);
  }

  @Test
  void swapIsWorthAWordOnlyWhenInUse() {
    host.files.remove("/sys/fs/cgroup/user.slice/session-1.scope/memory.swap.max");
    assertThat(find("swap accounting").status()).isEqualTo(Status.OK);
    host.files.put("/proc/swaps", "Filename\n/dev/sda2 partition 1 0 -2\n");
    assertThat(find("swap accounting").blocks()).isTrue();
  }

  @Test
  void debiansRuncHasTheFirstHoleMendedAndTheLaterOnesOpen() {
    host.install(
        "/usr/sbin/runc", 0, "runc version 1.1.5+ds1\ncommit: 1.1.5+ds1-1+deb12u1\nspec: 1\n");
    host.install("/usr/bin/dpkg-query", 0, "");
    host.outputs.put(
        "/usr/bin/dpkg-query -W -f ${Version} runc", new Host.Output(0, "1.1.5+ds1-1+deb12u1"));
    Finding runc = find("runc");
    assertThat(runc.status()).isEqualTo(Status.LIMITED);
    assertThat(runc.detail())
        .isEqualTo(
            "1.1.5+ds1 at /usr/sbin/runc, 3.7 years old; the distribution mended CVE-2024-21626;"
                + " open: CVE-2025-31133, CVE-2025-52565, CVE-2025-52881, CVE-2026-41579");
    host.files.put(
        "/usr/share/doc/runc/changelog.Debian.gz",
        "CVE-2024-21626 CVE-2025-31133 CVE-2025-52565 CVE-2025-52881 CVE-2026-41579");
    assertThat(find("runc").status()).isEqualTo(Status.OK);
  }

  @Test
  void aRuncThatNoPackageOwnsIsNotMended() {
    host.install("/usr/local/sbin/runc", 0, "runc version 1.1.5\n");
    host.install("/usr/bin/dpkg-query", 1, "no path found\n");
    assertThat(find("runc").detail()).contains("/usr/local/sbin/runc", "open: CVE-2024-21626");
  }

  @Test
  void aRuncThatDoesNotAnswerIsBroken() {
    host.install("/usr/sbin/runc", -1, "did not end within 5 s");
    assertThat(find("runc").status()).isEqualTo(Status.BROKEN);
    assertThat(find("default runtime").detail())
        .startsWith("auto takes runsc; usable: runsc, wasm (");
    assertThat(Doctor.examine(host, CONFIG).ready()).isTrue();
  }

  @Test
  void ourRunscTellsItsVersionByItsBuildInformation() {
    assertThat(find("runsc"))
        .isEqualTo(
            Finding.ok(
                "runsc",
                "v0.0.0-20260701204157-69c2d17aea96 at /var/lib/cofferdam/tools/runsc,"
                    + " 0.4 years old, systrap"));
    assertThat(find("default runtime").detail())
        .startsWith("auto takes runsc; usable: runsc, runc, wasm (");
  }

  @Test
  void aRunscOfAnotherVersionThanOursIsBuiltAgain() {
    host.binaries.put(
        PaperHost.OUR_RUNSC + "\tgvisor.dev/gvisor\t", "v0.0.0-20250224225140-573d5e7127a8");
    assertThat(find("runsc").status()).isEqualTo(Status.LIMITED);
    assertThat(find("runsc").remedy().flatMap(Remedy::command))
        .contains(List.of("/checkout/native/runsc/build", "/var/lib/cofferdam/tools"));
  }

  @Test
  void theUsersRunscComesFirstAndItsAgeIsSaid() {
    host.install("/usr/bin/runsc", 0, "runsc version release-20240729.0\nspec: 1.1.0-rc.1\n");
    host.outputs.put("/usr/bin/runsc flags", new Host.Output(0, "systrap (default), ptrace, kvm"));
    assertThat(find("runsc").status()).isEqualTo(Status.LIMITED);
    assertThat(find("runsc").detail())
        .isEqualTo(
            "release-20240729.0 at /usr/bin/runsc, 2.3 years old, systrap; older than a year");
    assertThat(find("runsc").remedy().orElseThrow().line()).contains("PATH", "cofferdam setup");
    assertThat(Doctor.examine(host, CONFIG).ready()).isTrue();
  }

  @Test
  void aRunscWithoutSystrapIsOfNoUse() {
    host.install("/usr/bin/runsc", 0, "runsc version 0.0~20221219.0\n");
    host.outputs.put("/usr/bin/runsc flags", new Host.Output(0, "ptrace (default), kvm"));
    assertThat(find("runsc").status()).isEqualTo(Status.BROKEN);
    assertThat(find("runsc").detail()).endsWith("3.9 years old; without the platform systrap");
    assertThat(find("default runtime").detail()).startsWith("auto takes wasm");
    host.remove(PaperHost.WASM);
    assertThat(find("default runtime").blocks()).isTrue();
  }

  @Test
  void runcAloneIsNotReadyForTheDefaultRun() {
    host.remove(PaperHost.OUR_RUNSC);
    host.remove(PaperHost.WASM);
    assertThat(Doctor.examine(host, CONFIG).blockers())
        .singleElement()
        .satisfies(blocker ->
            assertThat(blocker.remedy().orElseThrow().line())
                .contains("cofferdam setup", "--min-isolation process", "min-isolation = process"));
  }

  @Test
  void wasmIsToldWithItsEngineAndItsGuests() {
    assertThat(find("wasm"))
        .isEqualTo(
            Finding.ok(
                "wasm",
                "Wasmtime 50.0.1 at /var/lib/cofferdam/wasm; guests: js, python 3.14; --image"
                    + " wasm-science, fetched by its first run (98 MB), brings numpy, pandas, scipy"
                    + " and their kin"));
    host.files.computeIfPresent(
        PaperHost.WASM, (file, text) -> text.substring(0, text.indexOf("js ")));
    assertThat(find("wasm").status()).isEqualTo(Status.LIMITED);
    assertThat(find("wasm").detail()).endsWith("not built: js (JavaScript)");
    // Where componentize-py could not be had.
    host.files.put("/w/plain-3.12-0a.cwasm", "");
    host.files.put("/w/science-3.15-0b.cwasm", "");
    host.files.computeIfPresent(
        PaperHost.WASM,
        (file, text) ->
            text.replaceAll("python .*", "plain /w/plain-3.12-0a.cwasm")
                + "science /w/science-3.15-0b.cwasm\n");
    assertThat(find("wasm").detail())
        .contains("plain 3.12 (Python without a snapshot", "--image wasm-science: science 3.15,")
        .endsWith("not built: js (JavaScript), python (Python)");
    assertThat(find("wasm").status()).isEqualTo(Status.LIMITED);
  }

  @Test
  void whereWasmCanBeBuiltItMakesTheHostReady() {
    host.remove(PaperHost.WASM);
    host.remove(PaperHost.OUR_RUNSC);
    assertThat(find("wasm").status()).isEqualTo(Status.MISSING);
    assertThat(Doctor.examine(host, CONFIG).ready()).isFalse();
    host.files.put("/checkout/native/wasm-runtime/build", "");
    assertThat(find("wasm").detail()).contains("takes cc");
    host.install("/usr/bin/cc", 0, "");
    assertThat(find("wasm").remedy().flatMap(Remedy::command))
        .contains(
            List.of(
                "sh",
                "/checkout/native/wasm-runtime/build",
                "/var/lib/cofferdam/wasm",
                "library",
                "python",
                "js"));
    host.files.put("/proc/sys/user/max_user_namespaces", "0\n");
    Checkup checkup = Doctor.examine(host, CONFIG);
    assertThat(checkup.ready()).isTrue();
    assertThat(checkup.ofAnyProgram()).isFalse();
  }

  @Test
  void withoutWasmtimeTheSpareEngineIsTold() {
    host.remove(PaperHost.WASM);
    EngineConfig spared =
        CONFIG.withSpare(() ->
            new JvmEngine(new KernelName("Small 1.0", "with the guest x"), List.of(), "Main"));
    Finding wasm =
        Doctor.examine(host, spared).findings().stream()
            .filter(finding -> finding.subject().equals("wasm"))
            .findFirst()
            .orElseThrow();
    assertThat(wasm.status()).isEqualTo(Status.LIMITED);
    assertThat(wasm.detail())
        .startsWith("Small 1.0 with the guest x: JavaScript, without files")
        .contains("Wasmtime, which brings Python, .wasm, files and speed");
    host.files.put("/checkout/native/wasm-runtime/build", "");
    assertThat(
            Doctor.examine(host, spared).findings().stream()
                .filter(finding -> finding.subject().equals("wasm"))
                .flatMap(finding -> finding.remedy().stream()))
        .singleElement()
        .satisfies(remedy -> assertThat(remedy.line()).contains("gcc", "python3-pip"));
  }

  @Test
  void kvmWithoutHardwareIsUnusable() {
    assertThat(find("KVM").status()).isEqualTo(Status.MISSING);
    host.files.put("/dev/kvm", "");
    host.files.put("/proc/cpuinfo", "processor\t: 0\nflags\t\t: fpu vme\n");
    assertThat(find("KVM").detail()).contains("emulating KVM, unusable");
    host.files.put("/proc/cpuinfo", "processor\t: 0\nflags\t\t: fpu svm\n");
    assertThat(find("KVM").status()).isEqualTo(Status.LIMITED);
    host.files.put("/sys/module/kvm_pvm", "");
    assertThat(find("KVM").status()).isEqualTo(Status.BROKEN);
    assertThat(find("KVM").blocks()).isFalse();
  }

  @Test
  void directoriesMustBeOurs() {
    assertThat(find("state directory").detail()).endsWith("made at first use");
    host.inodes.put("/var/lib/cofferdam", new Host.Inode(0, 0755, true));
    assertThat(find("state directory").detail()).isEqualTo("/var/lib/cofferdam, mode 0755");
    host.inodes.put("/var/lib/cofferdam", new Host.Inode(0, 0777, true));
    assertThat(find("state directory").blocks()).isTrue();
    host.inodes.put("/var/lib/cofferdam", new Host.Inode(1000, 0755, true));
    assertThat(find("state directory").detail()).contains("belongs to uid 1000");
  }

  @Test
  void jsonHasEveryFinding() {
    String json = Doctor.examine(host, CONFIG).json();
    assertThat(json)
        .startsWith("{\"schemaVersion\":1,\"ready\":true,\"findings\":[{\"subject\":\"kernel\"")
        .contains("\"status\":\"missing\"", "\"remedy\":null", "\"command\":null");
  }

  @Test
  void thisHostIsExaminedInSeconds() {
    Checkup checkup = Doctor.examine(EngineConfig.ofHost());
    assertThat(checkup.findings()).hasSizeGreaterThan(15);
    assertThat(checkup.findings())
        .filteredOn(finding -> finding.subject().equals("kernel"))
        .singleElement()
        .extracting(Finding::detail)
        .isEqualTo(System.getProperty("os.version"));
  }
}
