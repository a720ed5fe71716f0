package dev.cofferdam.diagnosis;

import dev.cofferdam.diagnosis.Evidence.FailedCall;
import dev.cofferdam.sandbox.Limits;
import dev.cofferdam.sandbox.NetworkPolicy;
import dev.cofferdam.sandbox.RuntimeName;
import dev.cofferdam.sandbox.SandboxSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Builds an [Observation] from that of an uneventful run: exit 0, nothing printed, nothing
/// refused.
final class Given {
  static final long MIB = 1 << 20;

  private Ending ending = new Ending(0, OptionalInt.empty(), Ending.By.PROGRAM);
  private Limits limits = Limits.DEFAULT;
  private Ceilings ceilings = new Ceilings(8000, 1 << 30, 4096);
  private SandboxSpec.User user = SandboxSpec.User.APPUSER;
  private boolean layerInMemory;
  private boolean failuresRecorded = true;
  private long oomKills;
  private String oomKillSource = "memory.oom_control:oom_kill";
  private long memoryPeak = 9 * MIB;
  private long pidsRefused;
  private long cpuMillis = 20;
  private long throttledMillis;
  private long wallMillis = 30;
  private long diskUsed = 4096;
  private long diskFree = 60 * MIB;
  private long inodesFree = 4000;
  private long stdoutBytes;
  private long stderrBytes;
  private String stderr = "";
  private String workdir = "/workspace";
  private Optional<Observation.StartFailure> startFailure = Optional.empty();
  private final List<BlockedCall> blocked = new ArrayList<>();
  private final List<FailedCall> failures = new ArrayList<>();
  private final List<MountPoint> mounts =
      new ArrayList<>(
          List.of(
              mount("/", true),
              mount("/workspace", false),
              mount("/tmp", false),
              mount("/home/appuser", false),
              mount("/dev/shm", false),
              mount("/proc", false)));

  private static MountPoint mount(String destination, boolean readOnly) {
    return new MountPoint(destination, readOnly, Optional.empty());
  }

  Given exit(int code) {
    ending = new Ending(code, OptionalInt.empty(), Ending.By.PROGRAM);
    return this;
  }

  Given signal(int signal) {
    ending = new Ending(128 + signal, OptionalInt.of(signal), Ending.By.PROGRAM);
    return this;
  }

  Given ended(int code, Ending.By by) {
    OptionalInt signal =
        by == Ending.By.NOT_STARTED || by == Ending.By.LOST
            ? OptionalInt.empty()
            : OptionalInt.of(9);
    ending = new Ending(code, signal, by);
    return this;
  }

  Given stderr(String text) {
    stderr = text;
    return this;
  }

  Given workdir(String directory) {
    workdir = directory;
    return this;
  }

  Given oomKills(long kills, long peak) {
    oomKills = kills;
    memoryPeak = peak;
    return this;
  }

  Given oomKillSource(String name) {
    oomKillSource = name;
    return this;
  }

  Given layerInMemory(long used) {
    layerInMemory = true;
    diskUsed = used;
    return this;
  }

  Given pidsRefused(long refused) {
    pidsRefused = refused;
    return this;
  }

  Given time(long wall, long cpu, long throttled) {
    wallMillis = wall;
    cpuMillis = cpu;
    throttledMillis = throttled;
    return this;
  }

  Given milliCpus(int milliCpus) {
    limits =
        new Limits(
            limits.memoryBytes(),
            milliCpus,
            limits.pids(),
            limits.diskBytes(),
            limits.shmBytes(),
            limits.wall(),
            limits.outputBytes(),
            limits.io());
    return this;
  }

  Given ceilings(int milliCpus, long memoryBytes, long pids) {
    ceilings = new Ceilings(milliCpus, memoryBytes, pids);
    return this;
  }

  Given user(int uid) {
    user = new SandboxSpec.User(uid, uid);
    return this;
  }

  Given disk(long used, long free, long inodes) {
    diskUsed = used;
    diskFree = free;
    inodesFree = inodes;
    return this;
  }

  Given printed(long stdout, long stderr) {
    stdoutBytes = stdout;
    stderrBytes = stderr;
    return this;
  }

  Given refused(String call, long count) {
    return refused(call, "x86_64", count, false);
  }

  Given refused(String call, String arch, long count, boolean probe) {
    blocked.add(new BlockedCall(call, 1, arch, "python3", 4711, count, false, probe));
    return this;
  }

  Given failed(String call, String errno, String target) {
    failures.add(new FailedCall(call, errno, Optional.of(target), "python3", 1));
    return this;
  }

  Given unrecorded() {
    failuresRecorded = false;
    return this;
  }

  Given mount(String source, String destination, String mode) {
    mounts.add(new MountPoint(destination, mode.equals("ro"), Optional.of(source)));
    return this;
  }

  Given startFailure(String errno, String target) {
    startFailure = Optional.of(new Observation.StartFailure(errno, target));
    int code = errno.equals("ENOENT") ? 127 : 126;
    return ended(code, Ending.By.NOT_STARTED);
  }

  Observation observation() {
    return new Observation(
        List.of("python3", "/workspace/x.py"),
        workdir,
        user,
        limits,
        ceilings,
        new NetworkPolicy.None(),
        RuntimeName.RUNC,
        layerInMemory,
        ending,
        new Counters(
            oomKills,
            oomKillSource,
            memoryPeak,
            0,
            pidsRefused,
            "pids.events:max",
            OptionalLong.of(3),
            cpuMillis,
            throttledMillis,
            wallMillis,
            diskUsed,
            diskFree,
            inodesFree,
            stdoutBytes,
            stderrBytes),
        blocked,
        failures,
        failuresRecorded ? Optional.empty() : Optional.of("the kernel has no BPF"),
        mounts,
        stderr,
        startFailure,
        Optional.empty(),
        EngineRecord.NOTHING);
  }

  Findings findings() {
    return Diagnoser.diagnose(observation());
  }

  /// The primary diagnosis; fails where there is none.
  Diagnosis primary() {
    return findings().primary().orElseThrow();
  }

  /// A traceback as CPython prints it, ending with this line.
  static String traceback(String source, String lastLine) {
    return """
    Traceback (most recent call last):
      File "/workspace/x.py", line 3, in <module>
        %s
    %s
    """
        .formatted(source, lastLine);
  }
}
