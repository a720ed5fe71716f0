package dev.cofferdam.doctor;

import java.util.ArrayList;
import java.util.List;

/// The distribution's package manager and its names for what we need.
enum Packages {
  /// Debian and its children; the only one that `setup` drives.
  APT("apt-get install -y --no-install-recommends"),
  /// Fedora and its children.
  DNF("dnf install -y"),
  /// Alpine.
  APK("apk add"),
  /// One that we do not know.
  OTHER("");

  /// What can be asked for, by the names of apt, dnf and apk.
  enum Item {
    RUNC("runc", "runc", "runc"),
    UIDMAP("uidmap", "shadow-utils", "shadow-uidmap"),
    E2FSPROGS("e2fsprogs", "e2fsprogs", "e2fsprogs"),
    UTIL_LINUX("util-linux", "util-linux", "util-linux"),
    PYTHON("python3", "python3", "python3"),
    PIP("python3-pip", "python3-pip", "py3-pip"),
    NODE("nodejs", "nodejs", "nodejs"),
    QEMU("qemu-system-x86", "qemu-system-x86-core", "qemu-system-x86_64");

    private final String apt;
    private final String dnf;
    private final String apk;

    Item(String apt, String dnf, String apk) {
      this.apt = apt;
      this.dnf = dnf;
      this.apk = apk;
    }
  }

  private final String install;

  Packages(String install) {
    this.install = install;
  }

  /// The one that the host has.
  static Packages of(Host host) {
    for (Packages manager : List.of(APT, DNF, APK)) {
      if (host.find(manager.installCommand().getFirst()).isPresent()) {
        return manager;
      }
    }
    return OTHER;
  }

  /// The start of every install command.
  List<String> installCommand() {
    return install.isEmpty() ? List.of() : List.of(install.split(" ", -1));
  }

  /// How to install something: with the command, where the manager is known.
  Remedy install(Item item) {
    String name =
        switch (this) {
          case APT, OTHER -> item.apt;
          case DNF -> item.dnf;
          case APK -> item.apk;
        };
    if (install.isEmpty()) {
      return Remedy.words("install " + name + " with this distribution's package manager");
    }
    var argv = new ArrayList<>(installCommand());
    argv.add(name);
    return Remedy.command("install it", argv);
  }

  /// The same as advice only: for what most users do not need.
  Remedy suggest(Item item, String when) {
    return Remedy.words(when + ": " + install(item).line().replaceFirst("^install it: ", ""));
  }
}
