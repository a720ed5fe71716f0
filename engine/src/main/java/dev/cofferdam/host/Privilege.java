package dev.cofferdam.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Who this process is to the kernel.
///
/// @param uid its user id, as it sees itself
/// @param gid its group id, as it sees itself
/// @param initialNamespace whether its ids are the host's own (no user namespace around it)
/// @param ids how many user ids its namespace has
/// @param groupIds how many group ids it has: /etc/subgid may give another number than /etc/subuid
public record Privilege(int uid, int gid, boolean initialNamespace, long ids, long groupIds) {
  private static final long ALL_IDS = 4_294_967_295L;

  /// The privilege of this process (user_namespaces(7), `uid_map`, `gid_map`).
  public static Privilege ofSelf() {
    try {
      List<String> map = Files.readAllLines(Path.of("/proc/self/uid_map"));
      long ids = count(map);
      boolean initial = map.size() == 1 && field(map.getFirst(), 0) == 0 && ids == ALL_IDS;
      return new Privilege(
          (int) Kernel.call(Call.GETUID),
          (int) Kernel.call(Call.GETGID),
          initial,
          ids,
          count(Files.readAllLines(Path.of("/proc/self/gid_map"))));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// Root of the whole host.
  public boolean isHostRoot() {
    return uid == 0 && initialNamespace;
  }

  /// Who invoked us.
  public record Invoker(int uid, int gid) {}

  /// The invoking user, looked through sudo(8).
  ///
  /// @param environment this process's
  public Invoker invoker(Map<String, String> environment) {
    String user = environment.get("SUDO_UID");
    String group = environment.get("SUDO_GID");
    try {
      if (uid == 0 && user != null && group != null) {
        return new Invoker(Integer.parseInt(user), Integer.parseInt(group));
      }
    } catch (NumberFormatException notSudo) {
      return new Invoker(uid, gid);
    }
    return new Invoker(uid, gid);
  }

  private static long count(List<String> map) {
    return map.stream().mapToLong(line -> field(line, 2)).sum();
  }

  private static long field(String line, int index) {
    return Long.parseLong(line.strip().split("\\s+", -1)[index]);
  }
}
