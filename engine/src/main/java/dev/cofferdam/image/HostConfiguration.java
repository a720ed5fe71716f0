package dev.cofferdam.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Copies the public part of the host's `/etc` into a skeleton.
///
/// @param host where it comes from
/// @param skeleton where it goes
record HostConfiguration(HostTree host, Skeleton skeleton) {
  /// Takes everything that [HostSources] names, as far as it exists and is public.
  void take() throws IOException {
    for (Path file : new HostSources(host).files()) {
      take(file);
    }
    for (Path entry : host.entries(HostSources.ALTERNATIVES)) {
      linkIntoUsr(entry);
    }
    for (Path entry : host.entries(HostSources.CERTIFICATES)) {
      takeCertificate(entry);
    }
    Optional<byte[]> keyStore = host.publicContent(HostSources.KEY_STORE);
    if (keyStore.isPresent() && Certificates.isPublicKeyStore(keyStore.get())) {
      skeleton.file(HostSources.KEY_STORE, keyStore.get());
    }
  }

  private void take(Path file) throws IOException {
    if (!linkIntoUsr(file)) {
      Optional<byte[]> content = host.publicContent(file);
      if (content.isPresent()) {
        skeleton.file(file, content.get());
      }
    }
  }

  private void takeCertificate(Path entry) throws IOException {
    if (host.isDirectory(entry) || linkIntoUsr(entry)) {
      return;
    }
    Optional<byte[]> content = host.publicContent(entry);
    if (content.isEmpty()) {
      return;
    }
    Optional<byte[]> certificates =
        entry.equals(HostSources.BUNDLE)
            ? Certificates.bundle(content.get())
            : Certificates.authorities(content.get());
    if (certificates.isPresent()) {
      skeleton.file(entry, certificates.get());
    }
  }

  /// Re-creates a link that finally leads into `/usr`.
  ///
  /// @return whether it was one
  private boolean linkIntoUsr(Path path) throws IOException {
    Optional<Path> text = host.link(path);
    if (text.isEmpty() || !host.landsInUsr(path)) {
      return false;
    }
    skeleton.link(path, text.get());
    return true;
  }
}
