package dev.cofferdam.image;

import java.nio.file.Path;
import java.util.List;

/// An image made ready: what a sandbox sees as `/` before its own mounts come on top. Shared by all
/// sandboxes of the image, so it must only ever be mounted read-only, and a mount point that it
/// lacks must not be created in it.
///
/// @param directory the skeleton on the host
/// @param digest `sha256:` and 64 hexadecimal digits; equal digests mean equal content
/// @param binds trees of the host to be bound read-only over the skeleton
/// @param masked absolute directories inside that must appear empty
public record RootFilesystem(Path directory, String digest, List<Bind> binds, List<String> masked) {
  /// Of a runtime that takes no image.
  public static final RootFilesystem NONE =
      new RootFilesystem(Path.of("/"), "", List.of(), List.of());

  public RootFilesystem {
    binds = List.copyOf(binds);
    masked = List.copyOf(masked);
  }
}
