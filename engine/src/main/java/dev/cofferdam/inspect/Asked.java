package dev.cofferdam.inspect;

import dev.cofferdam.image.RootFilesystem;
import dev.cofferdam.sandbox.MountSpec;
import dev.cofferdam.sandbox.SandboxSpec;
import java.util.List;

/// What was asked for, as far as it is worth telling; no variables, whose values may be secrets.
///
/// @param image its reference
/// @param digest `sha256:` and 64 hexadecimal digits
/// @param user `uid:gid` inside
/// @param workdir where the program starts
/// @param terminal whether it has one
/// @param supervised whether `init` stays above the program (`--init`)
/// @param network the policy's name
/// @param memoryBytes of all processes together, swap excluded
/// @param milliCpus thousandths of a CPU
/// @param pids processes and threads together
/// @param diskBytes of the writable layer
/// @param shmBytes of `/dev/shm`
/// @param mounts those of `-v`
public record Asked(
    String image,
    String digest,
    String user,
    String workdir,
    boolean terminal,
    boolean supervised,
    String network,
    long memoryBytes,
    long milliCpus,
    long pids,
    long diskBytes,
    long shmBytes,
    List<MountSpec> mounts) {
  public Asked {
    mounts = List.copyOf(mounts);
  }

  /// What a spec asks for.
  public static Asked of(SandboxSpec spec, RootFilesystem image) {
    return new Asked(
        spec.image(),
        image.digest(),
        spec.user().uid() + ":" + spec.user().gid(),
        spec.workdir(),
        spec.terminal().isPresent(),
        spec.supervised(),
        spec.network().label(),
        spec.limits().memoryBytes(),
        spec.limits().milliCpus(),
        spec.limits().pids(),
        spec.limits().diskBytes(),
        spec.limits().shmBytes(),
        spec.mounts());
  }
}
