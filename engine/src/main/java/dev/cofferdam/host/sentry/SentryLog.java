package dev.cofferdam.host.sentry;

import dev.cofferdam.host.Descriptor;
import dev.cofferdam.host.Errno;
import dev.cofferdam.host.Pipe;
import dev.cofferdam.host.Poll;
import dev.cofferdam.host.ThreadTime;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Reads the Sentry's log from a FIFO while the sandbox runs: the calls that its filter refused and
/// those that failed.
///
/// The program inside decides how much there is to read, so only so many failed calls are looked at
/// in a second; the others are counted as dropped and forgotten, but for the last ones. Refused
/// calls and the end are always heard. The Sentry waits while we do not read, and nothing of ours
/// waits for it: that is how a flood of whatever kind is slowed down ([ReadingPace]).
public final class SentryLog implements AutoCloseable {
  /// How many refusals the sink gets one by one.
  public static final int VERBATIM = 100;

  /// The calls whose failures may be evidence. Those that ordinary programs make all the time and
  /// that fail for no reason of ours are left out: each line costs the program some 10 µs.
  public static final String TRACED =
      "open,openat,creat,mkdir,mkdirat,rmdir,unlink,unlinkat,rename,renameat,renameat2,link,linkat,"
          + "symlink,symlinkat,mknod,mknodat,truncate,ftruncate,chmod,fchmod,fchmodat,chown,fchown,"
          + "lchown,fchownat,utime,utimes,utimensat,futimesat,access,faccessat,chdir,fchdir,chroot,"
          + "execve,execveat,connect,bind,sendto,sendmsg,sendmmsg,write,writev,pwrite64,pwritev,"
          + "fallocate,clone,clone3,fork,vfork,setuid,setgid,setgroups,setresuid,setresgid,mount,"
          + "umount2,sethostname,ptrace,unshare,setns,setpriority,sched_setscheduler,setxattr,"
          + "inotify_add_watch";

  private static final Logger LOG = System.getLogger(SentryLog.class.getName());
  private static final Set<String> FORKS = Set.of("clone", "clone3", "fork", "vfork");
  private static final String UNKNOWN = "?";
  private static final int MAX_NAMES = 256;
  private static final long LOOK_MILLIS = 1000;

  /// In a flood of refused calls; and after a failure of reading, so that one that lasts costs
  /// nothing.
  private static final long PAUSE_MILLIS = 100;

  private static final int MAX_FAILURES = 50;

  private final Descriptor fifo;
  private final SeccompPolicy policy;
  private final Consumer<RefusedCall> sink;
  private final Refusals refusals = new Refusals();
  private final Failures failures = new Failures();
  private final SentryLines lines = new SentryLines(System::nanoTime);
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread thread;

  /// Nobody is left who could say much: what is there is read without pauses.
  private final CountDownLatch ending = new CountDownLatch(1);

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
  private long unread;
  private boolean late;
  private Optional<String> broken = Optional.empty();
  private boolean programEnded;
  private boolean whole;
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

  /// How many failed calls are not in the list, since there were too many or their lines could not
  /// be understood. One more where the log has not ended although it should have.
  public synchronized long dropped() {
    return failures.overflowed() + lines.dropped() + unread + (late ? 1 : 0);
  }

  /// Why the log was not read to its end; empty where it was, or still is.
  public synchronized Optional<String> broken() {
    return broken;
  }

  /// Whether the Sentry has said that the first process inside ended. One that says nothing before
  /// it goes has failed itself, and its own exit status is not the program's.
  public synchronized boolean programEnded() {
    return programEnded;
  }

  /// The signal that ended the first process inside, where one did.
  public synchronized OptionalInt killedBy() {
    return killedBy;
  }

  /// Whether all of the log was read, to its end.
  public synchronized boolean isWhole() {
    return whole && broken.isEmpty();
  }

  /// Waits until the Sentry has closed its log, so that what was read is final. Where that does not
  /// happen in time, what was read counts as incomplete.
  ///
  /// @return whether it happened in time
  public boolean awaitEnd(Duration atMost) throws InterruptedException {
    ending.countDown();
    boolean ended = thread.join(atMost);
    synchronized (this) {
      late = !ended;
    }
    if (!ended) {
      refusals.markIncomplete();
    }
    return ended;
  }

  @Override
  public void close() {
    closed.set(true);
    ending.countDown();
    fifo.close();
  }

  private void listen() {
    byte[] buffer = new byte[SentryLines.CHUNK_BYTES];
    int failed = 0;
    try {
      var pace = new ReadingPace(System.nanoTime(), ThreadTime.nanos());
      while (!closed.get()) {
        try {
          if (!Poll.readable(fifo, LOOK_MILLIS)) {
            continue;
          }
          int count = fifo.read(buffer);
          if (count == 0) {
            hearTheRest();
            return;
          }
          hear(buffer, count);
          failed = 0;
          long owed = pace.pause(System.nanoTime(), ThreadTime.nanos(), count);
          pause(isFlooded() ? TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS) : owed);
        } catch (RuntimeException gone) {
          if (closed.get()) {
            return;
          }
          failed(gone);
          // As long as nobody reads the Sentry waits: to go on is worth trying.
          if (++failed == MAX_FAILURES) {
            return;
          }
          pause(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void pause(long nanos) throws InterruptedException {
    if (nanos > 0) {
      // Either way it is time to read.
      boolean _ = ending.await(nanos, TimeUnit.NANOSECONDS);
    }
  }

  private synchronized boolean isFlooded() {
    return lines.isFlooded();
  }

  private synchronized void failed(RuntimeException gone) {
    if (broken.isEmpty()) {
      broken = Optional.of("the Sentry's log could not be read: " + gone.getMessage());
      LOG.log(Level.WARNING, "the Sentry's log cannot be read", gone);
    }
    refusals.markIncomplete();
  }

  private synchronized void hearTheRest() {
    hear(lines.rest());
    whole = true;
  }

  private synchronized void hear(byte[] bytes, int count) {
    hear(lines.take(bytes, count));
    if (lines.lostRefusals()) {
      refusals.markIncomplete();
    }
  }

  private void hear(List<String> whole) {
    for (String line : whole) {
      try {
        SentryLine.parse(line)
            .ifPresentOrElse(this::hear, () -> unread += SentryLine.isOfACall(line) ? 1 : 0);
      } catch (RuntimeException fault) {
        unread++;
        refusals.markIncomplete();
        LOG.log(Level.WARNING, "a line of the Sentry's log cannot be understood", fault);
      }
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
      case SentryLine.Killed(int signal) -> {
        programEnded = true;
        killedBy = OptionalInt.of(signal);
      }
      case SentryLine.Exited _ -> programEnded = true;
    }
  }

  /// The Sentry says that some filter refused, not which, and a program may install its own. What
  /// ours lets through with any arguments was refused by the program's and is none of our matters.
  /// What ours refuses with any, ours refused too. Of a call whose arguments decide the line does
  /// not have them: it is told as ours, although it may be the program's filter that refused it.
  private void denied(int pid, Arch arch, int number) {
    Verdict verdict = arch == Arch.X86_64 ? policy.strictest(number) : Verdict.REFUSE;
    if (verdict == Verdict.ABSENT || verdict == Verdict.ALLOW) {
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
