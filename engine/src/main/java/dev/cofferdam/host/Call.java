package dev.cofferdam.host;

/// The system calls that the engine makes itself, with their numbers on x86-64 (`asm/unistd_64.h`).
public enum Call {
  READ(0),
  WRITE(1),
  CLOSE(3),
  POLL(7),
  LSEEK(8),
  MMAP(9),
  MUNMAP(11),
  IOCTL(16),
  SOCKET(41),
  SENDMSG(46),
  RECVMSG(47),
  SHUTDOWN(48),
  BIND(49),
  LISTEN(50),
  SOCKETPAIR(53),
  KILL(62),
  UNAME(63),
  FTRUNCATE(77),
  FCHMOD(91),
  GETUID(102),
  GETGID(104),
  STATFS(137),
  MOUNT(165),
  GETTID(186),
  GETDENTS64(217),
  CLOCK_GETTIME(228),
  EPOLL_WAIT(232),
  EPOLL_CTL(233),
  WAITID(247),
  OPENAT(257),
  MKDIRAT(258),
  MKNODAT(259),
  FCHOWNAT(260),
  UNLINKAT(263),
  RENAMEAT(264),
  READLINKAT(267),
  UNSHARE(272),
  ACCEPT4(288),
  EVENTFD2(290),
  EPOLL_CREATE1(291),
  PIPE2(293),
  PRLIMIT64(302),
  SECCOMP(317),
  BPF(321),
  COPY_FILE_RANGE(326),
  STATX(332),
  PIDFD_SEND_SIGNAL(424),
  OPEN_TREE(428),
  MOVE_MOUNT(429),
  FSOPEN(430),
  FSCONFIG(431),
  FSMOUNT(432),
  PIDFD_OPEN(434),
  OPENAT2(437),
  PIDFD_GETFD(438),
  MOUNT_SETATTR(442);

  private final int number;

  Call(int number) {
    this.number = number;
  }

  /// The number that the kernel knows it by.
  public int number() {
    return number;
  }
}
