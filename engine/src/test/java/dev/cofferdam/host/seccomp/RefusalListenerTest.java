package dev.cofferdam.host.seccomp;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalListenerTest {
  private static final int EPERM = -1;
  private static final int ENOSYS = -38;

  @TempDir static Path shared;
  @TempDir Path workplace;

  private static Path harness;

  @BeforeAll
  static void buildHarness() throws Exception {
    harness = FilteredProcess.build(shared);
  }

  @BeforeEach
  void openWorkplace() throws Exception {
    FilteredProcess.handOver(workplace);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x86_64 | keyctl         | 0
          x86_64 | bpf            | 0
          x86_64 | io_uring_setup | 1
          x86_64 | unshare        | 0x10000000
          x86_64 | setns          | 0
          x86_64 | socket         | 38 5 0
          x86_64 | socket         | 40 1 0
          x86_64 | socket         | 17 3 0
          x86_64 | socket         | 16 3 9
          x86_64 | socket         | 2 3 1
          x86_64 | socket         | 10 0x80803 58
          x86_64 | socketpair     | 2 1 132
          x86_64 | socketpair     | 10 6 33
          x86_64 | mount          | PATH PATH PATH 0 0
          x86_64 | ptrace         | 0
          x86_64 | clone          | 0x10000011
          x86_64 | clone          | 0xff10000011
          x86_64 | personality    | 0x40000
          x86_64 | ioctl          | 0 0x5412 0
          x86_64 | ioctl          | 0 0x100005412 0
          x86_64 | chmod          | PATH 04755
          x86_64 | chmod          | PATH 0xffff0000000009ed
          x86_64 | fchmodat       | -100 PATH 02755
          x86_64 | fchmodat2      | -100 PATH 04755 0
          x86_64 | creat          | PATH 04644
          x86_64 | open           | PATH 0101 04644
          x86_64 | openat         | -100 PATH 0101 04644
          x86_64 | openat         | -100 PATH 020200002 04644
          x86_64 | mknodat        | -100 PATH 0104644 0
          i386   | getpid         | 0
          i386   | chmod          | PATH 04755
          x32    | getpid         | 0
          x32    | execve         | 0
          """)
  void forbiddenCallsFailAndAreLogged(String arch, String name, String arguments) throws Exception {
    Arch convention = Arch.valueOf(arch.toUpperCase(Locale.ROOT));
    int number = SyscallTable.of(convention).number(name).orElseThrow();
    Files.writeString(workplace.resolve("made"), "x");

    FilteredProcess.Outcome outcome = call(arch, number, arguments);

    assertThat(outcome.output().trim()).isEqualTo(Integer.toString(EPERM));
    assertThat(outcome.refused()).hasSize(1);
    RefusedCall refused = outcome.refused().getFirst();
    assertThat(refused.name()).isEqualTo(name);
    assertThat(refused.number()).isEqualTo(number);
    assertThat(refused.arch()).isEqualTo(arch);
    assertThat(refused.process()).isEqualTo("harness");
    assertThat(refused.pid()).isPositive();
    assertThat(refused.count()).isEqualTo(1);
    assertThat(refused.atLeast()).isFalse();
    assertThat(refused.probe()).isFalse();
  }

  @Test
  void ordinaryModesCanBeSet() throws Exception {
    FilteredProcess.Outcome created = call("x86_64", 257, "-100 PATH 0101 0640");
    FilteredProcess.Outcome changed = call("x86_64", 90, "PATH 0755");

    assertThat(Integer.parseInt(created.output().trim())).isPositive();
    assertThat(changed.output().trim()).isEqualTo("0");
    assertThat(Files.getPosixFilePermissions(workplace.resolve("made")))
        .isEqualTo(PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(created.refused()).isEmpty();
    assertThat(changed.refused()).isEmpty();
  }

  @Test
  void probesLookAbsentAndAreCountedApart() throws Exception {
    FilteredProcess.Outcome openat2 = call("x86_64", 437, "-100 PATH 0 0");
    FilteredProcess.Outcome future = call("x86_64", 500, "0");
    FilteredProcess.Outcome clone3 = call("x86_64", 435, "0 0");

    assertThat(openat2.output().trim()).isEqualTo(Integer.toString(ENOSYS));
    assertThat(openat2.refused()).singleElement().matches(RefusedCall::probe);
    assertThat(future.output().trim()).isEqualTo(Integer.toString(ENOSYS));
    assertThat(future.refused()).singleElement().matches(call -> call.name().equals("syscall_500"));
    assertThat(clone3.output().trim()).isEqualTo(Integer.toString(ENOSYS));
    assertThat(clone3.refused()).isEmpty();
  }

  @Test
  void aDeadListenerMeansRefusalAndNoneOfTheProgramsOwnCanTakeItsPlace() throws Exception {
    FilteredProcess started =
        FilteredProcess.start(
            harness,
            workplace,
            List.of(
                "sh", "-c", "for n in 250 435 437; do %s call x86_64 $n; done".formatted(harness)));
    started.listener().close();
    started.go();
    assertThat(started.output()).isEqualTo("-38\n-38\n-38\n");

    // SECCOMP_SET_MODE_FILTER with NEW_LISTENER: EPERM from our rule, not EFAULT from the kernel.
    FilteredProcess.Outcome second = call("x86_64", 317, "1 8 0");
    assertThat(second.output().trim()).isEqualTo(Integer.toString(EPERM));
    assertThat(second.refused()).singleElement().matches(call -> call.name().equals("seccomp"));
  }

  @Test
  void closingEndsTheListenerWhileTheProgramLivesAndSaysThatTheCountIsALowerBound()
      throws Exception {
    FilteredProcess started =
        FilteredProcess.start(
            harness,
            workplace,
            List.of("sh", "-c", "%s call x86_64 250; echo; sleep 60".formatted(harness)));
    RefusalListener listener =
        RefusalListener.start(started.listener(), SeccompPolicy.standard(), _ -> {});
    started.go();
    assertThat(started.process().getInputStream().readNBytes(4)).hasSize(4);

    listener.close();
    listener.close();

    assertThat(listener.awaitEnd(Duration.ZERO)).isTrue();
    assertThat(listener.snapshot()).singleElement().matches(RefusedCall::atLeast);
    started.process().descendants().forEach(ProcessHandle::destroyForcibly);
    started.process().destroyForcibly().waitFor();
  }

  @Test
  void theFirstHundredRefusalsAreHandedOnOneByOne() throws Exception {
    List<RefusedCall> log = new CopyOnWriteArrayList<>();
    FilteredProcess started =
        FilteredProcess.start(
            harness,
            workplace,
            List.of(
                "/usr/bin/python3",
                "-c",
                "import ctypes;f=ctypes.CDLL(None).syscall\nfor i in range(300): f(437,0);f(250,i,7)"));
    try (RefusalListener listener =
        RefusalListener.start(started.listener(), SeccompPolicy.standard(), log::add)) {
      started.go();
      assertThat(started.output()).isEmpty();
      assertThat(listener.awaitEnd(Duration.ofSeconds(20))).isTrue();
      assertThat(log).hasSize(RefusalListener.VERBATIM).noneMatch(RefusedCall::probe);
      assertThat(log.get(99).firstArguments()).startsWith(99L, 7L);
      assertThat(listener.snapshot()).hasSize(2).allMatch(call -> call.count() == 300);
    }
  }

  @Test
  void aFloodFromFourProcessesCostsAtMostFivePercentOfACore() throws Exception {
    FilteredProcess started =
        FilteredProcess.start(
            harness, workplace, List.of(harness.toString(), "flood", "250", "5", "4"));
    try (RefusalListener listener =
        RefusalListener.start(started.listener(), SeccompPolicy.standard(), _ -> {})) {
      long begin = System.nanoTime();
      started.go();
      long cpuNanos = 0;
      long wallNanos = 0;
      // The thread's time can be asked for only while it lives.
      while (!listener.awaitEnd(Duration.ofMillis(100))) {
        cpuNanos = ManagementFactory.getThreadMXBean().getThreadCpuTime(listener.threadId());
        wallNanos = System.nanoTime() - begin;
      }
      double cpu = (double) cpuNanos / wallNanos;
      long made = Long.parseLong(started.output().trim());
      long counted = listener.snapshot().stream().mapToLong(RefusedCall::count).sum();
      System.out.printf("flood: %d calls, %.1f %% of a core%n", counted, cpu * 100);
      assertThat(counted).isEqualTo(made);
      assertThat(counted).isLessThan(7_000);
      assertThat(cpu).isPositive();
      assertThat(cpu).isLessThanOrEqualTo(0.05);
    }
  }

  private FilteredProcess.Outcome call(String arch, int number, String arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(harness.toString(), "call", arch, Integer.toString(number)));
    command.addAll(List.of(arguments.split(" ", -1)));
    return FilteredProcess.run(harness, workplace, command);
  }
}
