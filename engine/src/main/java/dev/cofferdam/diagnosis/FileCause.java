package dev.cofferdam.diagnosis;

import dev.cofferdam.diagnosis.Evidence.FailedCall;
import dev.cofferdam.text.Printable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A file that the sandbox does not let the program write, read or run: a read-only filesystem
/// (EROFS) or missing permission (EACCES, EPERM), as recorded calls say. On a read-only mount of
/// the user's the kernel answers EROFS for a new or own file and EACCES for a foreign one.
record FileCause(Kind kind, Set<String> errors, Trust trust) implements Cause {
  private static final int SHOWN_PATH = 256;

  /// Exceptions that pass an error of a file on without naming it.
  private static final List<String> BEARERS =
      LastWord.bearers("PermissionError", "OperationalError");

  /// Calls with a destination: what they are refused is no file.
  private static final Set<String> OF_SOCKETS =
      Set.of("connect", "sendto", "sendmsg", "sendmmsg", "bind");

  /// Calls on an open file, whose path is no longer known once the program is gone. Of any other
  /// call without a path nobody knows what it was refused (`setsid`, `kill`, `sched_setattr`, …).
  private static final Set<String> ON_OPEN_FILES =
      Set.of(
          "write",
          "writev",
          "pwrite64",
          "pwritev",
          "pwritev2",
          "sendfile",
          "copy_file_range",
          "truncate",
          "ftruncate",
          "fallocate",
          "fchmod",
          "fchown",
          "fsetxattr",
          "fremovexattr");

  static FileCause readOnly(Trust trust) {
    return new FileCause(Kind.READ_ONLY_FILESYSTEM, Set.of("EROFS"), trust);
  }

  static FileCause permission(Trust trust) {
    return new FileCause(Kind.PERMISSION_DENIED, Set.of("EACCES", "EPERM"), trust);
  }

  @Override
  public Optional<Diagnosis> explain(Observation seen) {
    List<FailedCall> failures =
        seen.failures().stream().filter(failure -> concerns(failure, seen)).toList();
    if (failures.isEmpty()) {
      return Optional.empty();
    }
    var named = new NamedFile(LastWord.of(seen), seen.workdir());
    Verdict verdict = verdict(named, failures, seen);
    if (!trust.accepts(verdict)) {
      return Optional.empty();
    }
    return named
        .choose(failures, verdict == Verdict.CONFIRMED)
        .map(cause ->
            diagnosis(
                cause,
                failures,
                verdict.unlessFollowed(
                    seen.lastFailure().filter(last -> !last.equals(cause)).isPresent()),
                seen));
  }

  private Verdict verdict(NamedFile named, List<FailedCall> failures, Observation seen) {
    // WASI's names of errors are fewer than the kernel's, so that words may not tell.
    if (seen.engine().fatal().filter(failures::contains).isPresent()) {
      return Verdict.CONFIRMED;
    }
    Verdict verdict = named.word().on(seen, errors, BEARERS);
    return switch (verdict) {
      case CONFIRMED -> named.isAnother(failures) ? Verdict.CONTRADICTED : verdict;
      // "cannot write /data/out.txt" is said of what the kernel refused, if in other words.
      case CONTRADICTED ->
          seen.endedByItself() && named.isToldPlainly(failures) ? Verdict.CONFIRMED : verdict;
      case SILENT, OPEN, TOLD -> verdict;
    };
  }

  private boolean concerns(FailedCall failure, Observation seen) {
    if (!errors.contains(failure.errno()) || OF_SOCKETS.contains(failure.call())) {
      return false;
    }
    if (failure.target().isEmpty() && !ON_OPEN_FILES.contains(failure.call())) {
      return false;
    }
    // A call that the filter refused fails with EPERM too, but no file's mode is to blame for it.
    return !failure.errno().equals("EPERM")
        || seen.blocked().stream().noneMatch(call -> call.name().equals(failure.call()));
  }

  private Diagnosis diagnosis(
      FailedCall cause, List<FailedCall> all, Verdict verdict, Observation seen) {
    String path = pathOf(cause, seen);
    Optional<MountPoint> mount =
        path.isEmpty() ? Optional.empty() : InsidePath.mountOf(path, seen.mounts());
    if (isElsewhere(cause, mount)) {
      path = cause.target().orElseThrow();
      mount = Optional.empty();
    }
    var details = new LinkedHashMap<String, String>();
    details.put("syscall", cause.call());
    details.put("errno", cause.errno());
    if (!path.isEmpty()) {
      details.put("path", path);
    }
    if (mount.isPresent()) {
      details.put("mount", mount.get().destination());
      details.put("mode", mount.get().mode());
    }
    List<FailedCall> others =
        all.stream().filter(failure -> !Incidental.is(failure, pathOf(failure, seen))).toList();
    return new Diagnosis(
        kind,
        verdict.confidence(),
        verdict.summary(summary(cause, path, mount, seen)),
        details,
        verdict.mitigation(mitigation(cause, mount, seen)),
        CallEvidence.of(cause, others));
  }

  private static String pathOf(FailedCall failure, Observation seen) {
    return failure.target().map(t -> InsidePath.normalise(t, seen.workdir())).orElse("");
  }

  /// Whether a relative path cannot have been relative to the working directory of the beginning,
  /// which is taken where the one of that moment is not known: nothing is read-only there.
  private static boolean isElsewhere(FailedCall cause, Optional<MountPoint> mount) {
    return cause.errno().equals("EROFS")
        && cause.target().filter(target -> !target.startsWith("/")).isPresent()
        && mount.filter(on -> !on.readOnly()).isPresent();
  }

  /// Whether a read-only mount of the user's kept the program from writing.
  private static boolean stoppedByMount(FailedCall cause, Optional<MountPoint> mount) {
    return cause.writes() && mount.filter(on -> on.user() && on.readOnly()).isPresent();
  }

  private String summary(
      FailedCall cause, String path, Optional<MountPoint> mount, Observation seen) {
    String what = path.isEmpty() ? "a file" : Printable.of(path, SHOWN_PATH);
    String failed = cause.call() + " of " + what + " failed with " + cause.errno();
    if (stoppedByMount(cause, mount)) {
      return failed
          + ": it lies on the mount "
          + mount.orElseThrow().destination()
          + ", which is read-only (:ro)"
          + (kind == Kind.PERMISSION_DENIED
              ? ", and its own permissions are not the program's either."
              : ".");
    }
    return switch (kind) {
      case READ_ONLY_FILESYSTEM -> failed + ": the sandbox's own filesystem is read-only there.";
      default ->
          failed + ": the program runs as " + seen.userName() + ", who may not do that there.";
    };
  }

  private String mitigation(FailedCall cause, Optional<MountPoint> mount, Observation seen) {
    String elsewhere = "write to one of " + InsidePath.writable(seen);
    if (stoppedByMount(cause, mount)) {
      String writable =
          "if it is data that the program may change: "
              + InsidePath.flag(mount.orElseThrow(), "rw")
              + "; leave code :ro and "
              + elsewhere;
      return kind == Kind.PERMISSION_DENIED
          ? writable + " (the file's own permissions must allow it as well)"
          : writable;
    }
    if (kind == Kind.READ_ONLY_FILESYSTEM) {
      return elsewhere;
    }
    if (cause.call().startsWith("execve")) {
      return "make the file executable (chmod +x) or name its interpreter, for example"
          + " python3 FILE";
    }
    if (!cause.writes()) {
      return mount.filter(MountPoint::user).isPresent()
          ? "give the file to the invoking user on the host or open its permissions (chmod)"
          : "do without it: the program is never root and reads what any user may read";
    }
    return mount.filter(MountPoint::user).isPresent()
        ? "give the file to the invoking user on the host or open its permissions (chmod), or "
            + elsewhere
        : "the program is never root: " + elsewhere;
  }
}
