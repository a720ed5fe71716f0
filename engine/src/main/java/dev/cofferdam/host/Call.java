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
  SOCKETPAIR(53),
  SENDMSG(46),
  RECVMSG(47),
  KILL(62),
  UNAME(63),
  FCNTL(72),
  GETUID(102),
  GETGID(104),
  FCHOWN(93),
  FCHMOD(91),
  MOUNT(165),
  UMOUNT2(166),
  WAITID(247),
  OPENAT(257),
  MKDIRAT(258),
  FCHOWNAT(260),
  UNLINKAT(263),
  SYMLINKAT(266),
  READLINKAT(267),
  UNSHARE(272),
  PIPE2(293),
  PRCTL(157),
  SETNS(308),
  FSTAT(5),
  STATFS(137),
  FSTATFS(138),
  COPY_FILE_RANGE(326),
  BPF(321),
  STATX(332),
  PIDFD_SEND_SIGNAL(424),
  OPEN_TREE(428),
  MOVE_MOUNT(429),
  FSOPEN(430),
  FSCONFIG(431),
  FSMOUNT(432),
  PIDFD_OPEN(434),
  OPENAT2(437),
  MOUNT_SETATTR(442),
  FTRUNCATE(77),
  FALLOCATE(285),
  GETDENTS64(217),
  PROCESS_VM_READV(310),
  EPOLL_CREATE1(291),
  EPOLL_CTL(233),
  EPOLL_WAIT(232),
  EVENTFD2(290),
  MEMFD_CREATE(319),
  FLOCK(73),
  SECCOMP(317);

  private final int number;

  Call(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
