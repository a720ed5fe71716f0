package dev.cofferdam.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Takes from certificate files what is public in them, and nothing that stands beside it.
final class Certificates {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\\s]++-----END CERTIFICATE-----");

  private Certificates() {}

  /// The certificates of a PEM file without any other text of it, if it has one.
  static Optional<byte[]> bundle(byte[] pem) {
    String text = new String(pem, StandardCharsets.ISO_8859_1);
    String blocks =
        BLOCK
            .matcher(text)
            .results()
            .map(found -> found.group() + "\n")
            .collect(Collectors.joining());
    return blocks.isEmpty()
        ? Optional.empty()
        : Optional.of(blocks.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// The same if each of them is an authority's: a server's own certificate (Debian's
  /// `ssl-cert-snakeoil.pem` for one) carries the host's name. Version 1 had no way to say so, and
  /// old roots are of version 1.
  static Optional<byte[]> authorities(byte[] pem) {
    Optional<byte[]> blocks = bundle(pem);
    if (blocks.isEmpty()) {
      return Optional.empty();
    }
    try {
      var parsed =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(blocks.get()));
      boolean allAuthorities =
          parsed.stream()
              .allMatch(each ->
                  each instanceof X509Certificate certificate
                      && (certificate.getBasicConstraints() >= 0 || certificate.getVersion() == 1));
      return allAuthorities ? blocks : Optional.empty();
    } catch (GeneralSecurityException unreadable) {
      return Optional.empty();
    }
  }

  /// Whether a Java key store (`cacerts`) holds certificates only. One that does not open with the
  /// customary password cannot be judged, so it does not.
  static boolean isPublicKeyStore(byte[] content) {
    try {
      // The type JKS also reads PKCS12 (keystore.type.compat in java.security).
      KeyStore store = KeyStore.getInstance("JKS");
      store.load(new ByteArrayInputStream(content), "changeit".toCharArray());
      for (String alias : Collections.list(store.aliases())) {
        if (!store.isCertificateEntry(alias)) {
          return false;
        }
      }
      return true;
    } catch (GeneralSecurityException | IOException unreadable) {
      return false;
    }
  }
}
