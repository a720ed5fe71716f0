package dev.cofferdam.host.sentry;

import dev.cofferdam.host.Descriptor;
import dev.cofferdam.host.Errno;
import dev.cofferdam.host.KernelException;
import dev.cofferdam.host.Pipe;
import dev.cofferdam.host.Poll;
import dev.cofferdam.host.seccomp.Arch;
import dev.cofferdam.host.seccomp.Refusals;
import dev.cofferdam.host.seccomp.RefusedCall;
import dev.cofferdam.host.seccomp.SeccompPolicy;
import dev.cofferdam.host.seccomp.SyscallTable;
import dev.cofferdam.host.seccomp.Verdict;
import dev.cofferdam.host.trace.FailedSyscall;
import dev.cofferdam.host.trace.Failures;
import dev.cofferdam.text.Printable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Reads the Sentry's log from a FIFO while the sandbox runs: the calls that its filter refused and
/// those that failed.
///
/// The program inside decides how much there is to read, so only so much of it is looked at in a
/// second; the rest is read, counted as dropped and forgotten. The Sentry waits while we do not
/// read, and nothing of ours waits for it: that is how a flood of refused calls is slowed down.
public final class SentryLog implements AutoCloseable {
  /// How many refusals the sink gets one by one.
  public static final int VERBATIM = 100;

  private static final Logger LOG = System.getLogger(SentryLog.class.getName());
  private static final Set<String> FORKS = Set.of("clone", "clone3", "fork", "vfork");
  private static final String UNKNOWN = "?";
  private static final int MAX_NAMES = 256;
  private static final long LOOK_MILLIS = 1000;

  /// So that a flood costs us some thousand lines a second.
  private static final long PAUSE_MILLIS = 100;

  private final Descriptor fifo;
  private final SeccompPolicy policy;
  private final Consumer<RefusedCall> sink;
  private final Refusals refusals = new Refusals();
  private final Failures failures = new Failures();
  private final SentryLines lines = new SentryLines();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread thread;

  /// What the processes inside were last seen to be called.
  private final Map<Integer, String> names =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, String> eldest) {
          return size() > MAX_NAMES;
        }
      };

  private int verbatimLeft = VERBATIM;
  private long refusedForks;
  private OptionalInt killedBy = OptionalInt.empty();

  private SentryLog(Descriptor fifo, SeccompPolicy policy, Consumer<RefusedCall> sink) {
    this.fifo = fifo;
    this.policy = policy;
    this.sink = sink;
    this.thread = Thread.ofPlatform().daemon().name("cofferdam-sentry").unstarted(this::listen);
  }

  /// Makes the FIFO and starts to read.
  ///
  /// @param path where the FIFO shall be, in the calling thread's mount namespace
  /// @param policy the one whose filter refuses, to tell probes from refusals
  /// @param sink gets the first [#VERBATIM] refusals (no probes) with a count of 1 each; when it
  ///   throws it gets no more
  public static SentryLog open(Path path, SeccompPolicy policy, Consumer<RefusedCall> sink) {
    var log = new SentryLog(Pipe.named(path), policy, sink);
    log.thread.start();
    return log;
  }

  /// What was refused so far, in the order of first sight.
  public List<RefusedCall> refused() {
    return refusals.snapshot();
  }

  /// The failed calls so far, in the order in which each was seen last.
  public synchronized List<FailedSyscall> failed() {
    return failures.list();
  }

  /// How often a process or thread was refused for the limit of them (fork(2), EAGAIN).
  public synchronized long refusedForks() {
    return refusedForks;
  }

  /// How many lines are in neither list, since there were too many.
  public synchronized long dropped() {
    return failures.overflowed() + lines.dropped();
  }

  /// The signal that ended the first process inside, where one did.
  public synchronized OptionalInt killedBy() {
    return killedBy;
  }

  /// Waits until the Sentry has closed its log, so that what was read is final.
  ///
  /// @return whether that happened in time
  public boolean awaitEnd(Duration atMost) throws InterruptedException {
    return thread.join(atMost);
  }

  @Override
  public void close() {
    closed.set(true);
    fifo.close();
  }

  private void listen() {
    byte[] buffer = new byte[SentryLines.CHUNK_BYTES];
    try {
      while (!closed.get()) {
        if (!Poll.readable(fifo, LOOK_MILLIS)) {
          continue;
        }
        int count = fifo.read(buffer);
        if (count == 0) {
          return;
        }
        hear(lines.take(buffer, count));
        if (lines.isFlooded()) {
          Thread.sleep(PAUSE_MILLIS);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (KernelException | IllegalStateException gone) {
      if (!closed.get()) {
        refusals.markIncomplete();
        LOG.log(Level.WARNING, "the Sentry's log cannot be read any more", gone);
      }
    }
  }

  private synchronized void hear(List<String> whole) {
    if (lines.dropped() > 0) {
      refusals.markIncomplete();
    }
    for (String line : whole) {
      Optional<SentryLine> said = SentryLine.parse(line);
      said.ifPresent(this::hear);
    }
  }

  private void hear(SentryLine said) {
    switch (said) {
      case SentryLine.Denied(int pid, Arch arch, int number) -> denied(pid, arch, number);
      case SentryLine.Failed(int pid, String process, String call, String arguments, int error) -> {
        names.put(pid, Printable.of(process, 64));
        failures.add(call, arguments, error, process, pid);
        if (FORKS.contains(call) && error == Errno.EAGAIN.number()) {
          refusedForks++;
        }
      }
      case SentryLine.Missing(String call) -> {
        int number = SyscallTable.of(Arch.X86_64).number(call).orElse(-1);
        refusals.add(Arch.X86_64, number, UNKNOWN, 0, true, List.of());
      }
      case SentryLine.Killed(int signal) -> killedBy = OptionalInt.of(signal);
    }
  }

  private void denied(int pid, Arch arch, int number) {
    Verdict verdict = arch == Arch.X86_64 ? policy.verdict(number) : Verdict.REFUSE;
    if (verdict == Verdict.ABSENT) {
      return;
    }
    boolean probe = verdict == Verdict.PROBE;
    String process = names.getOrDefault(pid, UNKNOWN);
    refusals.add(arch, number, process, pid, probe, List.of());
    if (probe || verbatimLeft == 0) {
      return;
    }
    verbatimLeft--;
    String name = SyscallTable.of(arch).name(number);
    try {
      sink.accept(
          new RefusedCall(name, number, arch.label(), process, pid, 1, false, false, List.of()));
    } catch (RuntimeException full) {
      verbatimLeft = 0;
      LOG.log(Level.WARNING, "refused calls can no longer be logged one by one", full);
    }
  }
}
