package dev.cofferdam.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the kernel says in `/proc` of a process that is not ours to trust (proc(5)). Every read is
/// bounded, and no link is followed: of those the text alone is taken.
///
/// @param pid as this process counts
/// @param start its start time in clock ticks since boot, which tells it from later ones of its
///   number
public record ProcessFiles(long pid, long start) {
  private static final int MAX_BYTES = 256 << 10;
  private static final Pattern NAMESPACE = Pattern.compile("[a-z_]+:\\[(\\d{1,20})]");

  /// Whether it lives. If it does, whatever was read before is of this process and of no other.
  public boolean isAlive() {
    return ProcessIdentity.isAlive(pid, start);
  }

  /// The beginning of a text file: of `status`, `uid_map`, `mountinfo`, `cgroup`, `net/dev`.
  ///
  /// @return at most 256 KiB; a cut last line is left out
  /// @throws IOException when the process is gone or not ours to look at
  public String text(String file) throws IOException {
    try (InputStream in = Files.newInputStream(path(file))) {
      byte[] bytes = in.readNBytes(MAX_BYTES);
      String text = new String(bytes, StandardCharsets.UTF_8);
      return bytes.length < MAX_BYTES ? text : text.substring(0, text.lastIndexOf('\n') + 1);
    }
  }

  /// The number of a namespace's inode, by which namespaces are told apart (namespaces(7)).
  ///
  /// @param kind `cgroup`, `ipc`, `mnt`, `net`, `pid`, `time`, `user` or `uts`
  /// @throws IOException when the process is gone, not ours to look at, or the kernel has no such
  ///   namespaces
  public long namespace(String kind) throws IOException {
    String link = Files.readSymbolicLink(path("ns/" + kind)).toString();
    Matcher named = NAMESPACE.matcher(link);
    if (!named.matches()) {
      throw new IOException("not a namespace");
    }
    return Long.parseUnsignedLong(named.group(1));
  }

  private Path path(String file) {
    return Path.of("/proc", Long.toString(pid), file);
  }
}
