package dev.cofferdam.host;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Set;

/// The namespaces of this host, to tell a sandbox's own from.
public final class HostNamespaces {
  private static final ProcessFiles FIRST = new ProcessFiles(1, 0);

  /// Those that the launcher makes for a user who is not root.
  private static final Set<String> OF_LAUNCHER = Set.of("user", "mnt");

  private HostNamespaces() {}

  /// The number of the inode of the namespace that the host's first process is in, or, where that
  /// one is closed to us, that we were started in ourselves.
  ///
  /// @param kind as for [ProcessFiles#namespace]
  /// @throws IOException when it cannot be known
  public static long inode(String kind) throws IOException {
    try {
      return FIRST.namespace(kind);
    } catch (AccessDeniedException closed) {
      if (OF_LAUNCHER.contains(kind) && !Privilege.ofSelf().initialNamespace()) {
        throw closed;
      }
      return new ProcessFiles(ProcessHandle.current().pid(), 0).namespace(kind);
    }
  }
}
