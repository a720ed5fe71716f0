package dev.cofferdam.diagnosis;

import dev.cofferdam.diagnosis.Diagnosis.Confidence;
import dev.cofferdam.diagnosis.Evidence.FailedCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// No space was left on a filesystem of the sandbox: bytes or inodes of the writable layer, the
/// size of `/dev/shm`, or the host's own disk behind a mount. Rests on recorded ENOSPC and EDQUOT
/// calls, and where the host lets none be recorded, on the layer being full at the end.
record DiskCause(Trust trust) implements Cause {
  private static final Set<String> ERRORS = Set.of("ENOSPC", "EDQUOT");

  /// Of an engine's stream, which says no more than that it failed.
  private static final Set<String> ERRORS_OF_STREAMS = Set.of("ENOSPC", "EDQUOT", "EIO");

  private static final List<String> BEARERS = LastWord.bearers("OperationalError");

  /// Calls whose ENOSPC means another limit: watches, System V objects, namespaces, event slots.
  private static final Set<String> NOT_OF_DISKS =
      Set.of(
          "inotify_add_watch",
          "fanotify_mark",
          "epoll_ctl",
          "shmget",
          "semget",
          "msgget",
          "clone",
          "clone3",
          "unshare",
          "perf_event_open",
          "bpf");

  private static final Set<String> WRITES_BYTES =
      Set.of(
          "write",
          "writev",
          "pwrite64",
          "pwritev",
          "pwritev2",
          "fallocate",
          "ftruncate",
          "truncate",
          "sendfile",
          "copy_file_range",
          "splice",
          "fsync",
          "fdatasync",
          "close");

  /// Below this a layer counts as full: the rest is too little for a block and its bookkeeping.
  private static final long FULL_BELOW_BYTES = 64 << 10;

  @Override
  public Optional<Diagnosis> explain(Observation seen) {
    List<FailedCall> failures =
        seen.failures().stream()
            .filter(failure -> ERRORS.contains(failure.errno()))
            .filter(failure -> !NOT_OF_DISKS.contains(failure.call()))
            .toList();
    boolean unrecorded =
        (!seen.failuresRecorded() || seen.runByEngine()) && isFull(seen.counters());
    if (failures.isEmpty() && !unrecorded) {
      return Optional.empty();
    }
    Verdict verdict = verdict(seen, failures);
    if (!trust.accepts(verdict)) {
      return Optional.empty();
    }
    return Optional.of(graded(verdict, diagnosis(seen, failures)));
  }

  private static Diagnosis diagnosis(Observation seen, List<FailedCall> failures) {
    if (failures.isEmpty()) {
      return layerFull(seen, Optional.empty(), seen.counters().inodesFree() == 0, List.of());
    }
    FailedCall cause = blamed(failures);
    if (cause.target().isEmpty() && !isNearlyFull(seen)) {
      return somethingFull(seen, failures);
    }
    Optional<MountPoint> mount =
        cause
            .target()
            .map(target -> InsidePath.normalise(target, seen.workdir()))
            .flatMap(path -> InsidePath.mountOf(path, seen.mounts()));
    if (mount.filter(MountPoint::user).isPresent()
        || mount.filter(on -> on.destination().equals("/dev/shm")).isPresent()) {
      return otherFull(seen, mount.get(), failures);
    }
    return layerFull(seen, mount, ranOutOfInodes(cause, seen.counters()), failures);
  }

  private static Diagnosis graded(Verdict verdict, Diagnosis full) {
    return new Diagnosis(
        full.kind(),
        verdict.confidence(),
        verdict.summary(full.summary()),
        full.details(),
        verdict.mitigation(full.mitigation()),
        full.evidence());
  }

  private static Verdict verdict(Observation seen, List<FailedCall> failures) {
    Verdict verdict = verdictOfWords(seen, failures);
    if (verdict.isSure()) {
      return !seen.runByEngine() || failures.stream().anyMatch(DiskCause::isCounted)
          ? verdict
          : Verdict.TOLD;
    }
    return seen.engine().fatal().filter(failures::contains).isPresent() ? Verdict.TOLD : verdict;
  }

  /// Whether the engine itself refused it, so that it is nobody's word.
  private static boolean isCounted(FailedCall failure) {
    return failure.source() == Evidence.Source.ENGINE;
  }

  private static Verdict verdictOfWords(Observation seen, List<FailedCall> failures) {
    LastWord word = LastWord.of(seen);
    boolean streamFailed =
        failures.stream().anyMatch(call -> isCounted(call) && call.call().equals("write"));
    Verdict verdict = word.on(seen, streamFailed ? ERRORS_OF_STREAMS : ERRORS, BEARERS);
    if (seen.endedByItself()) {
      return verdict.unlessFollowed(
          !failures.isEmpty()
              && seen.lastFailure().filter(last -> !failures.contains(last)).isPresent());
    }
    if (!isFull(seen.counters())) {
      return Verdict.CONTRADICTED;
    }
    return verdict == Verdict.OPEN && word.isEmpty() ? Verdict.SILENT : verdict;
  }

  private static boolean isFull(Counters counters) {
    return counters.inodesFree() == 0
        || (counters.diskFreeBytes() >= 0 && counters.diskFreeBytes() < FULL_BELOW_BYTES);
  }

  /// Full but for what a filesystem keeps for itself.
  private static boolean isNearlyFull(Observation seen) {
    return isFull(seen.counters())
        || seen.counters().diskUsedBytes() + FULL_BELOW_BYTES >= seen.limits().diskBytes();
  }

  private static boolean ranOutOfInodes(FailedCall cause, Counters counters) {
    return counters.inodesFree() == 0
        && (counters.diskFreeBytes() >= FULL_BELOW_BYTES || !WRITES_BYTES.contains(cause.call()));
  }

  private static Diagnosis layerFull(
      Observation seen, Optional<MountPoint> mount, boolean inodes, List<FailedCall> failures) {
    long limit = seen.limits().diskBytes();
    var details = new LinkedHashMap<String, String>();
    details.put("resource", inodes ? "inodes" : "bytes");
    details.put("limitBytes", Long.toString(limit));
    details.put("usedBytes", Long.toString(seen.counters().diskUsedBytes()));
    mount.ifPresent(on -> details.put("mount", on.destination()));
    describe(failures, details);
    var evidence = evidence(failures);
    evidence.add(counted(seen, inodes));
    String memory =
        seen.layerInMemory()
            ? seen.ceilings()
                .moreMemory(seen.limits().memoryBytes())
                .map(flag -> " " + flag)
                .orElse("")
            : "";
    String more = "--disk " + Amounts.doubledSize(limit) + memory;
    return new Diagnosis(
        Kind.DISK_FULL,
        Confidence.HIGH,
        inodes
            ? "The writable layer has no inode left: too many files for a disk of "
                + Amounts.size(limit)
                + "."
            : "The writable layer was full: it holds "
                + Amounts.size(limit)
                + ", of which "
                + Amounts.size(seen.counters().diskUsedBytes())
                + " were in use at the end.",
        details,
        inodes
            ? more + " (inodes grow with it), or write fewer, larger files"
            : more + ", or write less and remove what is no longer needed",
        evidence);
  }

  private static Evidence counted(Observation seen, boolean inodes) {
    Counters counters = seen.counters();
    OptionalLong limit = inodes ? OptionalLong.empty() : OptionalLong.of(seen.limits().diskBytes());
    long value = inodes ? counters.inodesFree() : counters.diskUsedBytes();
    return seen.runByEngine()
        ? new Evidence.EngineCount(inodes ? "layer:files-free" : "layer:bytes", value, limit)
        : new Evidence.Counter(inodes ? "statfs:f_ffree" : "statfs:used", value, limit);
  }

  private static Diagnosis otherFull(
      Observation seen, MountPoint mount, List<FailedCall> failures) {
    boolean shared = !mount.user();
    var details = new LinkedHashMap<String, String>();
    details.put("resource", "bytes");
    details.put("mount", mount.destination());
    if (shared) {
      details.put("limitBytes", Long.toString(seen.limits().shmBytes()));
    }
    describe(failures, details);
    return new Diagnosis(
        Kind.DISK_FULL,
        Confidence.HIGH,
        shared
            ? "Shared memory was full: /dev/shm holds "
                + Amounts.size(seen.limits().shmBytes())
                + "."
            : "No space was left on the host's filesystem behind the mount "
                + mount.destination()
                + ".",
        details,
        shared
            ? "--shm-size "
                + Amounts.doubledSize(seen.limits().shmBytes())
                + " (it counts against -m as well)"
            : "free space on the host, or write to one of " + InsidePath.writable(seen),
        evidence(failures));
  }

  /// The file's path went with its process, and the layer has space again or always had.
  private static Diagnosis somethingFull(Observation seen, List<FailedCall> failures) {
    var details = new LinkedHashMap<String, String>();
    details.put("resource", "bytes");
    describe(failures, details);
    var evidence = evidence(failures);
    evidence.add(counted(seen, false));
    return new Diagnosis(
        Kind.DISK_FULL,
        Confidence.HIGH,
        blamed(failures).call()
            + " failed with "
            + blamed(failures).errno()
            + ": a filesystem of the sandbox was full, but no longer at the end.",
        details,
        "--disk "
            + Amounts.doubledSize(seen.limits().diskBytes())
            + ", or --shm-size "
            + Amounts.doubledSize(seen.limits().shmBytes())
            + " if it writes to /dev/shm",
        evidence);
  }

  /// What an engine itself counted, before what a guest tells of it; else the last.
  private static FailedCall blamed(List<FailedCall> failures) {
    return failures.reversed().stream()
        .filter(DiskCause::isCounted)
        .findFirst()
        .orElseGet(failures::getLast);
  }

  private static void describe(List<FailedCall> failures, LinkedHashMap<String, String> details) {
    if (!failures.isEmpty()) {
      FailedCall cause = blamed(failures);
      details.put("syscall", cause.call());
      details.put("errno", cause.errno());
      cause.target().ifPresent(path -> details.put("path", path));
    }
  }

  private static List<Evidence> evidence(List<FailedCall> failures) {
    return failures.isEmpty() ? new ArrayList<>() : CallEvidence.of(blamed(failures), failures);
  }
}
