package dev.cofferdam.behaviour;

import dev.cofferdam.sandbox.RuntimeName;

/// Where a runtime rightly does something else than runc, which is the reference: the only place
/// that says so, and the table of `docs/runtimes.md` word for word ([DifferenceTest]).
enum Difference {
  MEMORY_RESERVE(
      RuntimeName.RUNSC,
      "memory limit of the cgroup, peak",
      "`-m`",
      "`-m` and 32 MiB more",
      "the Sentry and its gofer are in the program's cgroup; what they take is not taken from `-m`"),
  FORKED_MEMORY(
      RuntimeName.RUNSC,
      "memory of a process that forked and did not exec",
      "what it writes to: 0.3 MiB for python3",
      "4 to 6 MiB for python3",
      "the Sentry copies 2 MiB around each page that is written to after a fork; it counts as the"
          + " program's"),
  PIDS_RESERVE(
      RuntimeName.RUNSC,
      "`pids.max` of the cgroup",
      "`--pids-limit`",
      "3 × `--pids-limit` and 128 more",
      "the cgroup counts the Sentry's threads, and up to 3 of the host's for a process inside; it"
          + " only bounds the Sentry"),
  PROCESS_COUNT(
      RuntimeName.RUNSC,
      "evidence of `PROCESS_LIMIT`, `pidsPeak`",
      "`pids.events`, and the peak where the kernel has it",
      "`clone:EAGAIN`, and no peak",
      "the Sentry keeps `--pids-limit` as a limit that nobody inside can raise (`RLIMIT_NPROC`), and"
          + " says what it refused; it counts no peak"),
  NAMELESS_REFUSALS(
      RuntimeName.RUNSC,
      "process of a refused call",
      "its name",
      "its name, or `?` as long as no other call of it failed",
      "the Sentry's line of a refused call has no name; it is taken from its other lines"),
  REFUSED_BY_WHOM(
      RuntimeName.RUNSC,
      "a call that a filter of the program's own refuses",
      "not told",
      "told as refused by the sandbox, where the sandbox refuses it too, if only with other arguments"
          + " (`open`, `clone`, `socket`, …)",
      "the Sentry's line says neither whose filter it was nor the arguments"),
  OWN_KERNEL_LOG(
      RuntimeName.RUNSC,
      "the kernel's log (`dmesg`)",
      "`EPERM`, logged",
      "the Sentry's own log",
      "it has nothing of the host's in it, and shows whose kernel this is"),
  RELATIVE_PATHS(
      RuntimeName.RUNSC,
      "a relative path in evidence, of a call without a directory (`mkdir`, `unlink`, …)",
      "told from the root",
      "as the program gave it",
      "the Sentry's line has no working directory, and a path that may be false is not told"),
  PERMISSION_FIRST(
      RuntimeName.RUNSC,
      "a new file in a directory of root's that is read-only",
      "`EROFS`: `READ_ONLY_FILESYSTEM`",
      "`EACCES`: `PERMISSION_DENIED`",
      "to open a file the Sentry looks first at who may write, Linux first at whether anything can"
          + " be written; of the program's own directories both say `EROFS`"),
  PROC_STATUS(
      RuntimeName.RUNSC,
      "`NoNewPrivs`, `SigBlk`, `SigIgn` in `/proc/self/status`",
      "there",
      "missing",
      "the Sentry's `/proc` does not show them; `prctl` and `sigaction` do, and they are the same"),
  PID_1_UNPROTECTED(
      RuntimeName.RUNSC,
      "signals to PID 1 from inside",
      "only those that it handles; `abort()` of it ends as `SIGSEGV`, and `--init` cannot be killed",
      "all of them; `abort()` of it ends as `SIGABRT`, and whoever kills `--init` ends with it, 137",
      "the Sentry treats PID 1 as any other process"),
  OWN_TERMINALS(
      RuntimeName.RUNSC,
      "pseudo-terminals of one sandbox",
      "64, of the host's",
      "as many as descriptors",
      "they are the Sentry's own, and none of the host's is taken"),
  TERMINAL_NAME(
      RuntimeName.RUNSC,
      "the name of the terminal that `-t` gives (`tty`, `ttyname`)",
      "`/dev/pts/0`",
      "none; sizes, keys, job control and `test -t` are the same",
      "the terminal is the host's, and in the Sentry's `/dev/pts` are its own only"),
  OWN_SPECIAL_FILES(
      RuntimeName.RUNSC,
      "FIFOs and sockets made in a `:rw` mount",
      "on the host too, and told as left behind",
      "gone with the sandbox",
      "the Sentry keeps them in its memory (`--host-fifo=none`, `--host-uds=none`), so that nothing"
          + " outside can be spoken to; links are the host's on both"),
  OUTPUT_SOCKETS(
      RuntimeName.RUNSC,
      "standard output and error, with their names `/dev/stdout` and `/dev/stderr`",
      "pipes; can be opened by name",
      "sockets; opening them by name is `ENXIO`, `>&1` and `>&2` work",
      "in a pipe of the host's that is full the Sentry does not wait but writes a part, and Python"
          + " without a buffer then loses the rest; in a socket it waits, and a socket has no name"
          + " that can be opened"),
  SLOWED_NEIGHBOUR(
      RuntimeName.RUNSC,
      "a run beside a fork bomb, on two CPUs",
      "at most 2 × its quiet time",
      "at most 3.5 ×",
      "both have a Sentry that needs the CPUs beside them: what a neighbour took was 1.3 to 3.1 times"
          + " its quiet time"),
  COARSE_CPU_TIME(
      RuntimeName.RUNSC,
      "CPU time as a program reads its own",
      "what it used",
      "in ticks of 10 ms, those in which it was held back among them",
      "the Sentry counts its own ticks; the result's `cpuMillis` is the host's counter on both");

  private final RuntimeName runtime;
  private final String what;
  private final String onReference;
  private final String here;
  private final String reason;

  Difference(RuntimeName runtime, String what, String onReference, String here, String reason) {
    this.runtime = runtime;
    this.what = what;
    this.onReference = onReference;
    this.here = here;
    this.reason = reason;
  }

  RuntimeName runtime() {
    return runtime;
  }

  /// Its row of the table.
  String row() {
    return "| %s | %s | %s | %s |".formatted(what, onReference, here, reason);
  }
}
