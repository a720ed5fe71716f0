package dev.cofferdam.doctor;

import dev.cofferdam.error.CofferdamException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A host that is only texts. Starts as a Debian 12 with cgroup v2 on which all is well, seen by
/// root; tests change what they are about.
final class PaperHost implements Host {
  static final String WASM = "/var/lib/cofferdam/wasm/ready";
  static final String OUR_RUNSC = "/var/lib/cofferdam/tools/runsc";

  final Map<String, String> files = new HashMap<>();
  final Map<String, String> variables = new HashMap<>();
  final Map<String, Output> outputs = new HashMap<>();
  final Map<String, Inode> inodes = new HashMap<>();
  final Map<String, String> binaries = new HashMap<>();
  final Set<String> programs = new HashSet<>();
  final Set<String> readOnly = new HashSet<>();
  Optional<String> unrecorded = Optional.empty();
  String architecture = "amd64";
  long freeBytes = 50L << 30;

  PaperHost() {
    variables.put("PATH", "/usr/local/sbin:/usr/sbin:/usr/bin");
    variables.put("USER", "ann");
    asUser(0);
    files.put("/proc/sys/kernel/osrelease", "6.1.0-56-amd64\n");
    files.put(
        "/proc/sys/kernel/seccomp/actions_avail",
        "kill_process kill_thread trap errno user_notif trace log allow\n");
    files.put("/proc/sys/kernel/unprivileged_bpf_disabled", "2\n");
    files.put(
        "/proc/self/mountinfo",
        """
        27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
        31 23 0:28 / /sys/fs/cgroup rw,relatime shared:4 - cgroup2 cgroup2 rw,nsdelegate
        """);
    files.put("/sys/fs/cgroup/cgroup.controllers", "cpuset cpu io memory pids\n");
    files.put("/proc/self/cgroup", "0::/user.slice/session-1.scope\n");
    files.put("/sys/fs/cgroup/user.slice/session-1.scope/memory.swap.max", "max\n");
    files.put("/sys/fs/cgroup/user.slice/session-1.scope/cgroup.controllers", "cpu memory pids\n");
    files.put("/proc/swaps", "Filename Type Size Used Priority\n");
    for (String kind : List.of("user", "pid", "net", "mnt", "ipc", "uts", "cgroup")) {
      files.put("/proc/self/ns/" + kind, "");
    }
    files.put("/proc/sys/user/max_user_namespaces", "96364\n");
    files.put("/proc/filesystems", "nodev\toverlay\n\text4\n");
    files.put("/dev/loop-control", "");
    files.put("/var/lib", "");
    files.put("/run", "");
    install("/usr/bin/apt-get", 0, "");
    install("/usr/bin/unshare", 0, "");
    install("/usr/sbin/mkfs.ext4", 0, "");
    install("/usr/bin/python3", 0, "Python 3.11.2\n");
    outputs.put("/usr/bin/python3 -m pip --version", new Output(1, "No module named pip"));
    files.put(
        "/checkout/native/runsc/go.mod",
        """
        module dev.cofferdam/runsc

        go 1.26.3

        require (
        \tgvisor.dev/gvisor v0.0.0-20260701204157-69c2d17aea96 // indirect
        )
        """);
    install(OUR_RUNSC, 0, "runsc version VERSION_MISSING\nspec: 1.2.1\n");
    outputs.put(OUR_RUNSC + " flags", new Output(0, "platform: systrap (default), ptrace, kvm"));
    binaries.put(OUR_RUNSC + "\tgvisor.dev/gvisor\t", "v0.0.0-20260701204157-69c2d17aea96");
    install("/usr/sbin/runc", 0, "runc version 1.5.2\nspec: 1.3.0\n");
    files.put(
        WASM,
        """
        worker /var/lib/cofferdam/wasm/wasm-worker
        library /var/lib/cofferdam/wasm/wasmtime-50.0.1-d8376d53a3b3.so
        python /var/lib/cofferdam/wasm/python-3.14-84774db3856a.cwasm
        js /var/lib/cofferdam/wasm/js-84774db3856a.cwasm
        """);
    for (String line : files.getOrDefault(WASM, "").lines().toList()) {
      files.put(line.substring(line.indexOf(' ') + 1), "");
    }
  }

  void asUser(long uid) {
    files.put(
        "/proc/self/status",
        "Name:\tjava\nUid:\t%d\t%d\t%d\t%d\nCapEff:\t%s\n"
            .formatted(uid, uid, uid, uid, uid == 0 ? "000001fffeffffff" : "0000000000000000"));
  }

  void install(String path, int status, String output) {
    programs.add(path);
    outputs.put(path, new Output(status, output));
  }

  void remove(String path) {
    programs.remove(path);
    files.remove(path);
  }

  @Override
  public String architecture() {
    return architecture;
  }

  @Override
  public LocalDate today() {
    return LocalDate.of(2026, 11, 25);
  }

  @Override
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  @Override
  public Optional<String> text(String path) {
    return Optional.ofNullable(files.get(path));
  }

  @Override
  public Optional<String> wordAfter(String path, String marker) {
    return Optional.ofNullable(binaries.get(path + marker));
  }

  @Override
  public Optional<String> checkout() {
    return Optional.of("/checkout");
  }

  @Override
  public Optional<CofferdamException> foreign(String directory) {
    return Optional.empty();
  }

  @Override
  public boolean exists(String path) {
    return files.containsKey(path) || inodes.containsKey(path);
  }

  @Override
  public boolean writable(String path) {
    return !readOnly.contains(path);
  }

  @Override
  public boolean executable(String path) {
    return programs.contains(path);
  }

  @Override
  public Optional<Inode> inode(String path) {
    return Optional.ofNullable(inodes.get(path));
  }

  @Override
  public String real(String path) {
    return path;
  }

  @Override
  public long freeBytes(String path) {
    return freeBytes;
  }

  @Override
  public Optional<String> unrecorded() {
    return root() ? unrecorded : Optional.of("failed system calls cannot be recorded: EPERM");
  }

  @Override
  public Output run(List<String> argv) {
    Output exact = outputs.get(String.join(" ", argv));
    return exact != null
        ? exact
        : outputs.getOrDefault(argv.getFirst(), new Output(-1, "no such program"));
  }
}
