package dev.cofferdam.runtime;

/// What a runtime needs in a sandbox's cgroup beside the program, so that none of it is taken from
/// the program's limits.
///
/// @param memoryBytes at rest
/// @param pids processes and threads of its own
/// @param pidsEach how many of the host's a process or thread inside is at most
public record Reserve(long memoryBytes, int pids, int pidsEach) {
  /// Of a runtime that is not in there.
  public static final Reserve NONE = new Reserve(0, 0, 1);

  /// The limit in the kernel that leaves the program this much.
  public long memory(long programs) {
    return Math.addExact(programs, memoryBytes);
  }

  /// The limit in the kernel that leaves the program so many.
  public long pids(int programs) {
    return pids + (long) pidsEach * programs;
  }

  /// What a program can have where the kernel gives no more than this.
  public long memoryWithin(long ceiling) {
    return Math.max(0, ceiling - memoryBytes);
  }

  /// How many a program can have where the kernel gives no more than this.
  public long pidsWithin(long ceiling) {
    return Math.max(0, (ceiling - pids) / pidsEach);
  }
}
