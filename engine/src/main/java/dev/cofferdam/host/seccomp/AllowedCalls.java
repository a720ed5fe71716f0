package dev.cofferdam.host.seccomp;

import java.util.Set;

/// The calls that every program may make with any arguments.
///
/// Compared with what container engines allow without capabilities, these are left out: ptrace and
/// `process_vm_*` (one process reading another), name_to_handle_at, fanotify_mark, modify_ldt,
/// memfd_secret, process_mrelease, and what [SeccompPolicy] allows only with certain arguments.
final class AllowedCalls {
  static final Set<String> NAMES =
      Set.of(
          """
          read write readv writev pread64 pwrite64 preadv pwritev preadv2 pwritev2 close close_range
          lseek dup dup2 dup3 pipe pipe2 fcntl flock fsync fdatasync sync syncfs sync_file_range
          truncate ftruncate fallocate fadvise64 readahead sendfile splice tee vmsplice
          copy_file_range memfd_create

          stat fstat lstat newfstatat statx access faccessat faccessat2 readlink readlinkat getcwd
          chdir fchdir getdents getdents64 rename renameat renameat2 rmdir link linkat unlink unlinkat
          symlink symlinkat chown fchown lchown fchownat umask utime utimes futimesat utimensat
          statfs fstatfs
          setxattr lsetxattr fsetxattr getxattr lgetxattr fgetxattr listxattr llistxattr flistxattr
          removexattr lremovexattr fremovexattr setxattrat getxattrat listxattrat removexattrat
          inotify_init inotify_init1 inotify_add_watch inotify_rm_watch

          mmap mprotect munmap mremap msync mincore madvise brk mlock mlock2 munlock mlockall
          munlockall remap_file_pages membarrier pkey_mprotect pkey_alloc pkey_free map_shadow_stack
          mseal shmget shmat shmctl shmdt

          fork vfork execve execveat exit exit_group wait4 waitid
          getpid getppid gettid getpgrp getpgid setpgid getsid setsid
          kill tkill tgkill rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigtimedwait
          rt_sigqueueinfo rt_tgsigqueueinfo rt_sigsuspend sigaltstack pause restart_syscall
          signalfd signalfd4 pidfd_open pidfd_send_signal
          set_tid_address set_robust_list get_robust_list rseq arch_prctl prctl
          futex futex_waitv futex_wake futex_wait futex_requeue uretprobe uprobe

          getuid geteuid getgid getegid getresuid getresgid getgroups setuid setgid setreuid setregid
          setresuid setresgid setfsuid setfsgid setgroups capget capset
          landlock_create_ruleset landlock_add_rule landlock_restrict_self

          getrlimit setrlimit prlimit64 getrusage getpriority setpriority ioprio_get ioprio_set
          sched_yield sched_setparam sched_getparam sched_setscheduler sched_getscheduler
          sched_get_priority_max sched_get_priority_min sched_rr_get_interval sched_setaffinity
          sched_getaffinity sched_setattr sched_getattr getcpu uname sysinfo times getrandom

          time gettimeofday clock_gettime clock_getres clock_nanosleep nanosleep alarm getitimer
          setitimer adjtimex clock_adjtime timer_create timer_settime timer_gettime timer_getoverrun
          timer_delete timerfd_create timerfd_settime timerfd_gettime

          select pselect6 poll ppoll epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait
          epoll_pwait2 eventfd eventfd2

          connect accept accept4 bind listen getsockname getpeername setsockopt getsockopt shutdown
          sendto recvfrom sendmsg recvmsg sendmmsg recvmmsg

          semget semop semctl semtimedop msgget msgsnd msgrcv msgctl
          mq_unlink mq_timedsend mq_timedreceive mq_notify mq_getsetattr
          """
              .trim()
              .split("\\s+"));

  private AllowedCalls() {}
}
