package dev.cofferdam.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cofferdam.diagnosis.Diagnosis.Confidence;
import dev.cofferdam.diagnosis.Evidence.Source;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each kind from its own evidence, the order between kinds, and runs that went well.
class DiagnoserTest {
  static final String EROFS = "OSError: [Errno 30] Read-only file system: '/data/new.txt'";
  static final String EACCES = "PermissionError: [Errno 13] Permission denied: '/data/theirs'";

  static Given readOnlyFile() {
    return new Given()
        .exit(1)
        .mount("/srv/in", "/data", "ro")
        .failed("openat", "EROFS", "/data/new.txt")
        .stderr(Given.traceback("open('/data/new.txt', 'w')", EROFS));
  }

  static Given foreignFile() {
    return new Given()
        .exit(1)
        .mount("/srv/in", "/data", "ro")
        .failed("openat", "EACCES", "/data/theirs")
        .stderr(Given.traceback("open('/data/theirs', 'w')", EACCES));
  }

  static Given network() {
    return new Given()
        .exit(1)
        .failed("connect", "ENETUNREACH", "93.184.216.34:443")
        .stderr(Given.traceback("s.connect(a)", "OSError: [Errno 101] Network is unreachable"));
  }

  static Given timeout() {
    return new Given().ended(124, Ending.By.TIMEOUT).time(30_000, 120, 0);
  }

  static Stream<Arguments> kinds() {
    return Stream.of(
        arguments(Kind.SANDBOX_LOST, Source.SYSCALL, new Given().ended(137, Ending.By.LOST)),
        arguments(Kind.INTERNAL, Source.SYSCALL, new Given().ended(126, Ending.By.NOT_STARTED)),
        arguments(
            Kind.MEMORY_EXHAUSTED,
            Source.COUNTER,
            new Given().ended(137, Ending.By.OOM).oomKills(1, 128 * Given.MIB)),
        arguments(
            Kind.MEMORY_EXHAUSTED,
            Source.COUNTER,
            new Given().exit(1).oomKills(1, 128 * Given.MIB)),
        arguments(Kind.PROCESS_LIMIT, Source.COUNTER, timeout().pidsRefused(24_371)),
        arguments(Kind.PROCESS_LIMIT, Source.COUNTER, new Given().exit(1).pidsRefused(1)),
        arguments(
            Kind.DISK_FULL,
            Source.SYSCALL,
            new Given()
                .exit(1)
                .disk(60 * Given.MIB, 0, 4000)
                .failed("write", "ENOSPC", "/workspace/big")),
        arguments(
            Kind.OUTPUT_LIMIT,
            Source.COUNTER,
            new Given().ended(137, Ending.By.OUTPUT).printed(100 * Given.MIB, 0)),
        arguments(Kind.TIMEOUT, Source.COUNTER, timeout()),
        arguments(Kind.SYSCALL_BLOCKED, Source.SYSCALL, new Given().exit(1).refused("mount", 2)),
        arguments(Kind.SYSCALL_BLOCKED, Source.SYSCALL, new Given().signal(31).refused("bpf", 1)),
        arguments(Kind.READ_ONLY_FILESYSTEM, Source.SYSCALL, readOnlyFile()),
        arguments(Kind.PERMISSION_DENIED, Source.SYSCALL, foreignFile()),
        arguments(Kind.NETWORK_ISOLATED, Source.SYSCALL, network()),
        arguments(
            Kind.COMMAND_NOT_FOUND, Source.SYSCALL, new Given().startFailure("ENOENT", "frob")),
        arguments(
            Kind.PERMISSION_DENIED,
            Source.SYSCALL,
            new Given().startFailure("EACCES", "/workspace")),
        arguments(
            Kind.PROGRAM_ERROR,
            Source.SYSCALL,
            new Given().startFailure("ENOEXEC", "/workspace/x")),
        arguments(Kind.PROGRAM_ERROR, Source.SYSCALL, new Given().startFailure("E2BIG", "x")),
        arguments(
            Kind.COMMAND_NOT_FOUND,
            Source.TEXT,
            new Given().exit(127).stderr("/workspace/x.sh: 3: frob: not found\n")),
        arguments(
            Kind.MODULE_MISSING,
            Source.TEXT,
            new Given()
                .exit(1)
                .stderr(
                    Given.traceback(
                        "import numpy", "ModuleNotFoundError: No module named 'numpy'"))),
        arguments(Kind.SIGNALED, Source.SYSCALL, new Given().signal(11)),
        arguments(Kind.SIGNALED, Source.SYSCALL, new Given().signal(9)),
        arguments(
            Kind.PROGRAM_ERROR,
            Source.TEXT,
            new Given().exit(1).stderr(Given.traceback("f()", "ValueError: no"))),
        arguments(Kind.PROGRAM_ERROR, Source.SYSCALL, new Given().exit(3)));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void findsEachKindByItsEvidence(Kind kind, Source source, Given given) {
    Diagnosis primary = given.primary();
    assertThat(primary.kind()).isEqualTo(kind);
    assertThat(primary.evidence()).extracting(Evidence::source).contains(source);
    assertThat(primary.summary()).isNotBlank().doesNotContain("\n");
    assertThat(primary.mitigation()).isNotBlank();
    boolean textual = source == Source.TEXT;
    if (textual || primary.kind() != Kind.PROGRAM_ERROR) {
      assertThat(primary.confidence()).isEqualTo(textual ? Confidence.LOW : Confidence.HIGH);
    }
  }

  static Stream<Arguments> pairs() {
    return Stream.of(
        arguments(Kind.MEMORY_EXHAUSTED, Kind.TIMEOUT, timeout().oomKills(1, 128 * Given.MIB)),
        arguments(
            Kind.MEMORY_EXHAUSTED,
            Kind.PROCESS_LIMIT,
            new Given().exit(1).oomKills(1, 128 * Given.MIB).pidsRefused(4)),
        arguments(Kind.PROCESS_LIMIT, Kind.TIMEOUT, timeout().pidsRefused(9)),
        arguments(
            Kind.DISK_FULL,
            Kind.TIMEOUT,
            timeout().disk(60 * Given.MIB, 0, 10).failed("write", "ENOSPC", "/tmp/x")),
        arguments(
            Kind.TIMEOUT,
            Kind.NETWORK_ISOLATED,
            timeout().failed("connect", "ENETUNREACH", "10.0.0.1:80")),
        arguments(Kind.TIMEOUT, Kind.CPU_THROTTLED, timeout().time(30_000, 15_000, 14_000)),
        arguments(Kind.TIMEOUT, Kind.SYSCALL_BLOCKED, timeout().refused("mount", 1)),
        arguments(
            Kind.READ_ONLY_FILESYSTEM,
            Kind.SYSCALL_BLOCKED,
            new Given().exit(1).refused("mount", 1).failed("mkdir", "EROFS", "/opt/x")),
        arguments(
            Kind.READ_ONLY_FILESYSTEM,
            Kind.PERMISSION_DENIED,
            new Given()
                .exit(1)
                .failed("openat", "EACCES", "/etc/shadow")
                .failed("openat", "EROFS", "/usr/lib/new")),
        arguments(
            Kind.PERMISSION_DENIED,
            Kind.NETWORK_ISOLATED,
            new Given()
                .exit(1)
                .failed("connect", "ENETUNREACH", "10.0.0.1:80")
                .failed("openat", "EACCES", "/etc/shadow")),
        arguments(
            Kind.MODULE_MISSING,
            Kind.NETWORK_ISOLATED,
            new Given()
                .exit(1)
                .failed("connect", "ENETUNREACH", "10.0.0.1:80")
                .stderr(Given.traceback("import x", "ModuleNotFoundError: No module named 'x'"))),
        arguments(
            Kind.PROGRAM_ERROR,
            Kind.SYSCALL_BLOCKED,
            new Given()
                .exit(1)
                .refused("keyctl", 1)
                .stderr(Given.traceback("int('x')", "ValueError: invalid literal"))),
        arguments(
            Kind.SIGNALED,
            Kind.READ_ONLY_FILESYSTEM,
            new Given().signal(11).failed("openat", "EROFS", "/opt/x")));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void ordersTwoCauses(Kind first, Kind second, Given given) {
    Findings findings = given.findings();
    assertThat(findings.primary()).map(Diagnosis::kind).contains(first);
    assertThat(findings.contributing()).extracting(Diagnosis::kind).containsExactly(second);
  }

  @Test
  void onlyTheLastFailureOfASilentProgramIsCertain() {
    Findings findings =
        new Given()
            .exit(1)
            .failed("openat", "EROFS", "/usr/lib/new")
            .failed("connect", "ENETUNREACH", "10.0.0.1:80")
            .findings();
    assertThat(findings.primary()).map(Diagnosis::kind).contains(Kind.NETWORK_ISOLATED);
    assertThat(findings.primary()).map(Diagnosis::confidence).contains(Confidence.HIGH);
    assertThat(findings.contributing())
        .extracting(Diagnosis::confidence)
        .containsExactly(Confidence.LOW);
  }

  @Test
  void programThatPrintedToItsStandardOutputWasNotSilent() {
    Diagnosis open =
        new Given().exit(1).printed(20, 0).failed("openat", "EROFS", "/usr/x").primary();
    assertThat(open.kind()).isEqualTo(Kind.READ_ONLY_FILESYSTEM);
    assertThat(open.confidence()).isEqualTo(Confidence.LOW);
    assertThat(open.summary()).contains("nothing says that the program ended for it");
    assertThat(open.mitigation()).startsWith("if it ended for that: ");
  }

  static Stream<Arguments> wellEnded() {
    return Stream.of(
        arguments(new Given(), List.of()),
        arguments(new Given().oomKills(1, 128 * Given.MIB), List.of(Note.CHILD_OOM_KILLED)),
        arguments(new Given().refused("mount", 3), List.of(Note.SYSCALLS_REFUSED)),
        arguments(new Given().refused("clone3", "x86_64", 3, true), List.of()),
        arguments(new Given().pidsRefused(2), List.of(Note.PROCESSES_REFUSED)),
        arguments(new Given().time(1000, 500, 100), List.of(Note.CPU_THROTTLED)),
        arguments(new Given().time(1000, 500, 99), List.of()),
        arguments(new Given().printed(11 * Given.MIB, 5), List.of(Note.OUTPUT_TRUNCATED)),
        arguments(new Given().unrecorded(), List.of()),
        arguments(
            new Given()
                .failed("openat", "EROFS", "/data/x")
                .failed("connect", "ENETUNREACH", "10.0.0.1:80")
                .failed("write", "ENOSPC", "/tmp/x")
                .disk(60 * Given.MIB, 0, 0)
                .stderr("Traceback (most recent call last):\nOSError: [Errno 30] x\n"),
            List.of()));
  }

  @ParameterizedTest
  @MethodSource("wellEnded")
  void hasNoCauseForAProgramThatCoped(Given given, List<String> notes) {
    Findings findings = given.findings();
    assertThat(findings.primary()).isEmpty();
    assertThat(findings.contributing()).isEmpty();
    assertThat(findings.notes()).extracting(Note::code).isEqualTo(notes);
  }

  @Test
  void hasNoCauseForARunThatItsCallerEnded() {
    Findings findings =
        new Given().ended(130, Ending.By.CALLER).oomKills(1, 5).refused("mount", 1).findings();
    assertThat(findings.primary()).isEmpty();
    assertThat(findings.contributing()).isEmpty();
    assertThat(findings.notes())
        .extracting(Note::code)
        .containsExactly(Note.CHILD_OOM_KILLED, Note.SYSCALLS_REFUSED);
  }

  @Test
  void saysThatAFailureMayHaveGoneUnseen() {
    assertThat(new Given().exit(1).unrecorded().findings().notes())
        .singleElement()
        .satisfies(note -> {
          assertThat(note.code()).isEqualTo(Note.FAILURES_UNRECORDED);
          assertThat(note.message()).contains("the kernel has no BPF");
        });
  }
}
