package dev.cofferdam.runtime.oci;

import dev.cofferdam.host.UserNamespace.Mapping;
import dev.cofferdam.image.HostImage;
import dev.cofferdam.sandbox.Ulimit;
import io.avaje.json.mapper.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The `config.json` of a bundle (OCI runtime-spec 1.0, config.md and config-linux.md).
///
/// It asks for all namespaces, no capabilities and `no_new_privs`. The program that it names is
/// always `init`; what runs, with which environment and limits, travels over the channel.
///
/// @param root absolute path of the root, with everything but the kernel's file systems mounted
/// @param uid the user inside
/// @param gid the group inside
/// @param uids user id mappings
/// @param gids group id mappings
/// @param cgroupPath the cgroup that the runtime may use; empty for below its own
/// @param shmBytes size of `/dev/shm`
/// @param seccomp the static second filter
/// @param binds the mounts below the root that are already there but must be told to the runtime
/// @param terminal whether its standard streams are a terminal that the runtime must know of
/// @param ulimits resource limits that the runtime sets, where `init` cannot
record OciConfig(
    String root,
    int uid,
    int gid,
    List<Mapping> uids,
    List<Mapping> gids,
    Optional<String> cgroupPath,
    long shmBytes,
    Map<String, Object> seccomp,
    List<Bound> binds,
    boolean terminal,
    List<Ulimit> ulimits) {
  /// A mount below the root.
  ///
  /// @param destination inside
  /// @param source where it is on the host
  /// @param readOnly whether nothing can be written to it
  record Bound(String destination, String source, boolean readOnly) {}

  /// Where `init` lies inside.
  static final String INIT = "/.cofferdam/init";

  /// No other number in the file is negative, and no text can look like this: its quotes are
  /// escaped.
  private static final Pattern NO_LIMIT = Pattern.compile("(\"(?:soft|hard)\":)-1");

  /// RLIM_INFINITY, which no `long` holds, and the JSON library writes nothing larger.
  private static final String INFINITY = "18446744073709551615";

  private static final int TTY_GROUP = 5;

  /// Terminals are counted for the whole host, so one sandbox may not take them all.
  private static final String PTYS = "max=64";

  private static final List<String> MASKED =
      List.of(
          "/proc/acpi",
          "/proc/asound",
          "/proc/bus/pci",
          "/proc/config.gz",
          "/proc/interrupts",
          "/proc/kallsyms",
          "/proc/kcore",
          "/proc/keys",
          "/proc/key-users",
          "/proc/kmsg",
          "/proc/latency_stats",
          "/proc/modules",
          "/proc/sched_debug",
          "/proc/scsi",
          "/proc/slabinfo",
          "/proc/sysvipc",
          "/proc/timer_list",
          "/proc/timer_stats",
          "/sys/dev/block",
          "/sys/devices/virtual/block",
          "/sys/devices/virtual/dmi",
          "/sys/devices/virtual/powercap",
          "/sys/firmware",
          "/sys/fs/bpf",
          "/sys/kernel",
          "/sys/module");

  private static final List<String> READ_ONLY =
      List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger");

  /// The file's text.
  String json() {
    var config = new LinkedHashMap<String, Object>();
    config.put("ociVersion", "1.0.2");
    config.put("process", process());
    config.put("root", Map.of("path", root, "readonly", true));
    config.put("hostname", HostImage.HOSTNAME);
    config.put("mounts", mounts());
    config.put("linux", linux());
    return NO_LIMIT
        .matcher(JsonMapper.builder().build().toJson(config))
        .replaceAll("$1" + INFINITY);
  }

  private Map<String, Object> process() {
    List<String> none = List.of();
    return Map.of(
        "terminal",
        terminal,
        "user",
        Map.of("uid", uid, "gid", gid),
        "args",
        List.of(INIT, "init"),
        "env",
        none,
        "cwd",
        "/",
        "noNewPrivileges",
        true,
        "rlimits",
        ulimits.stream().map(OciConfig::rlimit).toList(),
        "capabilities",
        Map.of(
            "bounding",
            none,
            "effective",
            none,
            "inheritable",
            none,
            "permitted",
            none,
            "ambient",
            none));
  }

  private static Map<String, Object> rlimit(Ulimit limit) {
    return Map.of(
        "type",
        "RLIMIT_" + limit.name().toUpperCase(Locale.ROOT),
        "soft",
        limit.soft(),
        "hard",
        limit.hard());
  }

  private List<Map<String, Object>> mounts() {
    boolean hasTtyGroup =
        gids.stream()
            .anyMatch(map -> map.inside() <= TTY_GROUP && TTY_GROUP < map.inside() + map.count());
    var devpts =
        new ArrayList<>(
            List.of("nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620", PTYS));
    if (hasTtyGroup) {
      devpts.add("gid=" + TTY_GROUP);
    }
    var mounts = new ArrayList<>(kernelMounts(devpts));
    for (Bound bind : binds) {
      mounts.add(
          mount(
              bind.destination(),
              "bind",
              bind.source(),
              List.of("rbind", bind.readOnly() ? "ro" : "rw", "nosuid", "nodev")));
    }
    return List.copyOf(mounts);
  }

  private List<Map<String, Object>> kernelMounts(List<String> devpts) {
    return List.of(
        mount("/proc", "proc", "proc", List.of("nosuid", "noexec", "nodev")),
        mount("/dev", "tmpfs", "tmpfs", List.of("nosuid", "strictatime", "mode=755", "size=64k")),
        mount("/dev/pts", "devpts", "devpts", devpts),
        mount(
            "/dev/shm",
            "tmpfs",
            "shm",
            List.of("nosuid", "noexec", "nodev", "mode=1777", "size=" + shmBytes)),
        mount("/dev/mqueue", "mqueue", "mqueue", List.of("nosuid", "noexec", "nodev")),
        mount("/sys", "sysfs", "sysfs", List.of("nosuid", "noexec", "nodev", "ro")));
  }

  private static Map<String, Object> mount(
      String destination, String type, String source, List<String> options) {
    return Map.of("destination", destination, "type", type, "source", source, "options", options);
  }

  private Map<String, Object> linux() {
    var linux = new LinkedHashMap<String, Object>();
    linux.put(
        "namespaces",
        List.of("pid", "network", "ipc", "uts", "mount", "cgroup", "user").stream()
            .map(type -> Map.of("type", type))
            .toList());
    linux.put("uidMappings", mappings(uids));
    linux.put("gidMappings", mappings(gids));
    cgroupPath.ifPresent(path -> linux.put("cgroupsPath", path));
    linux.put("maskedPaths", MASKED);
    linux.put("readonlyPaths", READ_ONLY);
    linux.put("seccomp", seccomp);
    return linux;
  }

  private static List<Map<String, Long>> mappings(List<Mapping> mappings) {
    return mappings.stream()
        .map(map ->
            Map.of("containerID", map.inside(), "hostID", map.outside(), "size", map.count()))
        .toList();
  }
}
