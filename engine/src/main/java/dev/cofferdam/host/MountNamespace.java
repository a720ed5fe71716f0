package dev.cofferdam.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A mount namespace of its own, held by one thread of this process.
///
/// Everything that a sandbox needs mounted is mounted here and nowhere else: the host's mount table
/// never shows it, and when the last process in the namespace is gone (whatever killed it) the
/// kernel unmounts all of it. That is why no crash can leave a mount or a loop device behind.
///
/// Work is done by that thread: its file system calls see the namespace, and processes that it
/// spawns are born in it (unshare(2); a thread may unshare `CLONE_NEWNS` alone).
public final class MountNamespace implements AutoCloseable {
  private static final long CLONE_NEWNS = 0x00020000;
  private static final long CLOSE_SECONDS = 10;
  private static final long POLL_NANOS = 200_000;

  private final ExecutorService thread;

  /// The kernel's number of the thread; 0 before it is known.
  private long threadId;

  private MountNamespace(String name) {
    this.thread =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(name).factory());
  }

  /// Makes the namespace: a copy of the caller's out of which nothing propagates.
  ///
  /// @param name of the thread that holds it
  public static MountNamespace open(String name) {
    var namespace = new MountNamespace(name);
    try {
      namespace.call(() -> {
        namespace.threadId = Kernel.call(Call.GETTID);
        Kernel.call(Call.UNSHARE, CLONE_NEWNS);
        Mounts.makeSlave();
        return true;
      });
      return namespace;
    } catch (RuntimeException failed) {
      namespace.close();
      throw failed;
    }
  }

  /// Does the work inside the namespace and waits for it. Unchecked exceptions of the work come out
  /// as they are.
  public <T> T call(Callable<T> work) {
    boolean interrupted = false;
    try {
      var future = thread.submit(work);
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException again) {
          interrupted = true;
        }
      }
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case RuntimeException unchecked -> throw unchecked;
        case Error error -> throw error;
        case null, default ->
            throw new IllegalStateException("work in a mount namespace failed", failed.getCause());
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Lets the namespace go; what is mounted in it has vanished on return, if no process is left in
  /// it either.
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    awaitKernel();
  }

  /// For Java a thread has ended while its last steps in the kernel are still to come, and with
  /// them the unmounting. The kernel lists it until it has let its namespaces go.
  private void awaitKernel() {
    Path listed = Path.of("/proc/self/task", Long.toString(threadId));
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_SECONDS);
    while (threadId != 0 && Files.exists(listed) && System.nanoTime() < end) {
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
