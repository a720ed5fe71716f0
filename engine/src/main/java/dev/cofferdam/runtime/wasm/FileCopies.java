package dev.cofferdam.runtime.wasm;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.host.Descriptor;
import dev.cofferdam.host.FileStatus;
import dev.cofferdam.host.HeldDirectory;
import dev.cofferdam.host.KernelException;
import dev.cofferdam.host.Ownership;
import dev.cofferdam.host.Paths;
import dev.cofferdam.host.Privilege;
import dev.cofferdam.runtime.MountSource;
import dev.cofferdam.sandbox.MountSpec.Mode;
import java.util.Optional;

/// What `-v FILE:…:ro` becomes: a guest is given directories, so that it gets a copy in one of
/// them, made before it begins. Whatever it does with the copy, the caller's file is not the one
/// that it does it to.
///
/// A copy can be read by whom the file could be read by, were it mounted: the caller's is the
/// program's, another's is nobody's.
final class FileCopies {
  private static final int READABLE = 0444;
  private static final int CHUNK = 1 << 16;

  private final Optional<WorkerRequest.User> user;
  private final Privilege.Invoker caller;
  private final long most;
  private long copied;

  /// @param user whose the layer is; empty for our own
  /// @param caller whose files are the program's
  /// @param most how many bytes all copies may have, which is what `--disk` says
  FileCopies(Optional<WorkerRequest.User> user, Privilege.Invoker caller, long most) {
    this.user = user;
    this.caller = caller;
    this.most = most;
  }

  /// Refuses what would not be a copy's to keep.
  static void require(MountSource source) {
    if (source.spec().mode() == Mode.RW) {
      throw CofferdamException.invalid(
          "wasm writes to mounted directories only, and " + source.spec().source() + " is a file",
          "mount its directory: -v " + source.spec().source().getParent() + ":/data:rw");
    }
  }

  /// Copies one.
  ///
  /// @param name in the directory
  void copy(MountSource source, HeldDirectory into, String name) {
    FileStatus status = source.status();
    try (Descriptor from = open(source);
        Descriptor to = into.makeFile(name, status.mode() & READABLE)) {
      user.ifPresent(who ->
          Ownership.give(
              to,
              status.uid() == caller.uid() ? who.uid() : 0,
              status.gid() == caller.gid() ? who.gid() : 0));
      byte[] chunk = new byte[CHUNK];
      for (int length = from.read(chunk); length > 0; length = from.read(chunk)) {
        copied += length;
        if (copied > most) {
          throw CofferdamException.invalid(
              "wasm copies mounted files, and with "
                  + source.spec().source()
                  + " they are larger than --disk",
              "raise --disk, or mount its directory: -v "
                  + source.spec().source().getParent()
                  + ":/data:ro");
        }
        to.write(chunk, 0, length);
      }
    }
  }

  private static Descriptor open(MountSource source) {
    try {
      return Paths.openHeld(source.file());
    } catch (KernelException refused) {
      throw CofferdamException.invalid(
          "mount source cannot be opened: " + source.spec().source() + " (" + refused.errno() + ")",
          "choose one that you may read");
    }
  }
}
