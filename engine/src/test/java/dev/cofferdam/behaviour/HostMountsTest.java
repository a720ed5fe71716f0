package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.run.Result;
import dev.cofferdam.sandbox.MountSpec;
import dev.cofferdam.sandbox.MountSpec.Mode;
import dev.cofferdam.sandbox.Program;
import dev.cofferdam.sandbox.SandboxSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// An earlier run may have left any link in a mount: what the engine, which is root, then does
/// below it stays below it.
@ParameterizedClass
@MethodSource("dev.cofferdam.behaviour.RuntimeUnderTest#all")
class HostMountsTest {
  private static final SandboxSpec SCRIPT = Harness.pythonSpec("print(1)");

  @TempDir private Path temporary = Path.of("/");

  private final Harness harness;
  private Path data = temporary;
  private Path models = temporary;
  private Path victim = temporary;

  HostMountsTest(RuntimeUnderTest runtime) {
    this.harness = Harness.on(runtime);
  }

  @BeforeEach
  void makeDirectories() throws IOException {
    temporary = temporary.toRealPath();
    data = Files.createDirectory(temporary.resolve("data"));
    models = Files.createDirectory(temporary.resolve("models"));
    victim = Files.createDirectory(temporary.resolve("victim"));
  }

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void aScriptIsNotWrittenThroughWhatAMountHoldsAtItsPath() throws Exception {
    Path crontab = victim.resolve("crontab");
    Files.createSymbolicLink(data.resolve("main.py"), crontab);
    for (Mode mode : Mode.values()) {
      CofferdamException refused = refused(SCRIPT, new MountSpec(data, "/workspace", mode));
      assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
      assertThat(refused.reason()).contains("/workspace/main.py");
    }
    assertThat(crontab).doesNotExist();
  }

  @Test
  void theUsersOwnScriptIsNeitherRewrittenNorMadeExecutable() throws Exception {
    Path own = Files.writeString(data.resolve("main.py"), "print('mine')");
    Object mode = Files.getAttribute(own, "unix:mode");
    refused(SCRIPT, new MountSpec(data, "/workspace", Mode.RW));
    refused(SCRIPT, new MountSpec(own, "/workspace/main.py", Mode.RW));
    assertThat(Files.readString(own)).isEqualTo("print('mine')");
    assertThat(Files.getAttribute(own, "unix:mode")).isEqualTo(mode);
  }

  @Test
  void aScriptReadsAndWritesAMountBesideIt() throws Exception {
    Files.writeString(data.resolve("in"), "given");
    Result result =
        harness.run(
            Harness.pythonSpec(
                    "import os",
                    "print(open('/workspace/data/in').read())",
                    "open('/workspace/data/out', 'w').write('made')",
                    "print(os.path.exists('/workspace/main.py'), oct(os.stat(__file__).st_mode))",
                    "open('/workspace/beside', 'w')")
                .withMounts(List.of(new MountSpec(data, "/workspace/data", Mode.RW))));
    assertThat(result.stdout().toText()).isEqualTo("given\nTrue 0o100755\n");
    assertThat(result.ending().exitCode()).isZero();
    assertThat(data.resolve("out")).hasContent("made");
  }

  @Test
  void aCommandRunsWhatIsMountedAtTheWorkspace() throws Exception {
    Files.writeString(data.resolve("x.py"), "print('mine')");
    Result result =
        harness.run(
            SandboxSpec.of(new Program.Command(List.of("python3", "x.py")))
                .withMounts(List.of(new MountSpec(data, "/workspace", Mode.RO))));
    assertThat(result.stdout().toText()).isEqualTo("mine\n");
  }

  @Test
  void noDirectoryIsMadeWhereALinkInAMountLeads() throws Exception {
    Files.createSymbolicLink(data.resolve("cache"), victim);
    CofferdamException refused = refusedBelow("/data/cache/models");
    assertThat(refused.reason()).contains("/data/cache", "link");
    assertThat(victim).isEmptyDirectory();
  }

  @Test
  void nothingIsMountedWhereALinkInAMountLeads() throws Exception {
    Files.createDirectory(victim.resolve("models"));
    Files.createSymbolicLink(data.resolve("cache"), victim);
    Files.createSymbolicLink(data.resolve("last"), victim.resolve("models"));
    refusedBelow("/data/cache/models");
    refusedBelow("/data/last");
  }

  @Test
  void aLinkOfTheImageDoesNotLeadToTheHostEither() {
    String name = "cofferdam-test-" + ProcessHandle.current().pid();
    CofferdamException refused =
        refused(SCRIPT, new MountSpec(models, "/var/run/" + name, Mode.RO));
    assertThat(refused.reason()).contains("/var/run", "link");
    assertThat(Path.of("/run", name)).doesNotExist();
  }

  @Test
  void aMissingMountPointInsideAnotherMountIsForTheUserToMake() throws Exception {
    CofferdamException refused = refusedBelow("/data/cache/models");
    assertThat(refused.remedy()).contains("mkdir -p " + data.resolve("cache/models"));
    assertThat(data).isEmptyDirectory();
    Files.createDirectories(data.resolve("cache/models"));
    Files.writeString(models.resolve("m"), "model");
    Result result =
        harness.run(
            SandboxSpec.of(new Program.Command(List.of("cat", "/data/cache/models/m")))
                .withMounts(
                    List.of(
                        new MountSpec(models, "/data/cache/models", Mode.RO),
                        new MountSpec(data, "/data", Mode.RW))));
    assertThat(result.stdout().toText()).isEqualTo("model");
  }

  @Test
  void aFileIsNotMountedOverADirectoryNorADirectoryOverAFile() throws Exception {
    Path file = Files.writeString(data.resolve("file"), "x");
    refused(SCRIPT, new MountSpec(file, "/tmp", Mode.RO));
    CofferdamException refused =
        refused(
            SCRIPT,
            new MountSpec(data, "/data", Mode.RO),
            new MountSpec(models, "/data/file", Mode.RO));
    assertThat(refused.reason()).contains("/data/file");
    CofferdamException below =
        refused(
            SCRIPT,
            new MountSpec(data, "/data", Mode.RO),
            new MountSpec(models, "/data/file/x", Mode.RO));
    assertThat(below.reason()).contains("/data/file");
  }

  private CofferdamException refusedBelow(String destination) {
    return refused(
        SCRIPT, new MountSpec(data, "/data", Mode.RW), new MountSpec(models, destination, Mode.RO));
  }

  private CofferdamException refused(SandboxSpec spec, MountSpec... mounts) {
    CofferdamException refused =
        catchThrowableOfType(
            CofferdamException.class, () -> harness.run(spec.withMounts(List.of(mounts))));
    assertThat(refused).isNotNull();
    assertThat(refused.reason()).doesNotContain("\n");
    assertThat(refused.remedy()).isNotBlank();
    return refused;
  }
}
