package dev.cofferdam.runtime.wasm;

import dev.cofferdam.host.Descriptor;
import dev.cofferdam.host.Ownership;
import dev.cofferdam.sandbox.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the keeper of a guest's JVM is told.
///
/// @param init the program that keeps it
/// @param engine what the JVM runs
/// @param classPath where that lies
/// @param home the directory of the run: where the JVM stands, and all that it may write to
/// @param request what the guest gets
/// @param streams the program's standard input, output and error
/// @param user whom it becomes; empty to stay who we are
/// @param cgroups that it joins
/// @param limits of the run
record JvmOrder(
    Path init,
    JvmEngine engine,
    JvmClassPath.Copied classPath,
    Path home,
    String request,
    List<Descriptor> streams,
    Optional<WorkerRequest.User> user,
    List<Path> cgroups,
    Limits limits) {
  /// The keeper's own deadline comes after ours: it is for an owner that is stopped.
  private static final long SLACK_MILLIS = 400;

  private static final int PAGE_BYTES = 1 << 16;

  /// Endive's own limit: a memory is arrays, counted by an int of bytes.
  private static final int MAX_PAGES = 32_767;

  /// Of the JVM's heap beside the guest's memory: Endive, the image, the program's text.
  private static final long HEAP_BYTES = 64L << 20;

  private static final int MILLI = 1000;

  /// What a JVM reads of the host, as far as it is there.
  private static final List<String> SYSTEM =
      List.of(
          "/lib",
          "/lib64",
          "/usr/lib",
          "/usr/lib64",
          "/etc/ld.so.cache",
          "/nix/store",
          "/dev/random",
          "/dev/urandom",
          "/proc/self",
          "/proc/cpuinfo",
          "/proc/meminfo",
          "/sys/devices/system/cpu");

  /// The launcher of the JVM that we are.
  Path java() {
    return javaHome().resolve("bin/java");
  }

  private static Path javaHome() {
    try {
      return Path.of(System.getProperty("java.home")).toRealPath();
    } catch (IOException gone) {
      throw new UncheckedIOException("cannot find the JDK", gone);
    }
  }

  /// What holds it, in a few words.
  String confinement(boolean landlock) {
    return "no-new-privs,rlimits,seccomp"
        + (landlock ? ",landlock" : "")
        + (cgroups.isEmpty() ? ",affinity" : ",cgroup");
  }

  /// Puts the request where the JVM finds it.
  void writeRequest() {
    Path file = home.resolve("request");
    try {
      Files.writeString(file, request);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
      user.ifPresent(who -> Ownership.give(file, who.uid(), who.gid()));
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot write the request of a run", failed);
    }
  }

  /// The keeper's command line.
  List<String> arguments() {
    var words = new ArrayList<>(List.of("cofferdam-init", "keep"));
    words.addAll(List.of("--deadline-ms", Long.toString(limits.wall().toMillis() + SLACK_MILLIS)));
    words.addAll(List.of("--home", home.toString()));
    cgroups.forEach(path -> words.addAll(List.of("--join", path.toString())));
    user.ifPresent(who -> words.addAll(List.of("--user", who.uid() + ":" + who.gid())));
    if (cgroups.isEmpty()) {
      words.addAll(List.of("--cpus", Integer.toString(Math.max(1, limits.milliCpus() / MILLI))));
    }
    readable().forEach(path -> words.addAll(List.of("--read", path)));
    words.add("--");
    words.addAll(jvm());
    return words;
  }

  /// Distributions put a JDK's settings elsewhere and link them.
  private Set<String> readable() {
    var paths = new LinkedHashSet<String>();
    Path java = javaHome();
    paths.add(java.toString());
    for (String setting : List.of("conf/security/java.security", "lib/jvm.cfg", "lib/modules")) {
      try {
        paths.add(java.resolve(setting).toRealPath().resolveSibling("").toString());
      } catch (IOException none) {
        // Then the JVM does without, or says so itself.
      }
    }
    paths.add(classPath.folder().toString());
    paths.addAll(SYSTEM);
    return paths;
  }

  private List<String> jvm() {
    int pages = pages();
    long heap = (long) pages * PAGE_BYTES + HEAP_BYTES;
    return List.of(
        java().toString(),
        "-Xmx" + heap,
        "-XX:+UseSerialGC",
        "-XX:-UsePerfData",
        "-XX:-UseContainerSupport",
        "-XX:+DisableAttachMechanism",
        "-XX:+SuppressFatalErrorMessage",
        // QuickJS's interpreter is one method that is larger than HotSpot compiles by itself.
        "-XX:-DontCompileHugeMethods",
        "-XX:ReservedCodeCacheSize=64m",
        "-XX:MaxMetaspaceSize=64m",
        "-Xshare:auto",
        "-cp",
        classPath.text(),
        engine.program(),
        Integer.toString(pages));
  }

  /// How large the guest's memory may become.
  private int pages() {
    return (int) Math.min(MAX_PAGES, limits.memoryBytes() / PAGE_BYTES);
  }
}
