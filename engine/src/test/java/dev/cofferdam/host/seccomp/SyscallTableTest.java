package dev.cofferdam.host.seccomp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SyscallTableTest {
  @Test
  void namesAndNumbersBelongToTheirArchitecture() {
    assertThat(SyscallTable.of(Arch.X86_64).name(250)).isEqualTo("keyctl");
    assertThat(SyscallTable.of(Arch.X86_64).number("file_setattr")).hasValue(469);
    assertThat(SyscallTable.of(Arch.I386).name(20)).isEqualTo("getpid");
    assertThat(SyscallTable.of(Arch.X32).name(520)).isEqualTo("execve");
    assertThat(SyscallTable.of(Arch.X86_64).name(520)).isEqualTo("syscall_520");
    assertThat(SyscallTable.of(Arch.X86_64).name(-1)).isEqualTo("syscall_-1");
    assertThat(SyscallTable.of(Arch.OTHER).name(1)).isEqualTo("syscall_1");
  }

  @Test
  void theConventionFollowsFromWhatSeccompReports() {
    assertThat(Arch.of(0xC000003E, 39)).isEqualTo(Arch.X86_64);
    assertThat(Arch.of(0xC000003E, 0x40000027)).isEqualTo(Arch.X32);
    assertThat(Arch.of(0xC000003E, -1)).isEqualTo(Arch.X86_64);
    assertThat(Arch.of(0x40000003, 20)).isEqualTo(Arch.I386);
    assertThat(Arch.of(0xC00000B7, 20)).isEqualTo(Arch.OTHER);
  }
}
