package dev.cofferdam.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// The files of `/etc` whose content is ours: they say who lives in a sandbox and how names are
/// resolved there, and are the same on every host. There is no `machine-id`: the host's would
/// identify it, and a made-up one would promise a stable machine.
final class SynthesizedEtc {
  private static final Map<String, String> FILES =
      new TreeMap<>(
          Map.of(
              "passwd",
              """
              root:x:0:0:root:/root:/usr/sbin/nologin
              appuser:x:1000:1000:appuser:/home/appuser:/bin/%s
              nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
              """,
              // Terminals belong to group 5 (pts(4) mounted with gid=5).
              "group",
              """
              root:x:0:
              tty:x:5:
              users:x:100:
              appuser:x:1000:
              nogroup:x:65534:
              """,
              "hostname",
              HostImage.HOSTNAME + "\n",
              "hosts",
              """
              127.0.0.1 localhost
              127.0.1.1 %s
              ::1 localhost ip6-localhost ip6-loopback
              """
                  .formatted(HostImage.HOSTNAME),
              // Without a server line glibc would ask 127.0.0.1 and a program would be told that
              // its own host refused it; this way it is told that the network is unreachable.
              "resolv.conf",
              """
              # There is no network here. The address is reserved for documentation (RFC 5737).
              nameserver 192.0.2.53
              options timeout:1 attempts:1
              """,
              "nsswitch.conf",
              """
              passwd: files
              group: files
              shadow: files
              hosts: files dns
              networks: files
              protocols: files
              services: files
              ethers: files
              rpc: files
              """,
              "host.conf",
              "multi on\n",
              "profile",
              """
              PATH=/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin
              export PATH
              """));

  private SynthesizedEtc() {}

  /// Writes them.
  ///
  /// @param shell the name of appuser's shell in `/bin`
  static void write(Skeleton skeleton, String shell) throws IOException {
    for (var file : FILES.entrySet()) {
      String content =
          file.getKey().equals("passwd") ? file.getValue().formatted(shell) : file.getValue();
      skeleton.file(Path.of("/etc", file.getKey()), content.getBytes(StandardCharsets.UTF_8));
    }
    // The place where older programs look for the mount table.
    skeleton.link(Path.of("/etc/mtab"), Path.of("/proc/self/mounts"));
  }
}
