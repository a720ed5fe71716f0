package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cofferdam.sandbox.Ulimit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Whatever limits and priority the command line was started with, a program has those of the
/// contract (design, section 5), as far as this user may raise them. On runc, where a limit is set
/// by who starts the program; the Sentry sets them all itself.
class CallersLimitsTest {
  private static final int CAP_SYS_RESOURCE = 24;

  /// Lower ones than the program shall have, and higher.
  private static final List<String> CALLER =
      List.of(
          "prlimit",
          "--cpu=1000",
          "--fsize=2147483648",
          "--nproc=5000",
          "--nofile=700",
          "--memlock=65536",
          "--sigpending=100",
          "--msgqueue=0",
          "--stack=8388608:16777216",
          "--core=1048576");

  private static final String LIMITS =
      """
      import os, resource
      for number in range(16):
          print(*resource.prlimit(0, number))
      print(os.sched_getscheduler(0))
      def attempt(what, *arguments):
          try: print(what(*arguments))
          except OSError as refusal: print(refusal.errno)
      attempt(os.sched_setscheduler, 0, os.SCHED_FIFO, os.sched_param(1))
      attempt(os.nice, -1)
      """;

  @Test
  void aProgramHasItsOwnLimitsAndNoneOfItsCallers() throws Exception {
    assumeTrue(mayRaise(), "only CAP_SYS_RESOURCE raises limits");
    var caller = new ArrayList<>(CALLER);
    caller.addAll(List.of("--nice=40", "--rtprio=95"));
    List<String> lines = lines(caller, "run", "--runtime", "runc", "--", "python3", "-c", LIMITS);
    assertThat(lines)
        .containsExactly(
            "-1 -1", // cpu
            "-1 -1", // fsize
            "-1 -1", // data
            "8388608 -1", // stack
            "0 0", // core
            "-1 -1", // rss
            "-1 -1", // nproc
            "1024 16384", // nofile
            "8388608 8388608", // memlock
            "-1 -1", // as
            "-1 -1", // locks
            "4096 4096", // sigpending
            "819200 819200", // msgqueue
            "0 0", // nice
            "0 0", // rtprio
            "-1 -1", // rttime
            "0", // SCHED_OTHER
            "1",
            "1");
    assertThat(Ulimit.NAMES).hasSize(16);
  }

  @Test
  void whereNobodyMayRaiseThemTheyGiveWay() throws Exception {
    assumeTrue(!mayRaise(), "CAP_SYS_RESOURCE raises limits");
    List<String> lines = lines(CALLER, "run", "--runtime", "runc", "--", "python3", "-c", LIMITS);
    assertThat(lines)
        .containsExactly(
            "1000 1000", // cpu
            "2147483648 2147483648", // fsize
            "-1 -1", // data
            "8388608 16777216", // stack
            "0 0", // core
            "-1 -1", // rss
            "5000 5000", // nproc
            "700 700", // nofile
            "65536 65536", // memlock
            "-1 -1", // as
            "-1 -1", // locks
            "100 100", // sigpending
            "0 0", // msgqueue
            "0 0", // nice
            "0 0", // rtprio
            "-1 -1", // rttime
            "0", // SCHED_OTHER
            "1",
            "1");
  }

  @Test
  void lowSoftLimitsOfTheCallersAreNotTheProgramsWhereTheHardOnesAreHigh() throws Exception {
    List<String> lines =
        lines(
            List.of(
                "prlimit", "--cpu=1000:", "--msgqueue=0:", "--sigpending=100:", "--memlock=65536:"),
            "run",
            "--runtime",
            "runc",
            "--",
            "python3",
            "-c",
            LIMITS);
    assertThat(lines.getFirst()).isEqualTo("-1 -1");
    assertThat(lines.get(8)).isEqualTo("8388608 8388608");
    assertThat(lines.get(11)).isEqualTo("4096 4096");
    assertThat(lines.get(12)).isEqualTo("819200 819200");
  }

  @Test
  void aRealTimeCallerHasAnOrdinaryProgram() throws Exception {
    assumeTrue(
        new ProcessBuilder("chrt", "--fifo", "1", "true").start().waitFor() == 0,
        "this host lets nobody have real-time scheduling");
    List<String> lines =
        lines(
            List.of("chrt", "--fifo", "1"),
            "run",
            "--runtime",
            "runc",
            "--",
            "python3",
            "-c",
            LIMITS);
    assertThat(lines.get(16)).isEqualTo("0");
  }

  @Test
  void whatWasAskedForHasTheLastWord() throws Exception {
    List<String> lines =
        lines(
            CALLER,
            "run",
            "--runtime",
            "runc",
            "--ulimit",
            "nofile=200:300",
            "--ulimit",
            "cpu=5:200",
            "--ulimit",
            "memlock=4096",
            "--ulimit",
            "sigpending=7",
            "--",
            "python3",
            "-c",
            LIMITS);
    assertThat(lines.get(7)).isEqualTo("200 300");
    assertThat(lines.getFirst()).isEqualTo("5 200");
    assertThat(lines.get(8)).isEqualTo("4096 4096");
    assertThat(lines.get(11)).isEqualTo("7 7");
  }

  private static boolean mayRaise() throws IOException {
    String status = Files.readString(Path.of("/proc/self/status"));
    String capabilities =
        status.lines().filter(line -> line.startsWith("CapEff:")).findFirst().orElseThrow();
    long set = Long.parseUnsignedLong(capabilities.substring("CapEff:".length()).strip(), 16);
    boolean initial = Files.readString(Path.of("/proc/self/uid_map")).contains("4294967295");
    return initial && (set >> CAP_SYS_RESOURCE & 1) == 1;
  }

  private static List<String> lines(List<String> prefix, String... words) throws Exception {
    var command = new ArrayList<>(prefix);
    command.addAll(Program.command(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output.lines().filter(line -> !line.startsWith("cofferdam: ")).toList();
  }
}
