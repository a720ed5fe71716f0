package dev.cofferdam.doctor;

import dev.cofferdam.EngineConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What the writable layer and the host mounts rest on, and the engine's own directories.
final class StorageCheck {
  private static final long MIB = 1 << 20;
  // A layer is 64 MiB by default; prepared images and templates take some hundred.
  private static final long SCARCE_BYTES = 1024 * MIB;
  private static final long TOO_LITTLE_BYTES = 128 * MIB;
  private static final int WRITABLE_BY_OTHERS = 022;

  private StorageCheck() {}

  static List<Finding> examine(Host host, EngineConfig config) {
    var findings = new ArrayList<Finding>();
    findings.add(fileSystem(host, "overlay", false));
    if (host.root()) {
      findings.add(fileSystem(host, "ext4", true));
      findings.add(loop(host));
      findings.add(
          host.find("mkfs.ext4")
              .map(path -> Finding.ok("mkfs.ext4", path))
              .orElseGet(() ->
                  Finding.needed(
                      "mkfs.ext4",
                      "makes the template of the writable layer",
                      Packages.of(host).install(Packages.Item.E2FSPROGS))));
    }
    findings.add(idmapped(host));
    findings.add(place(host, "state directory", config.stateDirectory()));
    findings.add(place(host, "runtime directory", config.runtimeDirectory()));
    findings.add(space(host, config.stateDirectory()));
    return findings;
  }

  private static Finding fileSystem(Host host, String name, boolean required) {
    boolean loaded =
        host.text("/proc/filesystems")
            .orElse("")
            .lines()
            .anyMatch(line -> line.endsWith("\t" + name));
    if (loaded) {
      return Finding.ok(name, "in the kernel");
    }
    if (module(host, name.equals("overlay") ? "overlayfs/overlay" : name + "/" + name)) {
      return Finding.ok(name, "a module, loaded at first use");
    }
    var remedy = Remedy.words("use a distribution's kernel, such as Debian 12's");
    return required
        ? Finding.needed(name, "not in this kernel; the writable layer is made of it", remedy)
        : Finding.absent(name, "not in this kernel; not used yet by this version", remedy);
  }

  private static boolean module(Host host, String path) {
    String release = host.text("/proc/sys/kernel/osrelease").orElse("").strip();
    String file = "/lib/modules/" + release + "/kernel/fs/" + path + ".ko";
    return host.exists(file) || host.exists(file + ".xz") || host.exists(file + ".zst");
  }

  private static Finding loop(Host host) {
    return host.exists("/dev/loop-control")
        ? Finding.ok("loop devices", "/dev/loop-control")
        : Finding.needed(
            "loop devices",
            "no /dev/loop-control; the writable layer is a loop device",
            Remedy.command("load the module", List.of("modprobe", "loop")));
  }

  private static Finding idmapped(Host host) {
    String subject = "idmapped mounts";
    Release release = KernelCheck.release(host).orElse(new Release(0, 0, 0, 0));
    if (!release.isAtLeast(5, 12)) {
      return Finding.absent(
          subject,
          "needs kernel 5.12; -v is refused without it",
          Remedy.words("use a distribution with a newer kernel, such as Debian 12"));
    }
    return release.isAtLeast(6, 3)
        ? Finding.ok(subject, "kernel has them, for -v from ext4, xfs, btrfs and tmpfs")
        : Finding.limited(
            subject,
            "for -v from ext4, xfs and btrfs; not from tmpfs before kernel 6.3",
            Remedy.words("keep what you mount on a disk"));
  }

  private static Finding place(Host host, String subject, Path directory) {
    String path = directory.toString();
    var inode = host.inode(path);
    if (inode.isEmpty()) {
      return host.writable(nearest(host, directory))
          ? Finding.ok(subject, path + ", made at first use")
          : Finding.broken(
              subject,
              path + " does not exist and cannot be made",
              Remedy.words("set COFFERDAM_STATE_DIR and COFFERDAM_RUNTIME_DIR to your own"));
    }
    Host.Inode seen = inode.get();
    String mode = "%s, mode %04o".formatted(path, seen.mode());
    if (!seen.directory()) {
      return Finding.broken(
          subject, path + " is not a directory", Remedy.words("move it out of the way"));
    }
    if (seen.uid() != host.uid()) {
      return Finding.broken(
          subject,
          mode + ", belongs to uid " + seen.uid() + ", not to this user",
          Remedy.words("move it out of the way, or chown it to uid " + host.uid()));
    }
    return (seen.mode() & WRITABLE_BY_OTHERS) == 0
        ? Finding.ok(subject, mode)
        : Finding.broken(
            subject,
            mode + ": others may write there",
            Remedy.command("close it", List.of("chmod", "go-w", path)));
  }

  private static String nearest(Host host, Path directory) {
    for (Path at = directory; at != null; at = at.getParent()) {
      if (host.exists(at.toString())) {
        return at.toString();
      }
    }
    return "/";
  }

  private static Finding space(Host host, Path directory) {
    long free = host.freeBytes(directory.toString());
    String detail = free / MIB + " MiB free for " + directory;
    var remedy = Remedy.words("free some, or set COFFERDAM_STATE_DIR to a larger disk");
    if (free < TOO_LITTLE_BYTES) {
      return Finding.broken("disk space", detail, remedy);
    }
    return free < SCARCE_BYTES
        ? Finding.limited("disk space", detail, remedy)
        : Finding.ok("disk space", detail);
  }
}
