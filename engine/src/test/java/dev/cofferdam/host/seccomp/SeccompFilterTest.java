package dev.cofferdam.host.seccomp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeccompFilterTest {
  private static final int NATIVE = 0xC000003E;
  private static final int ALLOW = 0x7fff0000;
  private static final int NOTIFY = 0x7fc00000;
  private static final int ERRNO_ENOSYS = 0x00050000 | 38;

  /// What a register may hold above an `int`.
  private static final long GARBAGE = 0xDEADBEEF_00000000L;

  private final SeccompPolicy policy = SeccompPolicy.standard();
  private final BpfInterpreter filter = new BpfInterpreter(SeccompFilter.compile(policy));

  @Test
  void everyNumberGetsTheVerdictOfThePolicyWhateverItsArguments() {
    Random random = new Random(42);
    long[] interesting = {0, 1, -1, 2, 10, 16, 38, 40, 06000, 04755, 0100, 020000100, 0x5412, 8};
    for (int number = -70_000; number < 70_000; number++) {
      for (int round = 0; round < (number >= 0 && number < 600 ? 300 : 1); round++) {
        long[] arguments = new long[6];
        for (int i = 0; i < 6; i++) {
          arguments[i] =
              random.nextInt(4) == 0
                  ? random.nextLong()
                  : interesting[random.nextInt(interesting.length)]
                      | (random.nextBoolean() ? GARBAGE : 0);
        }
        assertThat(filter.run(NATIVE, number, arguments))
            .as("call %d", number)
            .isEqualTo(action(policy.verdict(number, arguments)));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0x40000003", // i386
    "0xC00000B7", // aarch64
    "0"
  })
  void noCallOfAnotherArchitectureIsAllowed(String arch) {
    for (int number = -10; number < 1_000; number++) {
      assertThat(filter.run((int) (long) Long.decode(arch), number, 0, 0, 0, 0, 0, 0))
          .isEqualTo(NOTIFY);
    }
  }

  @Test
  void noX32CallIsAllowed() {
    for (int number = 0; number < 1_000; number++) {
      assertThat(filter.run(NATIVE, number | 0x40000000, 0, 0, 0, 0, 0, 0)).isEqualTo(NOTIFY);
      assertThat(filter.run(NATIVE, number | 0xC0000000, 0, 0, 0, 0, 0, 0)).isEqualTo(NOTIFY);
    }
    assertThat(filter.run(NATIVE, Integer.MAX_VALUE)).isEqualTo(NOTIFY);
    assertThat(filter.run(NATIVE, 0x3FFFFFFF)).isEqualTo(NOTIFY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          chmod      | 0  04755 0         | REFUSE
          chmod      | 0  0755 0          | ALLOW
          chmod      | 0  01777 0         | ALLOW
          chmod      | 0  02755 0         | REFUSE
          fchmod     | 3  06000 0         | REFUSE
          fchmodat   | 0  0 04000         | REFUSE
          fchmodat   | 0  04000 0755      | ALLOW
          fchmodat2  | 0  0 02000         | REFUSE
          creat      | 0  04644 0         | REFUSE
          mknod      | 0  0104644 0       | REFUSE
          mknod      | 0  010644 0        | ALLOW
          mknodat    | 0  0 0102644       | REFUSE
          mkdir      | 0  02777 0         | REFUSE
          mkdir      | 0  01777 0         | ALLOW
          mkdirat    | 0  0 04777         | REFUSE
          open       | 0  0 04755         | ALLOW
          open       | 0  0100 04755      | REFUSE
          open       | 0  0100 0755       | ALLOW
          open       | 0  020200002 04755 | REFUSE
          openat     | 0  0 0100 02755    | REFUSE
          openat     | 0  0 0100 0644     | ALLOW
          openat     | 0  0 0 02755       | ALLOW
          openat     | 0  0 020000002 04700 | REFUSE
          clone      | 0x11 0 0           | ALLOW
          clone      | 0x3d0f00 0 0       | ALLOW
          clone      | 0x10000011 0 0     | REFUSE
          clone      | 0x40000011 0 0     | REFUSE
          clone      | 0x00020011 0 0     | REFUSE
          clone      | 0x02000011 0 0     | REFUSE
          personality | 0 0 0             | ALLOW
          personality | 0xffffffff 0 0    | ALLOW
          personality | 8 0 0             | REFUSE
          personality | 0x40000 0 0       | REFUSE
          socket     | 1 1 0              | ALLOW
          socket     | 2 1 0              | ALLOW
          socket     | 2 0x80801 6        | ALLOW
          socket     | 2 2 132            | REFUSE
          socket     | 2 10 0             | REFUSE
          socket     | 2 0x8080a 0        | REFUSE
          socket     | 10 2 17            | ALLOW
          socket     | 16 3 0             | ALLOW
          socket     | 16 3 9             | REFUSE
          socket     | 17 3 0             | REFUSE
          socket     | 38 5 0             | REFUSE
          socket     | 40 1 0             | REFUSE
          socket     | 2 0x80802 1        | ALLOW
          socket     | 2 3 1              | REFUSE
          socket     | 10 0x80003 58      | REFUSE
          socket     | 2 3 255            | REFUSE
          socket     | 2 5 0              | REFUSE
          socket     | 2 6 0              | REFUSE
          socketpair | 1 1 0              | ALLOW
          socketpair | 2 1 0              | REFUSE
          socketpair | 10 5 132           | REFUSE
          socketpair | 2 6 33             | REFUSE
          socketpair | 30 1 0             | REFUSE
          ioctl      | 0 0x5412 0         | REFUSE
          ioctl      | 0 0x541c 0         | REFUSE
          ioctl      | 0 0x5401 0         | ALLOW
          seccomp    | 1 0 0              | ALLOW
          seccomp    | 1 1 0              | ALLOW
          seccomp    | 1 8 0              | REFUSE
          seccomp    | 1 0x28 0           | REFUSE
          seccomp    | 3 8 0              | ALLOW
          """)
  void argumentsDecideWithAndWithoutGarbageAboveThem(
      String name, String arguments, Verdict expected) {
    int number = SyscallTable.of(Arch.X86_64).number(name).orElseThrow();
    String[] words = arguments.trim().split("\\s+", -1);
    long[] registers = new long[6];
    for (int i = 0; i < words.length; i++) {
      registers[i] = Long.decode(words[i]);
    }
    assertThat(filter.run(NATIVE, number, registers)).isEqualTo(action(expected));
    for (int i = 0; i < 6; i++) {
      registers[i] |= GARBAGE;
    }
    assertThat(filter.run(NATIVE, number, registers)).isEqualTo(action(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          REFUSE | ptrace process_vm_readv process_vm_writev mount umount2 pivot_root chroot unshare
          REFUSE | setns bpf perf_event_open userfaultfd io_uring_setup io_uring_enter keyctl add_key
          REFUSE | request_key io_uring_register kexec_load kexec_file_load init_module finit_module
          REFUSE | delete_module open_by_handle_at name_to_handle_at quotactl quotactl_fd acct swapon
          REFUSE | swapoff reboot iopl ioperm fsopen fsmount fsconfig fspick move_mount open_tree
          REFUSE | open_tree_attr mount_setattr pidfd_getfd kcmp syslog settimeofday clock_settime
          REFUSE | sethostname setdomainname modify_ldt fanotify_init memfd_secret vhangup
          PROBE  | openat2 get_mempolicy statmount io_setup io_submit io_getevents
          ABSENT | clone3
          ALLOW  | faccessat2 statx rseq pidfd_open pidfd_send_signal landlock_create_ruleset execve
          """)
  void everyNameIsDecidedOnPurpose(Verdict expected, String names) {
    for (String name : names.split(" ", -1)) {
      int number = SyscallTable.of(Arch.X86_64).number(name).orElseThrow();
      assertThat(policy.verdict(number)).as(name).isEqualTo(expected);
    }
  }

  @Test
  void everyNameOfTheListsExists() {
    SyscallTable table = SyscallTable.of(Arch.X86_64);
    assertThat(AllowedCalls.NAMES).allMatch(name -> table.number(name).isPresent());
    assertThat(SeccompPolicy.PROBES).allMatch(name -> table.number(name).isPresent());
  }

  @Test
  void numbersThatLinuxDoesNotHaveLookAbsent() {
    assertThat(policy.verdict(400)).isEqualTo(Verdict.PROBE);
    assertThat(policy.verdict(480)).isEqualTo(Verdict.PROBE);
    assertThat(policy.verdict(-1)).isEqualTo(Verdict.REFUSE);
  }

  @Test
  void itIsSmallAndAnAllowedCallTakesFewInstructions() {
    int longest = 0;
    for (int number : SyscallTable.of(Arch.X86_64).numbers()) {
      if (filter.run(NATIVE, number, 2, 1, 0, 0, 0, 0) == ALLOW) {
        longest = Math.max(longest, filter.steps());
      }
    }
    assertThat(filter.instructions()).isLessThan(600);
    assertThat(longest).isLessThanOrEqualTo(24);
  }

  private static int action(Verdict verdict) {
    return switch (verdict) {
      case ALLOW -> ALLOW;
      case REFUSE, PROBE -> NOTIFY;
      case ABSENT -> ERRNO_ENOSYS;
    };
  }
}
