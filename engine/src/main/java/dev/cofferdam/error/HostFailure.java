package dev.cofferdam.error;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the host's file system refused the engine, told as what it is.
public final class HostFailure {
  /// Less than this is no room for anything.
  private static final long ROOM = 64 * 1024;

  private HostFailure() {}

  /// The exception for a failed operation: one line with its remedy where the disk is full, else a
  /// fault of ours.
  ///
  /// @param what cannot be done, as `cannot write the ledger`
  /// @param place where it was to be done
  public static RuntimeException of(String what, Path place, IOException failed) {
    return isFull(place, failed)
        ? new CofferdamException(
            ErrorCode.HOST_UNSUITABLE,
            what + ": the host's disk is full at " + place,
            "free some space or inodes there (df -h, df -i), or set COFFERDAM_STATE_DIR and"
                + " COFFERDAM_RUNTIME_DIR to where there is some",
            failed)
        : new UncheckedIOException(what, failed);
  }

  private static boolean isFull(Path place, IOException failed) {
    String said = String.valueOf(failed.getMessage());
    if (said.contains("No space left on device") || said.contains("Disk quota exceeded")) {
      return true;
    }
    try {
      return Files.getFileStore(place).getUsableSpace() < ROOM;
    } catch (IOException unknown) {
      return false;
    }
  }
}
