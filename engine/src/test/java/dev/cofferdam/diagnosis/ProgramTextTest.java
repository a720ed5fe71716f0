package dev.cofferdam.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cofferdam.diagnosis.Diagnosis.Confidence;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the program's own text may and may not bring about.
class ProgramTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "OSError: [Errno 30] Read-only file system: '/data/x'",
        "PermissionError: [Errno 13] Permission denied: '/data/x'",
        "PermissionError: [Errno 1] Operation not permitted",
        "OSError: [Errno 28] No space left on device",
        "OSError: [Errno 101] Network is unreachable",
        "socket.gaierror: [Errno -3] Temporary failure in name resolution",
        "BlockingIOError: [Errno 11] Resource temporarily unavailable",
        "MemoryError",
        "Killed",
        "Bad system call (core dumped)",
        "MEMORY_EXHAUSTED",
        "Error: EROFS: read-only file system, open '/data/x'",
        "/workspace/x.sh: 3: frob: not found"
      })
  void printedMessageAloneIsNotBelieved(String line) {
    for (String text : new String[] {line + "\n", Given.traceback("f()", line)}) {
      Findings findings = new Given().exit(1).stderr(text).findings();
      assertThat(findings.primary()).map(Diagnosis::kind).contains(Kind.PROGRAM_ERROR);
      assertThat(findings.primary()).map(Diagnosis::confidence).contains(Confidence.LOW);
      assertThat(findings.contributing()).isEmpty();
    }
  }

  static Stream<Arguments> otherErrors() {
    return Stream.of(
        arguments(Given.traceback("int('x')", "ValueError: invalid literal for int()")),
        arguments(Given.traceback("assert False", "AssertionError")),
        arguments(
            Given.traceback(
                "open('in.csv')",
                "FileNotFoundError: [Errno 2] No such file or directory: 'in.csv'")),
        arguments(
            Given.traceback(
                "open('/elsewhere')", "OSError: [Errno 30] Read-only file system: '/elsewhere'")),
        arguments("cat: /workspace/in.csv: No such file or directory\n"),
        arguments("giving up\n"),
        arguments("3 of 10 tests failed\n"),
        arguments("  File \"x.py\", line 1\n    (\n    ^\nSyntaxError: '(' was never closed\n"),
        arguments(
            """
            /workspace/x.js:1
            null.x
                 ^

            TypeError: Cannot read properties of null (reading 'x')
                at Object.<anonymous> (/workspace/x.js:1:6)
                at node:internal/main/run_main_module:23:47

            Node.js v18.19.0
            """),
        arguments(
            "Exception in thread \"main\" java.lang.IllegalStateException: no\n\tat A.main(A.java:3)\n"));
  }

  @ParameterizedTest
  @MethodSource("otherErrors")
  void otherErrorPutsARecordedFailureAside(String stderr) {
    Findings findings =
        new Given().exit(1).failed("openat", "EROFS", "/opt/app.log").stderr(stderr).findings();
    assertThat(findings.primary()).map(Diagnosis::kind).contains(Kind.PROGRAM_ERROR);
    assertThat(findings.contributing())
        .extracting(Diagnosis::kind)
        .containsExactly(Kind.READ_ONLY_FILESYSTEM);
    assertThat(findings.contributing())
        .extracting(Diagnosis::confidence)
        .containsExactly(Confidence.LOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sqlite3.OperationalError: unable to open database file\n",
        "subprocess.CalledProcessError: Command '['touch']' returned non-zero exit status 1.\n",
        "warning: Read-only file system\n3 of 10 tests failed\n"
      })
  void wordsThatMayHideAFailureLeaveItOpen(String stderr) {
    Diagnosis open =
        new Given().exit(1).failed("openat", "EROFS", "/opt/db").stderr(stderr).primary();
    assertThat(open.kind()).isEqualTo(Kind.READ_ONLY_FILESYSTEM);
    assertThat(open.confidence()).isEqualTo(Confidence.LOW);
    assertThat(open.summary()).contains("on the way");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "cp: cannot create regular file '/opt/db': Read-only file system\n",
        "panic: open /opt/db: read-only file system\n",
        "error: cannot write /opt/db\n",
        """
        Exception in thread "main" a.B: no
        \tat A.m(A.java:3)
        Caused by: java.io.FileNotFoundException: /opt/db (Read-only file system)
        \tat A.m(A.java:4)
        """,
        """
        Traceback (most recent call last):
          File "x.py"
        ValueError: no
        touch: cannot touch '/opt/db': Read-only file system
        """
      })
  void silenceAndWordsThatTellOfItMakeAFailureCertain(String stderr) {
    Diagnosis certain =
        new Given().exit(1).failed("openat", "EROFS", "/opt/db").stderr(stderr).primary();
    assertThat(certain.kind()).isEqualTo(Kind.READ_ONLY_FILESYSTEM);
    assertThat(certain.confidence()).isEqualTo(Confidence.HIGH);
  }

  static Stream<Arguments> modules() {
    return Stream.of(
        arguments(
            Given.traceback("import a", "ModuleNotFoundError: No module named 'yaml'"), "yaml"),
        arguments("ModuleNotFoundError: No module named 'google.cloud'\n", "google.cloud"),
        arguments(
            """
            node:internal/modules/cjs/loader:1080
              throw err;
              ^

            Error: Cannot find module 'left-pad'
            Require stack:
            - /workspace/x.js
                at Module._resolveFilename (node:internal/modules/cjs/loader:1077:15)
                at node:internal/main/run_main_module:23:47 {
              code: 'MODULE_NOT_FOUND',
              requireStack: [ '/workspace/x.js' ]
            }

            Node.js v18.19.0
            """,
            "left-pad"),
        arguments(
            """
            Error [ERR_MODULE_NOT_FOUND]: Cannot find package '@a/b' imported from /workspace/x.mjs
                at new NodeError (node:internal/errors:405:5) {
              code: 'ERR_MODULE_NOT_FOUND'
            }

            Node.js v18.19.0
            """,
            "@a/b"));
  }

  @ParameterizedTest
  @MethodSource("modules")
  void interpreterNamesTheMissingModule(String stderr, String module) {
    Diagnosis missing = new Given().exit(1).stderr(stderr).primary();
    assertThat(missing.kind()).isEqualTo(Kind.MODULE_MISSING);
    assertThat(missing.confidence()).isEqualTo(Confidence.LOW);
    assertThat(missing.details()).containsEntry("module", module);
    assertThat(missing.mitigation()).contains("-v ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ModuleNotFoundError: No module named 'x; rm -rf ~'",
        "ModuleNotFoundError: No module named '--index-url=evil'",
        "Error: Cannot find module '$(reboot)'"
      })
  void nameThatAShellWouldObeyIsNoModule(String line) {
    Diagnosis error = new Given().exit(1).stderr(line + "\n").primary();
    assertThat(error.kind()).isEqualTo(Kind.PROGRAM_ERROR);
    assertThat(error.mitigation()).doesNotContain("rm -rf").doesNotContain("evil");
  }

  @Test
  void moduleMustBeTheLastWord() {
    assertThat(
            new Given()
                .exit(1)
                .stderr("ModuleNotFoundError: No module named 'x'\ntrying without\nno luck\n")
                .primary()
                .kind())
        .isEqualTo(Kind.PROGRAM_ERROR);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sh: 1: frob: not found",
        "bash: line 1: frob: command not found",
        "/workspace/x.sh: line 7: frob: command not found",
        "zsh:1: command not found: frob",
        "/usr/bin/env: ‘frob’: No such file or directory",
        "env: 'frob': No such file or directory"
      })
  void shellNamesTheMissingCommand(String line) {
    Diagnosis missing = new Given().exit(127).stderr(line + "\n").primary();
    assertThat(missing.kind()).isEqualTo(Kind.COMMAND_NOT_FOUND);
    assertThat(missing.confidence()).isEqualTo(Confidence.LOW);
    assertThat(missing.details()).containsEntry("command", "frob");
  }

  @Test
  void coloursOfATerminalAreReadOver() {
    assertThat(
            new Given()
                .exit(1)
                .stderr("\u001B[1;35mModuleNotFoundError\u001B[0m: No module named 'x'\r\n")
                .primary()
                .kind())
        .isEqualTo(Kind.MODULE_MISSING);
  }

  @Test
  void hostileTextComesOutPrintable() {
    String hostile = "a\u001B]0;owned\u0007\u202Eb\rc\u0000";
    Findings findings =
        new Given()
            .exit(1)
            .mount("/srv", "/data", "ro")
            .failed("openat", "EROFS", "/data/" + hostile)
            .refused("mount" + hostile, 1)
            .stderr("boom " + hostile + "\n")
            .findings();
    assertThat(findings.primary()).isPresent();
    assertThat(findings.toString()).doesNotContainPattern("[\\p{Cc}\\u202E]");
    assertThat(findings.toString()).contains("\\x1b]0;owned\\x07<U+202e>b");
    Findings alone = new Given().exit(1).stderr("boom " + hostile).findings();
    assertThat(alone.toString()).doesNotContainPattern("[\\p{Cc}\\u202E]");
  }

  @Test
  void anyTextIsReadInBoundedTime() {
    var texts =
        Stream.of(
            "a".repeat(1 << 20),
            "\n".repeat(1 << 20),
            "Traceback (most recent call last):\n".repeat(20_000),
            "a.".repeat(1 << 19) + "!",
            "a: ".repeat(1 << 18),
            "'".repeat(1 << 18),
            "\u001B[".repeat(1 << 18),
            "host='".repeat(1 << 16),
            "Exception ignored in\nTraceback (most recent call last):\n".repeat(10_000),
            "a.".repeat(2000),
            "a.".repeat(2000) + "Error: x",
            "ModuleNotFoundError: No module named 'a" + "a.".repeat(2000) + "'",
            "Error: Cannot find module '" + "a/".repeat(2000) + "'",
            "x: ".repeat(1500) + " not found",
            "\uD800".repeat(1000));
    texts.forEach(text ->
        assertThatCode(() ->
                assertTimeoutPreemptively(
                    Duration.ofSeconds(5),
                    () ->
                        new Given()
                            .exit(127)
                            .failed("connect", "ENETUNREACH", "192.0.2.53:53")
                            .failed("openat", "EROFS", text)
                            .refused("mount", 1)
                            .stderr(text)
                            .findings()))
            .doesNotThrowAnyException());
  }
}
