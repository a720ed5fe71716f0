package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.sandbox.Isolation;
import dev.cofferdam.sandbox.Limits;
import dev.cofferdam.sandbox.RuntimeName;
import dev.cofferdam.sandbox.RuntimeRequest;
import dev.cofferdam.sandbox.SandboxSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class DefaultsTest {
  private final Map<String, String> variables = new HashMap<>();

  @TempDir Path folder;
  private Path ofAll = Path.of("/");
  private Path own = Path.of("/");

  @BeforeEach
  void name() {
    ofAll = folder.resolve("all");
    own = folder.resolve("own");
  }

  private Defaults read() {
    return Defaults.read(ofAll, Optional.of(own), name -> Optional.ofNullable(variables.get(name)));
  }

  private Limits limits(String... flags) {
    return Words.spec(read(), flags).limits();
  }

  @Test
  void withoutFilesAndVariablesItIsTheContract() {
    SandboxSpec spec = Words.spec(read());
    assertThat(spec).isEqualTo(SandboxSpec.of(spec.program()));
  }

  @Test
  void theFlagComesBeforeTheVariableBeforeTheOwnFileBeforeThatOfAll() throws IOException {
    Files.writeString(ofAll, "memory = 16m\n");
    assertThat(limits().memoryBytes()).isEqualTo(16L << 20);
    Files.writeString(own, "memory=32m\n");
    assertThat(limits().memoryBytes()).isEqualTo(32L << 20);
    variables.put("COFFERDAM_MEMORY", "64m");
    assertThat(limits().memoryBytes()).isEqualTo(64L << 20);
    assertThat(limits("-m", "256m").memoryBytes()).isEqualTo(256L << 20);
  }

  @Test
  void filesHaveCommentsAndWindowsEnds() throws IOException {
    Files.writeString(own, "# mine\r\n\r\n  pids-limit =  7 \r\n#cpus = x\ntimeout = 2m");
    assertThat(limits().pids()).isEqualTo(7);
    assertThat(limits().wall()).hasMinutes(2);
    assertThat(limits().milliCpus()).isEqualTo(Limits.DEFAULT.milliCpus());
  }

  @Test
  void aSwitchIsTrueOrFalse() throws IOException {
    Files.writeString(own, "init = true\n");
    assertThat(Words.spec(read()).supervised()).isTrue();
    assertThat(Words.spec(read(), "--init").supervised()).isTrue();
    assertThat(Words.spec(read(), "--init=false").supervised()).isFalse();
    Files.writeString(own, "init = false\n");
    assertThat(Words.spec(read()).supervised()).isFalse();
    assertThat(Words.spec(read(), "--init").supervised()).isTrue();
  }

  @Test
  void everyKeyIsAFlagOfRun() {
    var line = new CommandLine(new RunCommand(Words.silent()));
    for (String key : Defaults.KEYS) {
      assertThat(line.getCommandSpec().findOption("--" + key)).as(key).isNotNull();
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          memroy = 1g          | unknown key 'memroy'
          volume = /a:/b       | unknown key 'volume'
          COFFERDAM_MEMORY=1g  | unknown key 'COFFERDAM_MEMORY'
          memory               | no value
          memory =             | no value
          memory = lots        | --memory: cannot read 'lots'
          memory = 64m # mine  | --memory: cannot read '64m # mine'
          memory = 1k          | memory limit below 6m
          cpus = 0             | CPU limit must be at least 0.01
          init = perhaps       | init: cannot read 'perhaps'
          user = 0             | user 0 is refused
          network = host       | --network host does not exist
          runtime = docker     | unknown runtime: 'docker'
          min-isolation = much | unknown isolation: 'much'
          workdir = tmp        | the working directory must be an absolute path
          """)
  void aMistakeIsToldWithItsPlace(String line, String message) throws IOException {
    Files.writeString(own, "# first\n" + line + "\n");
    // Whether it would be used or not.
    Words.Answer answer = Words.say(this::read, "run", "-m", "64m", "--", "true");
    assertThat(answer.status()).isEqualTo(125);
    assertThat(answer.err())
        .startsWith("cofferdam: " + own + ", line 2: ")
        .contains(message)
        .hasLineCount(2);
    assertThat(Words.say(this::read, "run", "--json", "--", "true").out())
        .contains("\"error\":{\"code\":", own + ", line 2: ");
    assertThat(Words.say(this::read, "run", "--help").status()).isZero();
    assertThat(Words.say(this::read, "version").status()).isZero();
  }

  @Test
  void aVariableIsNamedAsThePlace() {
    variables.put("COFFERDAM_MIN_ISOLATION", "much");
    assertThatExceptionOfType(CofferdamException.class)
        .isThrownBy(this::read)
        .withMessage("COFFERDAM_MIN_ISOLATION: unknown isolation: 'much'");
  }

  @Test
  void otherVariablesOfOursAreNoDefaults() {
    variables.put("COFFERDAM_RUNTIME_DIR", "/nowhere");
    variables.put("COFFERDAM_STATE_DIR", "/nowhere");
    variables.put("COFFERDAM_RUNC", "/nowhere/runc");
    variables.put("COFFERDAM_RUNSC", "/nowhere/runsc");
    variables.put("COFFERDAM_MEMORY", "");
    SandboxSpec spec = Words.spec(read());
    assertThat(spec).isEqualTo(SandboxSpec.of(spec.program()));
  }

  @Test
  void aRuntimeMustSatisfyWhatWasConfigured() throws IOException {
    Files.writeString(ofAll, "\nmin-isolation = kernel\n");
    assertThat(Words.spec(read()).runtime())
        .isEqualTo(new RuntimeRequest.AtLeast(Isolation.KERNEL));
    assertThat(Words.spec(read(), "--runtime", "runsc").runtime())
        .isEqualTo(new RuntimeRequest.Named(RuntimeName.RUNSC));
    assertThatExceptionOfType(CofferdamException.class)
        .isThrownBy(() -> Words.spec(read(), "--runtime", "runc"))
        .withMessage(
            "--runtime runc isolates by process, min-isolation (%s, line 2) asks for kernel"
                .formatted(ofAll));
    assertThat(Words.spec(read(), "--runtime", "runc", "--min-isolation", "process").runtime())
        .isEqualTo(new RuntimeRequest.Named(RuntimeName.RUNC));
    variables.put("COFFERDAM_RUNTIME", "runc");
    assertThatExceptionOfType(CofferdamException.class)
        .isThrownBy(() -> Words.spec(read(), "--min-isolation", "vm"))
        .withMessage(
            "runtime (COFFERDAM_RUNTIME) runc isolates by process, --min-isolation asks for vm");
    assertThat(Words.spec(read(), "--min-isolation", "vm", "--runtime", "auto").runtime())
        .isEqualTo(new RuntimeRequest.AtLeast(Isolation.VM));
  }

  @Test
  void aFileThatOthersMayWriteIsRefused() throws IOException {
    for (Path file : new Path[] {ofAll, own}) {
      Files.writeString(file, "memory = 64m\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--rw-"));
      assertThatExceptionOfType(CofferdamException.class)
          .isThrownBy(this::read)
          .withMessage(file + " may be written by everybody");
      Files.delete(file);
    }
    Files.createDirectory(own);
    assertThatExceptionOfType(CofferdamException.class)
        .isThrownBy(this::read)
        .withMessage(own + " is not a regular file");
  }

  @Test
  void aFileOfSomebodyElseIsRefused() throws IOException {
    Files.writeString(own, "memory = 64m\n");
    Assumptions.assumeTrue(Files.getAttribute(own, "unix:uid").equals(0), "takes root");
    Files.setAttribute(own, "unix:uid", 65_534);
    assertThatExceptionOfType(CofferdamException.class)
        .isThrownBy(this::read)
        .withMessage(own + " belongs to another user");
  }

  @Test
  void theUsersFileLiesWhereXdgSays() throws IOException {
    Files.createDirectories(folder.resolve("x/cofferdam"));
    Files.writeString(folder.resolve("x/cofferdam/config"), "memory = 1k\n");
    for (String name : new String[] {"XDG_CONFIG_HOME", "HOME"}) {
      var environment = Map.of(name, folder.resolve("x").toString());
      if (name.equals("HOME")) {
        Files.createDirectories(folder.resolve("x/.config"));
        Files.move(folder.resolve("x/cofferdam"), folder.resolve("x/.config/cofferdam"));
      }
      assertThatExceptionOfType(CofferdamException.class)
          .isThrownBy(() -> Defaults.ofCaller(asked -> Optional.ofNullable(environment.get(asked))))
          .withMessageContaining("cofferdam/config, line 1: memory limit below 6m");
    }
  }
}
