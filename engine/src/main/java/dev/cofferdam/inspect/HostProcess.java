package dev.cofferdam.inspect;

import dev.cofferdam.host.HostNamespaces;
import dev.cofferdam.host.ProcessFiles;
import dev.cofferdam.host.UserNamespace.Mapping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A process of a sandbox as the host's kernel shows it at this moment: its PID 1, or the Sentry
/// that serves it. What the kernel did not tell is empty.
///
/// @param pid as this process counts
/// @param namespaces those that it is in, by kind
/// @param uids its user id map
/// @param gids its group id map
/// @param posture capabilities and filters
/// @param mounts what it has mounted; not asked of the Sentry, whose mounts are not the program's
/// @param interfaces the names of its network interfaces
/// @param cgroups the lines of its `/proc/PID/cgroup`
public record HostProcess(
    long pid,
    List<Namespace> namespaces,
    Optional<List<Mapping>> uids,
    Optional<List<Mapping>> gids,
    Optional<Posture> posture,
    Optional<List<MountLine>> mounts,
    Optional<List<String>> interfaces,
    Optional<List<String>> cgroups) {
  /// Where in the answer it goes.
  static final String PLACE = "Cofferdam.Process";

  private static final List<String> KINDS =
      List.of("cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts");
  private static final int INTERFACE_HEAD_LINES = 2;

  /// A namespace.
  ///
  /// @param kind as in `/proc/PID/ns`
  /// @param inode its number
  /// @param ofHost the number of the host's own
  public record Namespace(String kind, OptionalLong inode, OptionalLong ofHost) {
    /// Whether it is another one than the host's; empty where either is not known.
    Optional<Boolean> isOwn() {
      return inode.isPresent() && ofHost.isPresent()
          ? Optional.of(inode.getAsLong() != ofHost.getAsLong())
          : Optional.empty();
    }
  }

  /// Asks the kernel.
  ///
  /// @param sentry whether it is the Sentry
  /// @return empty when the process is gone
  static Optional<HostProcess> of(ProcessFiles process, boolean sentry, Unknowns unknowns) {
    var seen =
        new HostProcess(
            process.pid(),
            namespaces(process, unknowns),
            unknowns.ask(PLACE + ".UidMap", () -> mappings(process.text("uid_map"))),
            unknowns.ask(PLACE + ".GidMap", () -> mappings(process.text("gid_map"))),
            unknowns.ask(
                PLACE,
                () ->
                    Posture.of(
                        process.text("status"),
                        PLACE,
                        "the host's kernel does not tell",
                        unknowns)),
            sentry
                ? Optional.empty()
                : unknowns.ask(Inspection.MOUNTS, () -> MountLine.all(process.text("mountinfo"))),
            unknowns.ask("Cofferdam.Network.Interfaces", () -> interfaces(process.text("net/dev"))),
            unknowns.ask(
                "Cofferdam.Cgroup.Membership", () -> process.text("cgroup").lines().toList()));
    // Asked at the end: had it gone before, another process might have its number.
    return process.isAlive() ? Optional.of(seen) : Optional.empty();
  }

  private static List<Namespace> namespaces(ProcessFiles process, Unknowns unknowns) {
    var found = new ArrayList<Namespace>();
    for (String kind : KINDS) {
      String place = PLACE + ".Namespaces." + kind;
      found.add(
          new Namespace(
              kind,
              number(unknowns.ask(place + ".Inode", () -> process.namespace(kind))),
              number(unknowns.ask(place + ".HostInode", () -> HostNamespaces.inode(kind)))));
    }
    return List.copyOf(found);
  }

  private static OptionalLong number(Optional<Long> value) {
    return value.isPresent() ? OptionalLong.of(value.get()) : OptionalLong.empty();
  }

  private static List<Mapping> mappings(String map) {
    return map.lines()
        .map(line -> Arrays.asList(line.strip().split("\\s+", -1)))
        .filter(fields -> fields.size() == 3)
        .map(fields ->
            new Mapping(
                Long.parseLong(fields.get(0)),
                Long.parseLong(fields.get(1)),
                Long.parseLong(fields.get(2))))
        .toList();
  }

  private static List<String> interfaces(String text) {
    return text.lines()
        .skip(INTERFACE_HEAD_LINES)
        .map(line -> line.split(":", 2)[0].strip())
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
