package dev.cofferdam.host.trace;

import dev.cofferdam.host.KernelException;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Records the failed system calls of the cgroups that are watched. One of them serves all
/// sandboxes of an engine: opening it puts a program on the kernel's path of every system call,
/// which costs each process of the machine some 0.1 µs a call until it is closed.
///
/// One thread of its own empties the ring. It sleeps without a time limit as long as nothing fails,
/// and otherwise works at most once every [#PERIOD_MILLIS], apart from a few wake-ups for each
/// watch and period. Safe for use by several threads.
public final class FailureRecorder implements AutoCloseable {
  /// How long the reader waits, in milliseconds, before a sandbox may send more records.
  static final int PERIOD_MILLIS = 25;

  /// How long [#catchUp()] waits for a record that another CPU is writing at that moment.
  private static final long BUSY_NANOS = 5_000_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Long, Watch> watches = new HashMap<>();
  private final Tracepoint tracepoint;
  private final Alarm alarm;
  private final Thread reader;
  private boolean closed;
  private long readSinceRefill;
  private long lastRefill = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS);

  /// What came of trying to record.
  public sealed interface Attempt {}

  /// It works.
  ///
  /// @param recorder to be closed by whoever opened it
  public record Recording(FailureRecorder recorder) implements Attempt {}

  /// The kernel does not let us.
  ///
  /// @param reason why, in one line for people
  public record Unavailable(String reason) implements Attempt {}

  private FailureRecorder(Tracepoint tracepoint, Alarm alarm) {
    this.tracepoint = tracepoint;
    this.alarm = alarm;
    reader = Thread.ofPlatform().daemon().name("failure-recorder").unstarted(this::read);
  }

  /// Starts recording, of no cgroup yet. Needs CAP_BPF and CAP_PERFMON, and Linux 5.8.
  ///
  /// @throws KernelException EMFILE when this process is out of descriptors
  public static Attempt open() {
    try {
      Tracepoint tracepoint = Tracepoint.open();
      FailureRecorder recorder = new FailureRecorder(tracepoint, alarm(tracepoint));
      recorder.reader.start();
      return new Recording(recorder);
    } catch (Tracepoint.RefusedException refused) {
      return new Unavailable("failed system calls cannot be recorded: " + refused.getMessage());
    }
  }

  private static Alarm alarm(Tracepoint tracepoint) {
    try {
      return new Alarm(tracepoint.ringDescriptor());
    } catch (KernelException noDescriptor) {
      tracepoint.close();
      throw noDescriptor;
    }
  }

  /// Starts recording a cgroup: the processes directly in it, not those of cgroups below it.
  ///
  /// @param cgroupId of the unified (v2) hierarchy, see
  ///   [dev.cofferdam.host.cgroup.SandboxCgroup#unifiedId]
  /// @return empty when as many are watched as can be
  /// @throws KernelException EEXIST when this one is watched already
  /// @throws IllegalStateException when the recorder is closed
  public Optional<Watch> watch(long cgroupId) {
    return locked(() -> {
      if (closed) {
        throw new IllegalStateException("recorder is closed");
      }
      OptionalInt slot = slots().take();
      if (slot.isEmpty()) {
        return Optional.empty();
      }
      Watch watch = new Watch(this, cgroupId, slot.getAsInt());
      try {
        tracepoint.add(cgroupId, watch.slot());
      } catch (RuntimeException refused) {
        slots().giveBack(watch.slot());
        throw refused;
      }
      watches.put(cgroupId, watch);
      return Optional.of(watch);
    });
  }

  /// Ends all watches, takes the program off the kernel's path and waits for the thread to end.
  @Override
  public void close() {
    boolean first =
        locked(() -> {
          List.copyOf(watches.values()).forEach(Watch::close);
          boolean open = !closed;
          closed = true;
          return open;
        });
    if (!first) {
      return;
    }
    alarm.ring();
    joinReader();
    tracepoint.close();
    alarm.close();
  }

  /// Waits even when interrupted: what the thread uses is closed next, and it is on its way out.
  private void joinReader() {
    boolean interrupted = false;
    while (reader.isAlive()) {
      try {
        reader.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  /// The caller holds the lock.
  Slots slots() {
    return tracepoint.slots();
  }

  /// Reads all records that were begun before this call. The caller holds the lock.
  void catchUp() {
    Ring ring = tracepoint.ring();
    long end = ring.produced();
    long deadline = System.nanoTime() + BUSY_NANOS;
    readSinceRefill += ring.read(this::deliver);
    while (ring.consumed() < end && System.nanoTime() < deadline) {
      Thread.onSpinWait();
      readSinceRefill += ring.read(this::deliver);
    }
  }

  /// Drops a watch that has ended. The caller holds the lock.
  void forget(Watch watch) {
    watches.remove(watch.cgroupId());
    tracepoint.remove(watch.cgroupId());
    slots().giveBack(watch.slot());
  }

  private void deliver(MemorySegment memory) {
    RawFailure.copy(memory)
        .ifPresent(failure -> {
          Watch watch = watches.get(failure.cgroup());
          if (watch != null) {
            watch.add(failure);
          }
        });
  }

  private void read() {
    int millis = -1;
    while (true) {
      alarm.await(millis);
      lock.lock();
      try {
        if (closed) {
          return;
        }
        millis = turn();
      } finally {
        lock.unlock();
      }
    }
  }

  /// Refills the slots when a period is over and reads what is there.
  ///
  /// @return how long to sleep at most, in milliseconds; -1 when nothing failed for a period. Then
  ///   every slot has been refilled, so that the next record wakes us
  private int turn() {
    long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastRefill);
    boolean periodIsOver = waited >= PERIOD_MILLIS;
    if (periodIsOver) {
      // Before reading: a record sent without a wake-up until now is read below.
      watches.values().forEach(watch -> slots().refill(watch.slot()));
      lastRefill = System.nanoTime();
    }
    readSinceRefill += tracepoint.ring().read(this::deliver);
    if (!periodIsOver) {
      return Math.max(1, (int) (PERIOD_MILLIS - waited));
    }
    boolean quiet = readSinceRefill == 0;
    readSinceRefill = 0;
    return quiet ? -1 : PERIOD_MILLIS;
  }
}
