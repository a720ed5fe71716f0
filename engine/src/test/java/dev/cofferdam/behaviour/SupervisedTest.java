package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.diagnosis.Diagnosis;
import dev.cofferdam.diagnosis.Ending;
import dev.cofferdam.diagnosis.Kind;
import dev.cofferdam.run.Result;
import dev.cofferdam.sandbox.Program;
import dev.cofferdam.sandbox.SandboxSpec;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Under `--init` PID 1 is not the program, and how the program ended is told all the same.
@ParameterizedClass
@MethodSource("dev.cofferdam.behaviour.RuntimeUnderTest#all")
class SupervisedTest {
  /// Says on every descriptor that it may get of its supervisor that it was killed (record 4).
  private static final String[] LIAR = {
    "import ctypes, os, struct, sys",
    "record = struct.pack('<IiQ', 4, 9, 0)",
    "libc = ctypes.CDLL(None)",
    "for number in range(3, 64):",
    "  try: os.write(number, record)",
    "  except OSError: pass",
    "  taken = libc.syscall(438, libc.syscall(434, 1, 0), number, 0)",
    "  if taken >= 0: os.write(taken, record)",
    "  try: os.write(os.open(f'/proc/1/fd/{number}', os.O_RDWR), record)",
    "  except OSError: pass",
    "libc.ptrace(16, 1, 0, 0)",
    "try: os.kill(1, 9)",
    "except OSError: pass",
    "sys.exit(134)"
  };

  private final Harness harness;

  SupervisedTest(RuntimeUnderTest runtime) {
    this.harness = Harness.on(runtime);
  }

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void abortIsToldFromTheStatusThatAShellWouldGiveIt() {
    Result aborted = python("import os; os.abort()");
    assertThat(aborted.ending().exitCode()).isEqualTo(134);
    assertThat(aborted.ending().signal()).isEqualTo(OptionalInt.of(6));
    assertThat(primary(aborted).kind()).isEqualTo(Kind.SIGNALED);
    assertThat(primary(aborted).details()).containsEntry("signal", "SIGABRT");
    Result exited = python("import sys; sys.exit(134)");
    assertThat(exited.ending().exitCode()).isEqualTo(134);
    assertThat(exited.ending().signal()).isEmpty();
    assertThat(primary(exited).kind()).isEqualTo(Kind.PROGRAM_ERROR);
  }

  @Test
  void theProgramItselfIsKilledForMemory() {
    Result result = python("held = []", "while True: held.append(bytearray(b'x') * (8 << 20))");
    assertThat(result.ending().by()).isEqualTo(Ending.By.OOM);
    assertThat(result.ending().exitCode()).isEqualTo(137);
    assertThat(primary(result).summary()).startsWith("The kernel killed the program for memory:");
  }

  @Test
  void aProgramCannotSayAnotherEnd() {
    Result result = python(LIAR);
    boolean killed = harness.runtime().differsBy(Difference.PID_1_UNPROTECTED);
    assertThat(result.ending().exitCode())
        .as(result.stderr().toText())
        .isEqualTo(killed ? 137 : 134);
    assertThat(result.ending().signal())
        .isEqualTo(killed ? OptionalInt.of(9) : OptionalInt.empty());
    Result spared = python(withoutTheKill());
    assertThat(spared.ending().exitCode()).as(spared.stderr().toText()).isEqualTo(134);
    assertThat(spared.ending().signal()).isEmpty();
  }

  private static String[] withoutTheKill() {
    return Stream.of(LIAR)
        .filter(line -> !line.contains("kill") && !line.startsWith("except OSError: pass"))
        .toArray(String[]::new);
  }

  @Test
  void whatCannotBeStartedIsToldAsEver() {
    Result missing = run(new Program.Command(List.of("no-such-command")));
    assertThat(missing.ending().exitCode()).isEqualTo(127);
    assertThat(primary(missing).kind()).isEqualTo(Kind.COMMAND_NOT_FOUND);
    Result forbidden = run(new Program.Command(List.of("/etc/passwd")));
    assertThat(forbidden.ending().exitCode()).isEqualTo(126);
    assertThat(primary(forbidden).kind()).isEqualTo(Kind.PERMISSION_DENIED);
  }

  @Test
  void aProgramThatEndsAtOnceEndsWell() {
    assertThat(run(new Program.Command(List.of("true"))).ending().exitCode()).isZero();
  }

  private static Diagnosis primary(Result result) {
    return result.diagnosis().orElseThrow();
  }

  private Result python(String... lines) {
    return run(Harness.pythonSpec(lines).program());
  }

  private Result run(Program program) {
    return harness.run(TestLimits.supervised(SandboxSpec.of(program)));
  }
}
