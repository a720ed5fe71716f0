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
      "the Sentry counts its own ticks; the result's `cpuMillis` is the host's counter on both"),
  PYTHON_AND_JS_ONLY(
      RuntimeName.WASM,
      "programs",
      "any of the image's",
      "Python (`python3`), JavaScript (`node`) and `.wasm`; others, as `sh`, are"
          + " `UNSUPPORTED_BY_RUNTIME`, with exit status 126",
      "there is no image: what runs are guests that were built for it"),
  ONE_PROCESS(
      RuntimeName.WASM,
      "processes, threads, signals, pipes between them (`subprocess`, `os.fork`, `threading`,"
          + " `multiprocessing`, `os.kill`)",
      "there",
      "`UNSUPPORTED_BY_RUNTIME`; there is no `PROCESS_LIMIT`, and a program that tries for ever ends"
          + " by its time",
      "WASI has none of them; one process of one thread satisfies every `--pids-limit`"),
  NO_SOCKETS(
      RuntimeName.WASM,
      "sockets, loopback and those of the file system among them",
      "there",
      "`UNSUPPORTED_BY_RUNTIME`; what would leave the sandbox is `NETWORK_ISOLATED` as everywhere",
      "the guest is given none"),
  NO_NATIVE_CODE(
      RuntimeName.WASM,
      "native code: `ctypes`, wheels with machine code (numpy), `ssl`, `bz2`, `lzma`, `mmap`",
      "what the image has",
      "`UNSUPPORTED_BY_RUNTIME`",
      "the guest is WebAssembly through and through; sqlite3, zlib and pyexpat are built in"),
  NO_SYSTEM_CALLS(
      RuntimeName.WASM,
      "`SYSCALL_BLOCKED`, `SIGNALED`",
      "told",
      "never by what a program does; a fault in a module is a trap, `PROGRAM_ERROR` with exit"
          + " status 134",
      "a program has no system calls and gets no signals; one that is `SIGNALED` met a defect"
          + " of the engine's or broke it, and the next run gets another worker"),
  NO_IMAGE(
      RuntimeName.WASM,
      "`/etc`, `/usr`, `/proc`, `/dev` and all else but `/workspace`, `/tmp`, `/home/appuser` and"
          + " mounts",
      "the image's",
      "not there: `UNSUPPORTED_BY_RUNTIME` where a program ends for it",
      "a guest sees the directories that it was given, and nothing else"),
  MEMORY_REFUSED(
      RuntimeName.WASM,
      "memory above `-m`",
      "the kernel kills: 137",
      "the program is refused it: `MemoryError`, exit status 1, or a trap; `MEMORY_EXHAUSTED` by the"
          + " engine's own count, of high confidence only where it gave itself up by a trap"
          + " (`unreachable`) or did not start: that a program ended for an exception is its own word,"
          + " and other traps have reasons of their own",
      "`-m` is the size of all linear memories together; the cgroup, where there is one, holds 80 MiB"
          + " more for the stack and the engine"),
  GUESTS_WORD(
      RuntimeName.WASM,
      "evidence of a file's or the network's refusal",
      "the kernel's: `syscall`, high confidence",
      "the runner's inside: `guest`, low confidence",
      "no kernel is asked, and the program shares the memory of the runner that tells"),
  ENGINE_COUNTS_DISK(
      RuntimeName.WASM,
      "evidence of `DISK_FULL`",
      "`syscall` and `statfs`",
      "`engine`: the worker's own refusal and count; Python's error is `EIO` where it writes",
      "the layer is directories on the host, whose blocks and files the worker counts; a stream of"
          + " WASI's says only that it failed. As sure as on runc, by the program's last words"),
  READ_ONLY_FIRST(
      RuntimeName.WASM,
      "somebody else's file on a `:ro` mount",
      "`EACCES`: `PERMISSION_DENIED`",
      "`READ_ONLY_FILESYSTEM`",
      "WASI has one error for all that a directory does not allow, and that it is read-only is known"),
  NAMES_ARE_TEXT(
      RuntimeName.WASM,
      "file names that are no UTF-8",
      "bytes like others",
      "`UNSUPPORTED_BY_RUNTIME`",
      "a path of WASI's is text"),
  ERROR_NUMBERS(
      RuntimeName.WASM,
      "numbers of errors (`errno`)",
      "Linux's: `ENOENT` is 2",
      "in Python WASI's: `ENOENT` is 44; in JavaScript node's, `ENOENT` is -2; their names are the"
          + " same",
      "that is what the guest's C library has"),
  NOT_TAKEN(
      RuntimeName.WASM,
      "`-t`, `--user`, `--device-*`, `--ulimit` other than `nofile` and `core`",
      "kept",
      "refused with `LIMIT_UNENFORCEABLE`",
      "there are no terminals and no users inside, the layer is no block device, and the other"
          + " limits mean nothing to a guest: what is asked for and not kept would be a lie"),
  UNHANDLED_REJECTIONS(
      RuntimeName.WASM,
      "a rejected promise of JavaScript that nobody handles",
      "ends the program",
      "ends it where a call gave it to a statement, `void`, a variable or an assignment, or a"
          + " callback of a timer, an event or `forEach` did; others are not noticed",
      "the engine tells of none; the program's text is changed so that those are looked at"),
  HOSTS_MODULES(
      RuntimeName.WASM,
      "modules of Python's library: `pwd`, `grp`, `resource`, `fcntl`, `termios`, `readline`,"
          + " `curses`, `syslog`, `dbm.gnu`, `dbm.ndbm`, `compression.zstd`, `ensurepip`, `tkinter`,"
          + " `turtle`, `idlelib`; and `test`",
      "what the image has",
      "not there: `UNSUPPORTED_BY_RUNTIME` where a program ends for it, a missing module for"
          + " `test`",
      "they are about a host, a terminal or a screen, or native libraries that WASI has not"),
  ONE_HASH_SEED(
      RuntimeName.WASM,
      "`hash()` of a text in Python, and what follows it, such as the order of a set",
      "differs from run to run",
      "the same in each run of one guest",
      "the seed is in the snapshot that each run begins with; `PYTHONHASHSEED` has no effect"),
  RELATIVE_LINKS(
      RuntimeName.WASM,
      "symbolic links with an absolute target",
      "made and followed",
      "`EPERM`, whether they are made, read or followed, in mounts and elsewhere",
      "to WASI a path begins at a directory that was given"),
  DEEP_CONTAINERS(
      RuntimeName.WASM,
      "containers nested 300,000 deep in Python, when they go",
      "go",
      "a trap: `PROGRAM_ERROR` with exit status 134",
      "CPython takes them apart on a stack that ends earlier there; 200,000 are taken apart"),
  EXIT_CODES_OF_JS(
      RuntimeName.WASM,
      "`process.exitCode` or `process.exit` of what is no whole number",
      "an error",
      "0, or what is before the point",
      "the runner takes what it is given for a number"),
  HEAP_OF_JS(
      RuntimeName.WASM,
      "memory of a JavaScript program",
      "as much as `-m`",
      "less, whatever `-m` is: 300,000 small objects fit and a million do not; then a trap,"
          + " `PROGRAM_ERROR` with exit status 134",
      "the engine's own heap is bounded when it is built, and nothing inside can move that"),
  UP_AND_OVER(
      RuntimeName.WASM,
      "in Python, `..` that leads out of `/workspace` and into a mount"
          + " (`/workspace/../data/in.csv`)",
      "followed",
      "`EPERM`; `/data/in.csv` is found",
      "WASI resolves a path inside the directory it begins in"),
  TOO_MANY_FILES(
      RuntimeName.WASM,
      "more open files than `--ulimit nofile`",
      "`EMFILE`",
      "`EIO`",
      "so the library of the guests tells it"),
  SWITCHES(
      RuntimeName.WASM,
      "switches of the interpreters that the guests do not have (`python3 -O`, `-W error`, `-X`,"
          + " another version by name)",
      "kept",
      "`UNSUPPORTED_BY_RUNTIME`",
      "what is asked for and not kept would be a lie"),
  FILES_ARE_COPIED(
      RuntimeName.WASM,
      "`-v` of a single file",
      "mounted",
      "`:ro`: a copy, made before the program begins and at most as large as `--disk`; in"
          + " `/workspace`, `/tmp` and `/home/appuser` the program can put another file in its place,"
          + " in its own layer. `:rw` is refused: mount its directory",
      "a guest is given directories");

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
