package dev.cofferdam.host;

import dev.cofferdam.error.HostFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

/// The native program `init`, which travels as a resource of this library and is unpacked once per
/// version.
public final class NativeInit {
  private static final String RESOURCE = "/dev/cofferdam/native/cofferdam-init";

  private NativeInit() {}

  /// Where the program lies, unpacked there if it was not. What lies there is compared with ours
  /// byte by byte, which is cheaper than a digest in a young JVM: it is executed as the caller.
  ///
  /// @param directory ours alone
  public static Path unpack(Path directory) {
    try {
      String digest = new String(resource(RESOURCE + ".sha256"), StandardCharsets.US_ASCII).strip();
      Path program = directory.resolve("init-" + digest.substring(0, 16));
      byte[] content = resource(RESOURCE);
      if (!isIntact(program, content)) {
        Files.createDirectories(directory);
        Path fresh = Files.createTempFile(directory, "init-", ".new");
        try {
          Files.write(fresh, content);
          Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
          Files.move(fresh, program, StandardCopyOption.ATOMIC_MOVE);
        } finally {
          Files.deleteIfExists(fresh);
        }
      }
      return program;
    } catch (IOException failed) {
      throw HostFailure.of("cannot unpack the native init", directory, failed);
    }
  }

  private static boolean isIntact(Path program, byte[] content) throws IOException {
    return Files.isExecutable(program) && Arrays.equals(Files.readAllBytes(program), content);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream stream = NativeInit.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IOException("the library was built without its native part: " + name);
      }
      return stream.readAllBytes();
    }
  }
}
