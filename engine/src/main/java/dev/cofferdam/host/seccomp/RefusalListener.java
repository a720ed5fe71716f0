package dev.cofferdam.host.seccomp;

import dev.cofferdam.host.Call;
import dev.cofferdam.host.Descriptor;
import dev.cofferdam.host.Errno;
import dev.cofferdam.host.Kernel;
import dev.cofferdam.host.KernelException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/// Hears the calls that a sandbox's filter does not let through, answers and counts them
/// (seccomp_unotify(2)).
///
/// One daemon thread per sandbox waits for notifications and answers each with EPERM, probes with
/// ENOSYS. Past [Pace#PER_SECOND] a second the answers come late: the callers stand still
/// meanwhile, so a flood costs the engine a few per cent of a core, and the count stays exact
/// because every call is still answered one by one.
///
/// The thread ends by itself when the last process under the filter is gone, and at [#close()]. If
/// it ends earlier than those processes the kernel answers for it with ENOSYS: calls fail closed.
/// Public methods are safe for any thread.
public final class RefusalListener implements AutoCloseable {
  /// How many refusals the sink gets one by one.
  public static final int VERBATIM = 100;

  private static final Logger LOG = System.getLogger(RefusalListener.class.getName());

  /// SECCOMP_IOCTL_NOTIF_RECV and _SEND, SECCOMP_GET_NOTIF_SIZES of linux/seccomp.h.
  private static final long RECEIVE = 0xC0502100L;

  private static final long SEND = 0xC0182101L;
  private static final long GET_SIZES = 3;

  /// `struct seccomp_notif`: u64 id, u32 pid, u32 flags, then `struct seccomp_data`: s32 nr, u32
  /// arch, u64 instruction pointer, u64 arguments\[6\].
  private static final long ID = 0;

  private static final long PID = 8;
  private static final long NUMBER = 16;
  private static final long ARCH = 20;
  private static final long ARGUMENTS = 32;
  private static final long NOTIFICATION_BYTES = 80;

  /// `struct seccomp_notif_resp`: u64 id, s64 val, s32 error, u32 flags.
  private static final long ERROR = 16;

  private static final long ANSWER_BYTES = 24;

  private static final short POLLIN = 1;
  private static final long CLOCK_THREAD_CPUTIME_ID = 3;

  /// Below the promised 5 %, since the first thousand answers are not paced.
  private static final double MAX_CPU_SHARE = 0.03;

  private static final long MAX_PAUSE_MILLIS = 1_000;
  private static final long EFD_CLOEXEC = 02000000;

  private final Descriptor listener;
  private final Descriptor wake;
  private final SeccompPolicy policy;
  private final Consumer<RefusedCall> sink;
  private final Refusals refusals = new Refusals();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread thread;

  private RefusalListener(Descriptor listener, SeccompPolicy policy, Consumer<RefusedCall> sink) {
    this.listener = listener;
    this.policy = policy;
    this.sink = sink;
    this.wake = new Descriptor(Kernel.call(Call.EVENTFD2, 0, EFD_CLOEXEC));
    this.thread = Thread.ofPlatform().daemon().name("cofferdam-seccomp").unstarted(this::listen);
  }

  /// Starts to listen.
  ///
  /// @param listener what SECCOMP_FILTER_FLAG_NEW_LISTENER returned; owned from here on
  /// @param policy the one whose filter refuses, to tell probes from refusals
  /// @param sink gets the first [#VERBATIM] refusals (no probes) with a count of 1 each, in the
  ///   listening thread and before the caller has its answer; when it throws it gets no more
  public static RefusalListener start(
      Descriptor listener, SeccompPolicy policy, Consumer<RefusedCall> sink) {
    RefusalListener started = new RefusalListener(listener, policy, sink);
    started.thread.start();
    return started;
  }

  /// What was refused so far, in the order of first sight; at most 256 entries that tell processes
  /// apart and 66 that do not.
  public List<RefusedCall> snapshot() {
    return refusals.snapshot();
  }

  /// Waits until the last process under the filter is gone, so that the snapshot is final.
  ///
  /// @return whether that happened in time
  public boolean awaitEnd(Duration atMost) throws InterruptedException {
    return thread.join(atMost);
  }

  /// Stops listening. When processes under the filter still live their further calls are refused by
  /// the kernel and not counted, and the snapshot says so (`atLeast`).
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    wake.write(new byte[] {1, 0, 0, 0, 0, 0, 0, 0});
    try {
      if (thread.join(Duration.ofSeconds(5))) {
        wake.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// The listening thread, for measurements.
  long threadId() {
    return thread.threadId();
  }

  private void listen() {
    try (listener;
        Arena arena = Arena.ofConfined()) {
      new Ear(arena).listen();
    } catch (KernelException e) {
      refusals.markIncomplete();
      LOG.log(Level.WARNING, "the seccomp listener failed; calls are refused uncounted", e);
    }
  }

  /// The listening thread's memory and loop.
  private final class Ear {
    private final MemorySegment notification;
    private final MemorySegment answer;
    private final MemorySegment polled;
    private final ProcessNames names;
    private final Pace pace = new Pace(System.nanoTime());
    private final MemorySegment time;
    private long cpuAtPause;
    private long wallAtPause = System.nanoTime();
    private int verbatimLeft = VERBATIM;

    Ear(Arena arena) {
      MemorySegment sizes = arena.allocate(ValueLayout.JAVA_SHORT, 3);
      Kernel.call(Call.SECCOMP, GET_SIZES, 0, sizes.address());
      // A newer kernel writes more than we know of; it takes the size from the request number,
      // and from its own structure only what fits there.
      notification =
          arena.allocate(
              Math.max(NOTIFICATION_BYTES, sizes.getAtIndex(ValueLayout.JAVA_SHORT, 0)), 8);
      answer =
          arena.allocate(Math.max(ANSWER_BYTES, sizes.getAtIndex(ValueLayout.JAVA_SHORT, 1)), 8);
      polled = arena.allocate(16, 8);
      polled.setAtIndex(ValueLayout.JAVA_INT, 0, wake.number());
      polled.setAtIndex(ValueLayout.JAVA_SHORT, 2, POLLIN);
      polled.setAtIndex(ValueLayout.JAVA_INT, 2, listener.number());
      polled.setAtIndex(ValueLayout.JAVA_SHORT, 6, POLLIN);
      time = arena.allocate(16, 8);
      names = new ProcessNames(arena);
    }

    void listen() {
      while (true) {
        Kernel.call(Call.POLL, polled.address(), 2, -1);
        short heard = polled.getAtIndex(ValueLayout.JAVA_SHORT, 7);
        if (woken()) {
          if ((heard & ~POLLIN) == 0) {
            refusals.markIncomplete();
          }
          return;
        }
        if ((heard & POLLIN) == 0) {
          return; // POLLHUP: no process is left under the filter
        }
        if (!keepPace()) {
          refusals.markIncomplete();
          return;
        }
        hear();
      }
    }

    private boolean woken() {
      return polled.getAtIndex(ValueLayout.JAVA_SHORT, 3) != 0;
    }

    /// Waits for the next token of the bucket, and longer where this machine is so slow that a
    /// thousand answers a second would cost more than [#MAX_CPU_SHARE]; false when we are to close.
    private boolean keepPace() {
      for (long millis = pace.take(System.nanoTime());
          millis > 0;
          millis = pace.take(System.nanoTime())) {
        Kernel.call(Call.POLL, polled.address(), 1, Math.max(millis, debtMillis()));
        if (woken()) {
          return false;
        }
      }
      return true;
    }

    /// How long to stand still until the time used since the last pause is a small share again.
    private long debtMillis() {
      long cpu = cpuNanos();
      long wall = System.nanoTime();
      long debt = (long) ((cpu - cpuAtPause) / MAX_CPU_SHARE) - (wall - wallAtPause);
      long pause = Math.clamp(TimeUnit.NANOSECONDS.toMillis(debt), 0, MAX_PAUSE_MILLIS);
      cpuAtPause = cpu;
      // What pays this debt must not pay the next one as well.
      wallAtPause = wall + TimeUnit.MILLISECONDS.toNanos(pause);
      return pause;
    }

    private long cpuNanos() {
      Kernel.call(Call.CLOCK_GETTIME, CLOCK_THREAD_CPUTIME_ID, time.address());
      return TimeUnit.SECONDS.toNanos(time.getAtIndex(ValueLayout.JAVA_LONG, 0))
          + time.getAtIndex(ValueLayout.JAVA_LONG, 1);
    }

    private void hear() {
      notification.fill((byte) 0);
      try {
        Kernel.call(Call.IOCTL, listener.number(), RECEIVE, notification.address());
      } catch (KernelException e) {
        if (e.errno() == Errno.ENOENT) {
          return; // the caller was killed between poll and here
        }
        throw e;
      }
      int raw = notification.get(ValueLayout.JAVA_INT, NUMBER);
      Arch arch = Arch.of(notification.get(ValueLayout.JAVA_INT, ARCH), raw);
      boolean probe = arch == Arch.X86_64 && policy.verdict(raw) == Verdict.PROBE;
      int number = arch == Arch.X32 ? raw & ~Arch.X32_BIT : raw;
      report(arch, number, probe);
      answer(probe ? Errno.ENOSYS : Errno.EPERM);
    }

    private void report(Arch arch, int number, boolean probe) {
      // In the namespace of our own processes; 0 when the caller is in none that we see.
      ProcessNames.Caller caller = names.of(notification.get(ValueLayout.JAVA_INT, PID));
      List<Long> arguments =
          LongStream.range(0, 6)
              .mapToObj(i -> notification.get(ValueLayout.JAVA_LONG, ARGUMENTS + 8 * i))
              .toList();
      refusals.add(arch, number, caller.name(), caller.pid(), probe, arguments);
      if (probe || verbatimLeft == 0) {
        return;
      }
      verbatimLeft--;
      String name = SyscallTable.of(arch).name(number);
      try {
        sink.accept(
            new RefusedCall(
                name,
                number,
                arch.label(),
                caller.name(),
                caller.pid(),
                1,
                false,
                false,
                arguments));
      } catch (RuntimeException e) {
        verbatimLeft = 0;
        LOG.log(Level.WARNING, "refused calls can no longer be logged one by one", e);
      }
    }

    private void answer(Errno errno) {
      answer.fill((byte) 0);
      answer.set(ValueLayout.JAVA_LONG, 0, notification.get(ValueLayout.JAVA_LONG, ID));
      answer.set(ValueLayout.JAVA_INT, ERROR, -errno.number());
      try {
        Kernel.call(Call.IOCTL, listener.number(), SEND, answer.address());
      } catch (KernelException e) {
        // ENOENT: the caller was killed while it waited. The attempt counts all the same.
        if (e.errno() != Errno.ENOENT) {
          throw e;
        }
      }
    }
  }
}
