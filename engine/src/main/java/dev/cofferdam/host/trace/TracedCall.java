package dev.cofferdam.host.trace;

import static dev.cofferdam.host.trace.CallShape.FORKS;
import static dev.cofferdam.host.trace.CallShape.OPEN_HOW;
import static dev.cofferdam.host.trace.CallShape.TAKES_MEMORY;
import static dev.cofferdam.host.trace.CallShape.address;
import static dev.cofferdam.host.trace.CallShape.file;
import static dev.cofferdam.host.trace.CallShape.message;
import static dev.cofferdam.host.trace.CallShape.path;
import static dev.cofferdam.host.trace.CallShape.pathAt;
import static dev.cofferdam.host.trace.CallShape.plain;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The system calls of x86-64 that matter to the recorder, sorted by number (`asm/unistd_64.h`):
/// those whose failures name a path, an open file or an address, and those without that a sandbox
/// is often refused. A call with two paths is known by the one that it creates.
enum TracedCall {
  READ(0, file(0)),
  WRITE(1, file(0).writing()),
  OPEN(2, path(0).opening(1)),
  CLOSE(3, file(0).writing()),
  STAT(4, path(0)),
  FSTAT(5, file(0)),
  LSTAT(6, path(0)),
  MMAP(9, file(4).marked(TAKES_MEMORY)),
  MPROTECT(10, plain().marked(TAKES_MEMORY)),
  BRK(12, plain().marked(TAKES_MEMORY)),
  IOCTL(16, file(0)),
  PREAD64(17, file(0)),
  PWRITE64(18, file(0).writing()),
  READV(19, file(0)),
  WRITEV(20, file(0).writing()),
  ACCESS(21, path(0).asking(1)),
  MREMAP(25, plain().marked(TAKES_MEMORY)),
  SHMGET(29, plain()),
  SENDFILE(40, file(0).writing()),
  SOCKET(41, plain()),
  CONNECT(42, address(1)),
  SENDTO(44, address(4)),
  RECVFROM(45, plain()),
  SENDMSG(46, message(1)),
  RECVMSG(47, plain()),
  BIND(49, address(1)),
  LISTEN(50, file(0)),
  CLONE(56, plain().marked(FORKS | TAKES_MEMORY)),
  FORK(57, plain().marked(FORKS | TAKES_MEMORY)),
  VFORK(58, plain().marked(FORKS | TAKES_MEMORY)),
  EXECVE(59, path(0)),
  KILL(62, plain()),
  SEMGET(64, plain()),
  MSGGET(68, plain()),
  FLOCK(73, file(0)),
  FSYNC(74, file(0).writing()),
  FDATASYNC(75, file(0).writing()),
  TRUNCATE(76, path(0).writing()),
  FTRUNCATE(77, file(0).writing()),
  GETDENTS(78, file(0)),
  CHDIR(80, path(0)),
  FCHDIR(81, file(0)),
  RENAME(82, path(1).writing()),
  MKDIR(83, path(0).writing()),
  RMDIR(84, path(0).writing()),
  CREAT(85, path(0).writing()),
  LINK(86, path(1).writing()),
  UNLINK(87, path(0).writing()),
  SYMLINK(88, path(1).writing()),
  READLINK(89, path(0)),
  CHMOD(90, path(0).writing()),
  FCHMOD(91, file(0).writing()),
  CHOWN(92, path(0).writing()),
  FCHOWN(93, file(0).writing()),
  LCHOWN(94, path(0).writing()),
  PTRACE(101, plain()),
  SETUID(105, plain()),
  SETGID(106, plain()),
  SETGROUPS(116, plain()),
  SETRESUID(117, plain()),
  SETRESGID(119, plain()),
  UTIME(132, path(0).writing()),
  MKNOD(133, path(0).writing()),
  USELIB(134, path(0)),
  PERSONALITY(135, plain()),
  STATFS(137, path(0)),
  SETPRIORITY(141, plain()),
  SCHED_SETSCHEDULER(144, plain()),
  MLOCK(149, plain()),
  MLOCKALL(151, plain()),
  MODIFY_LDT(154, plain()),
  PIVOT_ROOT(155, path(0).writing()),
  PRCTL(157, plain()),
  ARCH_PRCTL(158, plain()),
  SETRLIMIT(160, plain()),
  CHROOT(161, path(0)),
  ACCT(163, path(0).writing()),
  MOUNT(165, path(1).writing()),
  UMOUNT2(166, path(0).writing()),
  SWAPON(167, path(0).writing()),
  REBOOT(169, plain()),
  SETHOSTNAME(170, plain()),
  IOPL(172, plain()),
  INIT_MODULE(175, plain()),
  QUOTACTL(179, path(1).writing()),
  SETXATTR(188, path(0).writing()),
  LSETXATTR(189, path(0).writing()),
  FSETXATTR(190, file(0).writing()),
  GETXATTR(191, path(0)),
  LGETXATTR(192, path(0)),
  FGETXATTR(193, file(0)),
  LISTXATTR(194, path(0)),
  LLISTXATTR(195, path(0)),
  FLISTXATTR(196, file(0)),
  REMOVEXATTR(197, path(0).writing()),
  LREMOVEXATTR(198, path(0).writing()),
  FREMOVEXATTR(199, file(0).writing()),
  TKILL(200, plain()),
  SCHED_SETAFFINITY(203, plain()),
  IO_SETUP(206, plain()),
  GETDENTS64(217, file(0)),
  TGKILL(234, plain()),
  UTIMES(235, path(0).writing()),
  MBIND(237, plain()),
  SET_MEMPOLICY(238, plain()),
  GET_MEMPOLICY(239, plain()),
  MQ_OPEN(240, plain()),
  MQ_UNLINK(241, plain()),
  ADD_KEY(248, plain()),
  REQUEST_KEY(249, plain()),
  KEYCTL(250, plain()),
  INOTIFY_ADD_WATCH(254, path(1)),
  OPENAT(257, pathAt(1).opening(2)),
  MKDIRAT(258, pathAt(1).writing()),
  MKNODAT(259, pathAt(1).writing()),
  FCHOWNAT(260, pathAt(1).writing()),
  FUTIMESAT(261, pathAt(1).writing()),
  NEWFSTATAT(262, pathAt(1)),
  UNLINKAT(263, pathAt(1).writing()),
  RENAMEAT(264, pathAt(3).writing()),
  LINKAT(265, pathAt(3).writing()),
  SYMLINKAT(266, pathAt(2).writing()),
  READLINKAT(267, pathAt(1)),
  FCHMODAT(268, pathAt(1).writing()),
  FACCESSAT(269, pathAt(1).asking(2)),
  UNSHARE(272, plain()),
  SET_ROBUST_LIST(273, plain()),
  SPLICE(275, file(2).writing()),
  SYNC_FILE_RANGE(277, file(0).writing()),
  UTIMENSAT(280, pathAt(1).writing()),
  FALLOCATE(285, file(0).writing()),
  PREADV(295, file(0)),
  PWRITEV(296, file(0).writing()),
  PERF_EVENT_OPEN(298, plain()),
  FANOTIFY_MARK(301, plain()),
  PRLIMIT64(302, plain()),
  NAME_TO_HANDLE_AT(303, pathAt(1)),
  OPEN_BY_HANDLE_AT(304, plain()),
  SYNCFS(306, file(0).writing()),
  SENDMMSG(307, message(1)),
  SETNS(308, plain()),
  PROCESS_VM_READV(310, plain()),
  PROCESS_VM_WRITEV(311, plain()),
  SCHED_SETATTR(314, plain()),
  RENAMEAT2(316, pathAt(3).writing()),
  SECCOMP(317, plain()),
  GETRANDOM(318, plain()),
  MEMFD_CREATE(319, plain()),
  BPF(321, plain()),
  EXECVEAT(322, pathAt(1)),
  USERFAULTFD(323, plain()),
  MEMBARRIER(324, plain()),
  COPY_FILE_RANGE(326, file(2).writing()),
  PREADV2(327, file(0)),
  PWRITEV2(328, file(0).writing()),
  STATX(332, pathAt(1)),
  RSEQ(334, plain()),
  PIDFD_SEND_SIGNAL(424, plain()),
  IO_URING_SETUP(425, plain()),
  OPEN_TREE(428, pathAt(1)),
  MOVE_MOUNT(429, pathAt(3).writing()),
  FSOPEN(430, plain()),
  FSMOUNT(432, plain()),
  FSPICK(433, pathAt(1)),
  PIDFD_OPEN(434, plain()),
  CLONE3(435, plain().marked(FORKS | TAKES_MEMORY)),
  CLOSE_RANGE(436, plain()),
  OPENAT2(437, pathAt(1).opening(2).marked(OPEN_HOW)),
  PIDFD_GETFD(438, plain()),
  FACCESSAT2(439, pathAt(1).asking(2)),
  PROCESS_MADVISE(440, plain()),
  EPOLL_PWAIT2(441, plain()),
  MOUNT_SETATTR(442, pathAt(1).writing()),
  LANDLOCK_CREATE_RULESET(444, plain()),
  FUTEX_WAITV(449, plain()),
  SET_MEMPOLICY_HOME_NODE(450, plain()),
  CACHESTAT(451, plain()),
  FCHMODAT2(452, pathAt(1).writing()),
  MAP_SHADOW_STACK(453, plain()),
  FUTEX_WAKE(454, plain()),
  FUTEX_WAIT(455, plain()),
  STATMOUNT(457, plain()),
  LISTMOUNT(458, plain()),
  MSEAL(462, plain());

  /// Numbers from here on are not recorded; also the bit by which x32 calls are told apart is
  /// above.
  static final int NUMBERS = 512;

  private static final TracedCall[] BY_NUMBER = byNumber();

  private static final Map<String, TracedCall> BY_NAME =
      Stream.of(values())
          .collect(
              Collectors.toUnmodifiableMap(
                  call -> call.name().toLowerCase(Locale.ROOT), Function.identity()));

  private final int number;

  // A record of enums and numbers, so as immutable as an enum must be.
  @SuppressWarnings("ImmutableEnumChecker")
  private final CallShape shape;

  TracedCall(int number, CallShape shape) {
    this.number = number;
    this.shape = shape;
  }

  int number() {
    return number;
  }

  CallShape shape() {
    return shape;
  }

  /// The call with this number, empty where this table has none.
  static Optional<TracedCall> of(int number) {
    return number >= 0 && number < NUMBERS
        ? Optional.ofNullable(BY_NUMBER[number])
        : Optional.empty();
  }

  /// The name of a call, `syscall_N` where this table has none.
  static String nameOf(int number) {
    return of(number)
        .map(call -> call.name().toLowerCase(Locale.ROOT))
        .orElseGet(() -> "syscall_" + number);
  }

  /// The call with this name, empty where this table has none.
  static Optional<TracedCall> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  private static TracedCall[] byNumber() {
    TracedCall[] calls = new TracedCall[NUMBERS];
    for (TracedCall call : values()) {
      calls[call.number] = call;
    }
    return calls;
  }
}
