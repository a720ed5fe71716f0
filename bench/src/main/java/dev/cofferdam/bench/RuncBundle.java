package dev.cofferdam.bench;

import dev.cofferdam.image.Bind;
import dev.cofferdam.image.RootFilesystem;
import io.avaje.json.mapper.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A bundle for a plain `runc run`, as somebody would write it by hand for the same program: the
/// same image bound read-only, the same namespaces with a user namespace, the same limits; scratch
/// directories on tmpfs. Made once, before the rounds.
record RuncBundle(Path directory) {
  private static final long FIRST_ID = 1_000_000_000L;
  private static final long IDS = 65_536;
  private static final List<String> SCRATCH = List.of("/tmp", "/workspace", "/home/appuser");

  /// Makes a bundle.
  ///
  /// @param seccomp the section `linux.seccomp`; empty for none
  static RuncBundle make(
      Path directory, RootFilesystem image, List<String> program, Map<String, Object> seccomp)
      throws IOException {
    Path root = directory.resolve("rootfs");
    Files.createDirectories(directory);
    Commands.run("", List.of("/bin/cp", "-a", image.directory().toString(), root.toString()));
    for (String place : List.of("/proc", "/dev", "/sys", "/tmp", "/workspace", "/home/appuser")) {
      Files.createDirectories(root.resolve(place.substring(1)));
    }
    Commands.run("", List.of("/bin/chown", "-hR", FIRST_ID + ":" + FIRST_ID, root.toString()));
    Files.writeString(directory.resolve("config.json"), config(image, program, seccomp));
    return new RuncBundle(directory);
  }

  private static String config(
      RootFilesystem image, List<String> program, Map<String, Object> seccomp) {
    var linux = new LinkedHashMap<String, Object>();
    linux.put(
        "namespaces",
        List.of("pid", "network", "ipc", "uts", "mount", "cgroup", "user").stream()
            .map(type -> Map.of("type", type))
            .toList());
    var ids = List.of(Map.of("containerID", 0, "hostID", FIRST_ID, "size", IDS));
    linux.put("uidMappings", ids);
    linux.put("gidMappings", ids);
    linux.put(
        "resources",
        Map.of(
            "memory",
            Map.of("limit", 128L << 20),
            "pids",
            Map.of("limit", 64),
            "cpu",
            Map.of("quota", 100_000, "period", 100_000)));
    if (!seccomp.isEmpty()) {
      linux.put("seccomp", seccomp);
    }
    var config = new LinkedHashMap<String, Object>();
    config.put("ociVersion", "1.0.2");
    config.put(
        "process",
        Map.of(
            "user",
            Map.of("uid", 1000, "gid", 1000),
            "args",
            program,
            "env",
            List.of("PATH=/usr/local/bin:/usr/bin:/bin", "HOME=/home/appuser", "LANG=C.UTF-8"),
            "cwd",
            "/workspace",
            "noNewPrivileges",
            true));
    config.put("root", Map.of("path", "rootfs", "readonly", true));
    config.put("mounts", mounts(image));
    config.put("linux", linux);
    return JsonMapper.builder().build().toJson(config);
  }

  private static List<Map<String, Object>> mounts(RootFilesystem image) {
    var mounts = new ArrayList<Map<String, Object>>();
    for (Bind bind : image.binds()) {
      mounts.add(
          mount(
              bind.destination(),
              "bind",
              bind.source().toString(),
              List.of("rbind", "ro", "nosuid", "nodev")));
    }
    mounts.add(mount("/proc", "proc", "proc", List.of("nosuid", "noexec", "nodev")));
    mounts.add(mount("/dev", "tmpfs", "tmpfs", List.of("nosuid", "mode=755", "size=64k")));
    mounts.add(mount("/dev/pts", "devpts", "devpts", List.of("nosuid", "noexec", "newinstance")));
    mounts.add(mount("/dev/shm", "tmpfs", "shm", List.of("nosuid", "nodev", "size=64m")));
    mounts.add(mount("/dev/mqueue", "mqueue", "mqueue", List.of("nosuid", "noexec", "nodev")));
    mounts.add(mount("/sys", "sysfs", "sysfs", List.of("nosuid", "noexec", "nodev", "ro")));
    SCRATCH.forEach(place ->
        mounts.add(mount(place, "tmpfs", "tmpfs", List.of("nosuid", "nodev", "size=64m"))));
    return mounts;
  }

  private static Map<String, Object> mount(
      String destination, String type, String source, List<String> options) {
    return Map.of("destination", destination, "type", type, "source", source, "options", options);
  }

  /// The command that runs it.
  List<String> command(Path runc) {
    return List.of(
        runc.toString(),
        "--root",
        directory.resolve("state").toString(),
        "run",
        "--bundle",
        directory.toString(),
        "bench" + ProcessHandle.current().pid());
  }

  /// The command that runs it behind gVisor's Sentry, within the limits of whoever starts it: what
  /// the bundle says of limits is not heeded then.
  List<String> sentryCommand(Path runsc) {
    return List.of(
        runsc.toString(),
        "--root",
        directory.resolve("state").toString(),
        "--platform=systrap",
        "--network=none",
        "--ignore-cgroups",
        "--overlay2=none",
        "run",
        "--bundle",
        directory.toString(),
        "bench" + ProcessHandle.current().pid());
  }
}
