package dev.cofferdam.runtime.oci;

import dev.cofferdam.host.Privilege;
import dev.cofferdam.host.Privilege.Invoker;
import dev.cofferdam.host.UserNamespace.Mapping;
import dev.cofferdam.sandbox.SandboxSpec.User;
import java.util.List;
import java.util.Optional;

/// Which host ids stand behind the ids inside.
///
/// As root of the host a sandbox has a range of ids that nobody else has. Without, the program's
/// user is the caller itself, so that the caller's files are the program's, and the other ids are
/// the caller's subordinate ones.
///
/// @param uids lines of the user id map
/// @param gids lines of the group id map
/// @param caller who invoked us, where a mount must be mapped for its files to be the program's
record IdMapping(List<Mapping> uids, List<Mapping> gids, Optional<Invoker> caller) {
  static final int RANGE = 65_536;

  static IdMapping of(Privilege privilege, long base, User user) {
    if (privilege.initialNamespace()) {
      List<Mapping> range = List.of(new Mapping(0, base, RANGE));
      return new IdMapping(range, range, Optional.of(privilege.invoker(System.getenv())));
    }
    return new IdMapping(
        aroundCaller(user.uid(), privilege.ids()),
        aroundCaller(user.gid(), privilege.groupIds()),
        Optional.empty());
  }

  long hostUid(int inside) {
    return host(uids, inside);
  }

  long hostGid(int inside) {
    return host(gids, inside);
  }

  private static List<Mapping> aroundCaller(int id, long available) {
    long above = Math.min(RANGE, available) - id - 1;
    Mapping below = new Mapping(0, 1, id);
    Mapping caller = new Mapping(id, 0, 1);
    return above > 0
        ? List.of(below, caller, new Mapping(id + 1L, id + 1L, above))
        : List.of(below, caller);
  }

  private static long host(List<Mapping> mappings, int inside) {
    for (Mapping map : mappings) {
      if (map.inside() <= inside && inside < map.inside() + map.count()) {
        return map.outside() + inside - map.inside();
      }
    }
    throw new IllegalArgumentException("id " + inside + " has no place in the mapping");
  }
}
