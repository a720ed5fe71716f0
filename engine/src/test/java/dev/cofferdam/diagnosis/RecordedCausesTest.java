package dev.cofferdam.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cofferdam.diagnosis.Evidence.FailedCall;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which recorded call is blamed, and what is said of it.
class RecordedCausesTest {
  @Test
  void readOnlyMountOfTheUsersNamesPathMountModeAndRemedy() {
    Diagnosis file = DiagnoserTest.readOnlyFile().primary();
    assertThat(file.details())
        .containsEntry("path", "/data/new.txt")
        .containsEntry("mount", "/data")
        .containsEntry("mode", "ro")
        .containsEntry("errno", "EROFS");
    assertThat(file.mitigation()).contains("-v /srv/in:/data:rw").contains(":ro");
    assertThat(file.evidence())
        .containsExactly(
            new FailedCall("openat", "EROFS", Optional.of("/data/new.txt"), "python3", 1));
  }

  @Test
  void foreignFileOnAReadOnlyMountGetsTheSameRemedy() {
    Diagnosis file = DiagnoserTest.foreignFile().primary();
    assertThat(file.details()).containsEntry("mount", "/data").containsEntry("mode", "ro");
    assertThat(file.mitigation()).contains("-v /srv/in:/data:rw").contains("permissions");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/shadow", "/usr/bin/python3.11", "/rw/theirs", "theirs"})
  void deniedElsewhereNeverGetsThatRemedy(String path) {
    Diagnosis file =
        new Given()
            .mount("/srv/rw", "/rw", "rw")
            .mount("/srv/in", "/data", "ro")
            .exit(1)
            .failed("openat", "EACCES", path)
            .primary();
    assertThat(file.kind()).isEqualTo(Kind.PERMISSION_DENIED);
    assertThat(file.mitigation()).doesNotContain(":rw").contains("/workspace");
  }

  @Test
  void ownRootGetsTheWritableDirectories() {
    Diagnosis file = new Given().exit(1).failed("mkdir", "EROFS", "/opt/x").primary();
    assertThat(file.kind()).isEqualTo(Kind.READ_ONLY_FILESYSTEM);
    assertThat(file.details()).containsEntry("mount", "/");
    assertThat(file.mitigation())
        .doesNotContain("-v")
        .isEqualTo("write to one of /workspace, /tmp, /home/appuser");
  }

  @Test
  void longestMountWinsOnTheNormalisedPath() {
    Given given =
        new Given()
            .exit(1)
            .mount("/a", "/data", "rw")
            .mount("/b", "/data/sub", "ro")
            .mount("/c", "/data/subway", "rw")
            .failed("openat", "EROFS", "/data/subway/..//./sub/x");
    assertThat(given.primary().details())
        .containsEntry("mount", "/data/sub")
        .containsEntry("path", "/data/sub/x");
  }

  @Test
  void relativePathIsTakenFromTheWorkingDirectory() {
    Diagnosis file =
        new Given()
            .exit(1)
            .workdir("/data")
            .mount("/srv/in put", "/data", "ro")
            .failed("openat", "EROFS", "out.txt")
            .primary();
    assertThat(file.details()).containsEntry("path", "/data/out.txt");
    assertThat(file.mitigation()).contains("-v '/srv/in put:/data:rw'");
  }

  @Test
  void relativePathStaysAsItIsWhereTheWorkingDirectoryCanBeWritten() {
    Diagnosis file = new Given().exit(1).failed("openat", "EROFS", "out.txt").primary();
    assertThat(file.details()).containsEntry("path", "out.txt").doesNotContainKey("mount");
  }

  @Test
  void silentProgramIsBelievedByItsLastFailure() {
    Diagnosis file =
        new Given()
            .exit(1)
            .failed("openat", "EROFS", "/opt/first")
            .failed("openat", "EROFS", "/opt/last")
            .primary();
    assertThat(file.details()).containsEntry("path", "/opt/last");
    assertThat(file.evidence()).hasSize(2);
  }

  @Test
  void wordsChooseAmongRecordedFailures() {
    Diagnosis file =
        new Given()
            .exit(1)
            .failed("openat", "EROFS", "/opt/first")
            .failed("openat", "EROFS", "/opt/last")
            .stderr("cp: cannot create regular file '/opt/first': Read-only file system\n")
            .primary();
    assertThat(file.details()).containsEntry("path", "/opt/first");
  }

  @Test
  void wordsThatNameTheDenialPutTheReadOnlyOneAside() {
    Findings findings =
        DiagnoserTest.foreignFile().failed("openat", "EROFS", "/opt/log").findings();
    assertThat(findings.primary()).map(Diagnosis::kind).contains(Kind.PERMISSION_DENIED);
    assertThat(findings.contributing())
        .extracting(Diagnosis::kind)
        .containsExactly(Kind.READ_ONLY_FILESYSTEM);
  }

  @Test
  void chainedTracebackConfirmsWhatItFollowedFrom() {
    String chained =
        DiagnoserTest.readOnlyFile().observation().stderrTail()
            + "\nDuring handling of the above exception, another exception occurred:\n\n"
            + Given.traceback("raise", "app.errors.StoreFailed: cannot store");
    assertThat(DiagnoserTest.readOnlyFile().stderr(chained).primary().kind())
        .isEqualTo(Kind.READ_ONLY_FILESYSTEM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/usr/lib/python3/dist-packages/x/__pycache__/y.cpython-311.pyc.139847",
        "/data/__pycache__",
        "/data/mod.pyc",
        "/data/.pytest_cache/v/cache",
        "/data/.git/index.lock",
        "/data/node_modules/.cache/x",
        "/var/cache/fontconfig/x"
      })
  void cachesBesideTheCodeAreNotBlamed(String path) {
    Given given =
        new Given()
            .exit(1)
            .mount("/srv", "/data", "ro")
            .failed("openat", "EROFS", path)
            .failed("mkdir", "EACCES", path);
    assertThat(given.primary().kind()).isEqualTo(Kind.PROGRAM_ERROR);
    assertThat(given.findings().contributing()).isEmpty();
  }

  @Test
  void questionsAndSearchesAreNotBlamed() {
    assertThat(
            new Given()
                .exit(1)
                .failed("faccessat2", "EROFS", "/usr/x")
                .failed("execve", "EACCES", "/usr/local/sbin/git")
                .failed("openat", "EACCES", "/proc/1/maps")
                .failed("fchownat", "EPERM", "/workspace/x")
                .primary()
                .kind())
        .isEqualTo(Kind.PROGRAM_ERROR);
  }

  @Test
  void incidentalFailureThatIsNamedIsBlamed() {
    assertThat(
            new Given()
                .exit(128)
                .mount("/srv", "/data", "ro")
                .failed("openat", "EROFS", "/data/.git/index.lock")
                .stderr("fatal: Unable to create '/data/.git/index.lock': Read-only file system\n")
                .primary()
                .details())
        .containsEntry("path", "/data/.git/index.lock");
  }

  @Test
  void modeThatTheFilterRefusedIsASystemCall() {
    Diagnosis mode =
        new Given()
            .exit(1)
            .refused("chmod", 1)
            .failed("chmod", "EPERM", "/workspace/sh")
            .stderr(
                Given.traceback(
                    "os.chmod('/workspace/sh', 0o4755)",
                    "PermissionError: [Errno 1] Operation not permitted: '/workspace/sh'"))
            .primary();
    assertThat(mode.kind()).isEqualTo(Kind.SYSCALL_BLOCKED);
    assertThat(mode.mitigation()).contains("set-user-id");
  }

  @Test
  void refusedCallNamesCallCountAndArchitecture() {
    Diagnosis call = new Given().exit(1).refused("mount", 2).refused("keyctl", 9).primary();
    assertThat(call.details()).containsEntry("syscall", "keyctl").containsEntry("count", "9");
    Diagnosis said =
        new Given()
            .exit(1)
            .refused("mount", 2)
            .refused("keyctl", 9)
            .stderr("mount: Operation not permitted\n")
            .primary();
    assertThat(said.details()).containsEntry("syscall", "mount");
    assertThat(new Given().exit(1).refused("getpid", "i386", 1, false).primary().mitigation())
        .contains("64-bit");
  }

  @Test
  void callsWithAFallbackAndProbesAreNotBlamed() {
    Given given = new Given().exit(1).refused("clone3", "x86_64", 5, true);
    assertThat(given.primary().kind()).isEqualTo(Kind.PROGRAM_ERROR);
    assertThat(given.refused("io_uring_setup", 1).primary().kind()).isEqualTo(Kind.PROGRAM_ERROR);
    assertThat(given.findings().contributing())
        .extracting(Diagnosis::kind)
        .containsExactly(Kind.SYSCALL_BLOCKED);
  }

  @Test
  void ordinaryWordIsNoSystemCall() {
    Findings findings =
        new Given().exit(1).refused("mount", 1).stderr("cannot mount volume\n").findings();
    assertThat(findings.primary()).map(Diagnosis::kind).contains(Kind.PROGRAM_ERROR);
    assertThat(findings.contributing())
        .extracting(Diagnosis::kind)
        .containsExactly(Kind.SYSCALL_BLOCKED);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 6, 31})
  void callWithAFallbackIsNotBlamedForASignalEither(int signal) {
    assertThat(new Given().signal(signal).refused("io_uring_setup", 1).primary().kind())
        .isEqualTo(Kind.SIGNALED);
  }

  @Test
  void abortAfterARefusedCallIsItsOwnWhenItSaysWhy() {
    assertThat(new Given().signal(6).refused("keyctl", 1).primary().kind())
        .isEqualTo(Kind.SYSCALL_BLOCKED);
    assertThat(
            new Given()
                .signal(6)
                .refused("keyctl", 1)
                .stderr("x: x.c:3: main: Assertion `n' failed.\n")
                .primary()
                .kind())
        .isEqualTo(Kind.SIGNALED);
  }

  @Test
  void anotherUserIsNamedByItsNumber() {
    assertThat(
            new Given().user(2000).exit(1).failed("openat", "EACCES", "/etc/x").primary().summary())
        .contains("runs as user 2000")
        .doesNotContain("appuser");
  }

  static Stream<Arguments> destinations() {
    return Stream.of(
        arguments("93.184.216.34:443", true),
        arguments("[2606:2800:220:1::1]:443", true),
        arguments("192.0.2.53:53", true),
        arguments("127.0.0.1:8080", false),
        arguments("[::1]:8080", false),
        arguments("[::ffff:127.0.0.1]:80", false),
        arguments("0.0.0.0:80", false),
        arguments("/run/docker.sock", false),
        arguments("@abstract", false));
  }

  @ParameterizedTest
  @MethodSource("destinations")
  void onlyDestinationsOutsideAreIsolation(String destination, boolean isolated) {
    assertThat(
            new Given().exit(1).failed("connect", "ENETUNREACH", destination).primary().kind()
                == Kind.NETWORK_ISOLATED)
        .isEqualTo(isolated);
  }

  @Test
  void refusedConnectionOnLoopbackIsTheProgramsOwnAffair() {
    assertThat(
            new Given()
                .exit(1)
                .failed("connect", "ECONNREFUSED", "127.0.0.1:5432")
                .failed("connect", "ENETUNREACH", "8.8.8.8:80")
                .stderr(
                    Given.traceback(
                        "c()", "ConnectionRefusedError: [Errno 111] Connection refused"))
                .primary()
                .kind())
        .isEqualTo(Kind.PROGRAM_ERROR);
  }

  @Test
  void nameLookupReadsAsOne() {
    Diagnosis lookup =
        new Given()
            .exit(6)
            .failed("connect", "ENETUNREACH", "192.0.2.53:53")
            .stderr("curl: (6) Could not resolve host: example.com\n")
            .primary();
    assertThat(lookup.summary()).startsWith("A name lookup (of example.com, as the program says)");
    assertThat(lookup.details())
        .containsEntry("lookup", "true")
        .containsEntry("host", "example.com")
        .containsEntry("policy", "none");
  }

  @Test
  void nameLookupOfPythonIsConfirmed() {
    assertThat(
            new Given()
                .exit(1)
                .failed("sendto", "ENETUNREACH", "192.0.2.53:53")
                .stderr(
                    Given.traceback(
                        "urlopen('https://example.com')",
                        "urllib.error.URLError: <urlopen error [Errno -3] Temporary failure in"
                            + " name resolution>"))
                .primary()
                .kind())
        .isEqualTo(Kind.NETWORK_ISOLATED);
  }
}
