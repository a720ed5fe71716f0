package dev.cofferdam.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.cofferdam.diagnosis.BlockedCall;
import dev.cofferdam.diagnosis.Diagnosis;
import dev.cofferdam.diagnosis.Diagnosis.Confidence;
import dev.cofferdam.diagnosis.Ending;
import dev.cofferdam.diagnosis.Evidence;
import dev.cofferdam.diagnosis.Kind;
import dev.cofferdam.diagnosis.Note;
import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.sandbox.Bytes;
import dev.cofferdam.sandbox.IoLimits;
import dev.cofferdam.sandbox.Limits;
import dev.cofferdam.sandbox.RuntimeName;
import dev.cofferdam.sandbox.SandboxId;
import io.avaje.json.JsonIoException;
import io.avaje.json.mapper.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What `--json` prints, against the published schema.
class ResultJsonTest {
  private static final Schema SCHEMA = schema();

  private static Schema schema() {
    // Surefire runs in the module's own directory.
    Path file = Path.of("..", "docs", "result.schema.json");
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Files.readString(file), InputFormat.JSON);
    } catch (IOException missing) {
      throw new AssertionError(missing);
    }
  }

  private static Result plain(Bytes stdout, Ending ending) {
    return new Result(
        SandboxId.random(),
        Optional.empty(),
        RuntimeName.RUNC,
        new Result.Isolated(
            "process", true, "asked for with --runtime runc", Optional.of("uname inside says so")),
        "host",
        ending,
        stdout,
        Bytes.EMPTY,
        false,
        false,
        new Result.LimitsReport(Limits.DEFAULT, "v1", Map.of(), "off", Optional.empty(), "loop"),
        new Result.Usage(31, 20, 9 << 20, OptionalLong.empty(), 4096),
        List.of(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  private static Result rich() {
    var diagnosis =
        new Diagnosis(
            Kind.MEMORY_EXHAUSTED,
            Confidence.HIGH,
            "killed",
            Map.of("limitBytes", "1", "a", "2"),
            "-m 256m",
            List.of(
                new Evidence.Counter("memory.oom_control:oom_kill", 1, OptionalLong.empty()),
                new Evidence.Counter("memory.peak", 5, OptionalLong.of(5)),
                new Evidence.FailedCall("openat", "EROFS", Optional.of("/x"), "sh", 2),
                new Evidence.FailedCall("mount", "EPERM", Optional.empty(), "sh", 2),
                new Evidence.Exit(137, OptionalInt.of(9)),
                new Evidence.Exit(1, OptionalInt.empty()),
                new Evidence.Text("a\u001B[31m")));
    Limits limits = Limits.DEFAULT;
    return new Result(
        SandboxId.random(),
        Optional.of("build-42"),
        RuntimeName.MICROVM,
        new Result.Isolated("vm", false, "hardware KVM", Optional.empty()),
        "python:3.13",
        new Ending(137, OptionalInt.of(9), Ending.By.OOM),
        Bytes.of("grüße \u0000\u001B\"\\\u2028 🙂\n"),
        Bytes.of(new byte[] {(byte) 0xFF, 'x', (byte) 0xC3}),
        true,
        false,
        new Result.LimitsReport(
            new Limits(
                limits.memoryBytes(),
                limits.milliCpus(),
                limits.pids(),
                limits.diskBytes(),
                limits.shmBytes(),
                limits.wall(),
                limits.outputBytes(),
                new IoLimits(
                    OptionalLong.of(1),
                    OptionalLong.empty(),
                    OptionalLong.of(2),
                    OptionalLong.empty(),
                    true)),
            "v2",
            Map.of("memory.max", "134217728", "pids.max", "64"),
            "partial",
            Optional.of("cgroup v1 limits no buffered writes"),
            "tmpfs"),
        new Result.Usage(31, 20, 9 << 20, OptionalLong.of(3), 4096),
        List.of(new BlockedCall("mount", 165, "x86_64", "sh\u0007", 4711, 1 << 20, true, false)),
        Optional.of(diagnosis),
        List.of(diagnosis),
        List.of(new Note(Note.CPU_THROTTLED, "held back")));
  }

  private static Ending exit(int code) {
    return new Ending(code, OptionalInt.empty(), Ending.By.PROGRAM);
  }

  private static void assertValid(String json) {
    assertThat(SCHEMA.validate(json, InputFormat.JSON)).isEmpty();
  }

  private static Map<String, Object> read(String json) {
    return JsonMapper.builder().build().fromJsonObject(json);
  }

  @Test
  void plainResultHasEveryMember() {
    String json = ResultJson.of(plain(Bytes.of("hello\n"), exit(0)));
    assertValid(json);
    assertThat(json).doesNotContain("\n");
    assertThat(read(json))
        .containsEntry("stdout", "hello\n")
        .containsEntry("name", null)
        .containsEntry("signal", null)
        .containsEntry("diagnosis", null)
        .containsEntry("stdoutBase64", null)
        .containsEntry("endedBy", "program")
        .containsEntry("notes", List.of());
  }

  @Test
  void richResultIsValidAndExact() {
    String json = ResultJson.of(rich());
    assertValid(json);
    assertThat(read(json))
        .containsEntry("stdout", "grüße \u0000\u001B\"\\\u2028 🙂\n")
        .containsEntry("stdoutBase64", null)
        .containsEntry("stderr", "\uFFFDx\uFFFD")
        .containsEntry(
            "stderrBase64", Base64.getEncoder().encodeToString(new byte[] {-1, 'x', (byte) 0xC3}))
        .containsEntry("signal", "SIGKILL")
        .containsEntry("endedBy", "oom")
        .containsEntry("truncated", Map.of("stdout", true, "stderr", false));
    assertThat(json)
        .contains("\"details\":{\"a\":\"2\",\"limitBytes\":\"1\"}")
        .contains("\"process\":\"sh\\\\x07\"");
  }

  @ParameterizedTest
  @EnumSource(Ending.By.class)
  void everyEndingIsValid(Ending.By by) {
    assertValid(ResultJson.of(plain(Bytes.EMPTY, new Ending(124, OptionalInt.of(34), by))));
  }

  @ParameterizedTest
  @EnumSource(RuntimeName.class)
  void everyRuntimeAndLevelIsInTheSchema(RuntimeName runtime) {
    assertValid(
        ResultJson.of(plain(Bytes.EMPTY, exit(0)))
            .replace("\"runtime\":\"runc\"", "\"runtime\":\"" + runtime.label() + "\"")
            .replace("\"level\":\"process\"", "\"level\":\"" + runtime.isolation().label() + "\""));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyKindIsInTheSchema(Kind kind) {
    assertValid(ResultJson.of(rich()).replace("\"MEMORY_EXHAUSTED\"", "\"" + kind.name() + "\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"schemaVersion\":1=>\"schemaVersion\":2",
        "\"exitCode\":137,=>",
        "\"exitCode\":137=>\"exitCode\":\"137\"",
        "\"endedBy\":\"oom\"=>\"endedBy\":\"magic\"",
        "\"image\":=>\"surprise\":1,\"image\":",
        "\"kind\":\"MEMORY_EXHAUSTED\"=>\"kind\":\"WEATHER\"",
        "\"source\":\"counter\"=>\"source\":\"rumour\"",
        "\"source\":\"text\"=>\"source\":\"syscall\"",
        "\"pidsPeak\":3=>\"pidsPeak\":-3",
        "\"memory.max\":\"134217728\"=>\"memory.max\":134217728"
      })
  void schemaRefusesABrokenObject(String change) {
    String[] parts = change.split("=>", -1);
    String json = ResultJson.of(rich());
    assertThat(json).contains(parts[0]);
    assertThat(SCHEMA.validate(json.replace(parts[0], parts[1]), InputFormat.JSON)).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void everyErrorIsValid(ErrorCode code) {
    String json = ErrorJson.of(new CofferdamException(code, "no \"such\" thing", ""));
    assertValid(json);
    assertThat(json)
        .isEqualTo(
            "{\"schemaVersion\":1,\"error\":{\"code\":\""
                + code
                + "\",\"message\":\"no \\\"such\\\" thing\",\"remedy\":\"\"}}");
    assertThat(SCHEMA.validate(json.replace(code.name(), "WEATHER"), InputFormat.JSON))
        .isNotEmpty();
  }

  @Test
  void largeOutputComesThroughWhole() {
    // Looked for as text: the reader of our own JSON library refuses strings of this length.
    assertThat(
            ResultJson.of(plain(Bytes.of("ü\n".repeat(3 << 20)), exit(0)))
                .contains("\"stdout\":\"" + "ü\\n".repeat(3 << 20) + "\",\"stdoutBase64\":null"))
        .isTrue();
    byte[] binary = new byte[10 << 20];
    binary[5] = (byte) 0x80;
    assertThat(
            ResultJson.of(plain(Bytes.of(binary), exit(0)))
                .contains(
                    "\"stdoutBase64\":\"" + Base64.getEncoder().encodeToString(binary) + "\""))
        .isTrue();
  }

  @Test
  void leavesTheStreamOpen() throws IOException {
    var closed = new boolean[1];
    var out =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    ResultJson.write(plain(Bytes.EMPTY, exit(0)), out);
    out.write('\n');
    assertThat(closed[0]).isFalse();
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("{").endsWith("}\n");
  }

  @Test
  void saysThatTheStreamFailed() {
    var broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("gone");
          }
        };
    Result result = plain(Bytes.EMPTY, exit(0));
    assertThatThrownBy(() -> ResultJson.write(result, broken)).isInstanceOf(JsonIoException.class);
  }
}
