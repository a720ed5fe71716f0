package dev.cofferdam.host;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/// A child of this process that was given chosen descriptors, which [ProcessBuilder] cannot do. It
/// is born in the namespaces of the thread that spawned it, with an empty environment but PATH.
public final class ChildProcess implements AutoCloseable {
  private static final int P_PIDFD = 3;
  private static final int WEXITED = 4;
  private static final int SIGKILL = 9;

  /// In siginfo_t, as waitid(2) fills it.
  private static final int CODE_OFFSET = 8;

  private static final int STATUS_OFFSET = 24;
  private static final int CLD_EXITED = 1;
  private static final long FILE_ACTIONS_BYTES = 128;
  private static final String PATH =
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private final int pid;
  private final Descriptor handle;
  private volatile OptionalInt status = OptionalInt.empty();

  /// Guarded by this object.
  private boolean reaped;

  private ChildProcess(int pid, Descriptor handle) {
    this.pid = pid;
    this.handle = handle;
  }

  /// Starts a program (posix_spawn(3)).
  ///
  /// @param program its absolute path
  /// @param arguments its argument vector, the name first
  /// @param descriptors what its descriptors 0, 1, 2, … shall be
  public static ChildProcess spawn(
      Path program, List<String> arguments, List<Descriptor> descriptors) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment actions = arena.allocate(FILE_ACTIONS_BYTES, 16);
      MemorySegment pid = arena.allocate(4, 4);
      Kernel.callLibc("posix_spawn_file_actions_init", actions.address());
      try {
        // First out of the way, then into place: no target may be a source still needed.
        int spare = above(descriptors);
        for (int target = 0; target < descriptors.size(); target++) {
          duplicate(actions, descriptors.get(target).number(), spare + target);
        }
        for (int target = 0; target < descriptors.size(); target++) {
          duplicate(actions, spare + target, target);
          Kernel.callLibc("posix_spawn_file_actions_addclose", actions.address(), spare + target);
        }
        // Safe: all pointers live in this arena until posix_spawn has returned.
        Kernel.callLibc(
            "posix_spawn",
            pid.address(),
            arena.allocateFrom(program.toString()).address(),
            actions.address(),
            0,
            vector(arena, arguments).address(),
            vector(arena, List.of(PATH)).address());
      } finally {
        Kernel.callLibc("posix_spawn_file_actions_destroy", actions.address());
      }
      int number = pid.get(ValueLayout.JAVA_INT, 0);
      return new ChildProcess(number, new Descriptor(Kernel.call(Call.PIDFD_OPEN, number, 0)));
    }
  }

  /// Its process id.
  public int pid() {
    return pid;
  }

  /// Waits for its end and reaps it.
  ///
  /// @return false when the time was over first
  public boolean await(Duration patience) {
    if (!Poll.readable(handle, patience.toMillis())) {
      return false;
    }
    reap();
    return true;
  }

  /// Alone: whoever comes second finds the status of whoever was first.
  private synchronized void reap() {
    if (reaped) {
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info = arena.allocate(128, 8);
      long result =
          handle.use(
              number -> Kernel.attempt(Call.WAITID, P_PIDFD, number, info.address(), WEXITED, 0));
      if (result == 0 && info.get(ValueLayout.JAVA_INT, CODE_OFFSET) == CLD_EXITED) {
        status = OptionalInt.of(info.get(ValueLayout.JAVA_INT, STATUS_OFFSET));
      }
      reaped = result == 0 || result == -Errno.ECHILD.number();
    }
  }

  /// Its exit status, once [#await] has seen its end; empty where a signal ended it.
  public OptionalInt status() {
    return status;
  }

  /// Kills it; harmless when it is gone.
  ///
  /// @throws IllegalStateException when this was closed
  public void kill() {
    handle.use(number -> Kernel.attempt(Call.PIDFD_SEND_SIGNAL, number, SIGKILL, 0, 0));
  }

  @Override
  public void close() {
    handle.close();
  }

  /// The first number that is neither a target nor, however many are open here, a source.
  private static int above(List<Descriptor> descriptors) {
    int highest = descriptors.stream().mapToInt(Descriptor::number).max().orElse(0);
    return Math.max(highest + 1, descriptors.size());
  }

  private static void duplicate(MemorySegment actions, int from, int to) {
    Kernel.callLibc("posix_spawn_file_actions_adddup2", actions.address(), from, to);
  }

  private static MemorySegment vector(Arena arena, List<String> texts) {
    MemorySegment vector = arena.allocate((texts.size() + 1) * 8L, 8);
    for (int index = 0; index < texts.size(); index++) {
      vector.setAtIndex(
          ValueLayout.JAVA_LONG, index, arena.allocateFrom(texts.get(index)).address());
    }
    return vector;
  }
}
