package dev.cofferdam.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A user namespace that nobody lives in: only its mapping counts, for an idmapped mount
/// (user_namespaces(7), mount_setattr(2)).
public final class UserNamespace {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private UserNamespace() {}

  /// A line of a mapping.
  ///
  /// @param inside first id in the namespace; for an idmapped mount, the id on disk
  /// @param outside first id outside; for an idmapped mount, the id that the mount shows
  /// @param count how many follow
  public record Mapping(long inside, long outside, long count) {}

  /// Makes a namespace with the mappings.
  ///
  /// @param init the native init program, which holds it while the maps are written
  /// @return a descriptor of the namespace, which keeps it
  public static Descriptor create(Path init, List<Mapping> uids, List<Mapping> gids) {
    try (Pipe lease = Pipe.open();
        Pipe ready = Pipe.open();
        ChildProcess holder =
            ChildProcess.spawn(
                init,
                List.of("cofferdam-init", "userns"),
                List.of(lease.read(), ready.write(), ready.write()))) {
      lease.read().close();
      ready.write().close();
      try {
        if (!Poll.readable(ready.read(), PATIENCE.toMillis())
            || ready.read().read(new byte[1]) != 1) {
          throw new KernelException("unshare", Errno.EPERM.number());
        }
        Path process = Path.of("/proc", Integer.toString(holder.pid()));
        write(process.resolve("uid_map"), uids);
        write(process.resolve("gid_map"), gids);
        return Paths.openReadable(process.resolve("ns/user"));
      } finally {
        lease.write().close();
        if (!holder.await(PATIENCE)) {
          holder.kill();
        }
      }
    }
  }

  private static void write(Path map, List<Mapping> mappings) {
    var text = new StringBuilder();
    for (Mapping mapping : mappings) {
      text.append(mapping.inside()).append(' ').append(mapping.outside());
      text.append(' ').append(mapping.count()).append('\n');
    }
    try {
      Files.writeString(map, text);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
