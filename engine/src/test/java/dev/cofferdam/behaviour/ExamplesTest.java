package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.diagnosis.Diagnosis;
import dev.cofferdam.diagnosis.Diagnosis.Confidence;
import dev.cofferdam.diagnosis.Evidence;
import dev.cofferdam.diagnosis.Evidence.Source;
import dev.cofferdam.diagnosis.Kind;
import dev.cofferdam.diagnosis.Note;
import dev.cofferdam.run.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Each way to fail, told by its kind, by evidence of the right source and by the details that
/// matter; where a runtime rightly tells something else, its [Difference] stands beside.
@ParameterizedClass
@MethodSource("dev.cofferdam.behaviour.RuntimeUnderTest#withWasm")
class ExamplesTest {
  private static final Set<Source> RECORDED =
      EnumSet.of(Source.COUNTER, Source.SYSCALL, Source.ENGINE);

  private static final int NOBODY = 65_534;

  private final RuntimeUnderTest runtime;
  private final ExampleRuns runs;

  @TempDir Path data;

  ExamplesTest(RuntimeUnderTest runtime) {
    this.runtime = runtime;
    this.runs = new ExampleRuns(Harness.on(runtime));
  }

  @AfterEach
  void close() {
    runs.close();
  }

  @TestFactory
  Stream<DynamicTest> saysWhatHappened() throws IOException {
    Path theirs = Files.createFile(data.resolve("theirs.txt"));
    Files.setPosixFilePermissions(theirs, PosixFilePermissions.fromString("rw-r--r--"));
    Files.setAttribute(theirs, "unix:uid", NOBODY);
    Files.setAttribute(theirs, "unix:gid", NOBODY);
    return runs.each(complete(ends()));
  }

  @TestFactory
  Stream<DynamicTest> saysWhatTookTooLong() {
    return runs.alone(complete(tooLong()));
  }

  @Test
  void everyExampleHasItsPlaceHere() {
    assertThat(Stream.of(ends(), tooLong()).flatMap(table -> table.keySet().stream()))
        .extracting(Example::path)
        .containsExactlyInAnyOrderElementsOf(Example.programsIn(""));
  }

  private Map<Example, Consumer<Result>> ends() {
    var expected = new LinkedHashMap<Example, Consumer<Result>>();
    limits(expected);
    files(expected);
    programs(expected);
    return expected;
  }

  private Map<Example, Consumer<Result>> tooLong() {
    var expected = new LinkedHashMap<Example, Consumer<Result>>();
    expected.put(
        Example.of("timeout.py").timeout(2),
        failure(124, Kind.TIMEOUT, Source.COUNTER, "bound=wall", "limitMillis=2000")
            .andThen(
                result -> assertThat(counter(result, "cpu:milliseconds")).isBetween(1L, 1000L)));
    // So little CPU that a busy machine has it as well: it uses that up. Who only waits takes a
    // third of it to start.
    expected.put(
        Example.of("timeout_cpu.py").timeout(2).milliCpus(50),
        failure(124, Kind.TIMEOUT, Source.COUNTER, "bound=cpu", "limitMillis=2000")
            .andThen(result -> {
              assertThat(counter(result, "cpu:milliseconds")).isBetween(70L, 500L);
              assertThat(counter(result, "wall:milliseconds")).isGreaterThanOrEqualTo(2000L);
            }));
    expected.put(
        Example.of("cpu_throttled.py").milliCpus(100),
        result -> {
          isWell(result);
          // Its own second of work at a tenth of a CPU, which even a busy machine has to give.
          assertThat(result.usage().cpuMillis())
              .isGreaterThanOrEqualTo(runtime.differsBy(Difference.COARSE_CPU_TIME) ? 500L : 1000L);
          assertThat(result.usage().wallMillis())
              .isGreaterThanOrEqualTo(
                  runtime.differsBy(Difference.COARSE_CPU_TIME) ? 4000L : 8000L);
          assertThat(result.notes()).extracting(Note::code).containsExactly(Note.CPU_THROTTLED);
        });
    expected.put(
        Example.of("fork_bomb.py").memory(512).timeout(5),
        where(
            Difference.ONE_PROCESS,
            failure(124, Kind.TIMEOUT, Source.COUNTER, "limitMillis=5000")
                .andThen(contributes(Kind.UNSUPPORTED_BY_RUNTIME)),
            failure(124, Kind.PROCESS_LIMIT, Source.COUNTER, "limit=64")
                .andThen(
                    counted(
                        runtime.differsBy(Difference.PROCESS_COUNT)
                            ? "clone:EAGAIN"
                            : "pids.events"))
                .andThen(contributes(Kind.TIMEOUT))));
    return expected;
  }

  /// With what holds of each: that a runtime that lacks what it needs says so, and what the page
  /// promises of runc and runsc.
  private Map<Example, Consumer<Result>> complete(Map<Example, Consumer<Result>> expected) {
    expected.replaceAll((example, check) ->
        runtime.isWasm()
            ? WasmLacks.or(runtime, example, check)
            : check.andThen(result -> isOnThePage(example, result)));
    return expected;
  }

  /// What is expected where a runtime differs in this, and elsewhere.
  private Consumer<Result> where(
      Difference difference, Consumer<Result> here, Consumer<Result> elsewhere) {
    return runtime.differsBy(difference) ? here : elsewhere;
  }

  @Test
  void thePageListsExactlyThese() {
    assertThat(ExampleTable.rowsOf("").keySet()).containsExactlyElementsOf(Example.programsIn(""));
  }

  private void limits(Map<Example, Consumer<Result>> expected) {
    expected.put(
        Example.of("memory_bomb.py").memory(128),
        where(
                Difference.MEMORY_REFUSED,
                failure(1, Kind.MEMORY_EXHAUSTED, Source.ENGINE, "limitBytes=" + (128 << 20)),
                failure(
                        137,
                        Kind.MEMORY_EXHAUSTED,
                        Source.COUNTER,
                        "limitBytes=" + runtime.kernelMemory(128 << 20))
                    .andThen(counted("oom_kill")))
            .andThen(
                result -> assertThat(result.usage().memoryPeakBytes()).isGreaterThan(120L << 20)));
    expected.put(
        Example.of("memory_child.py").memory(128),
        failure(
                1,
                Kind.MEMORY_EXHAUSTED,
                Source.COUNTER,
                "limitBytes=" + runtime.kernelMemory(128 << 20))
            .andThen(counted("oom_kill")));
    expected.put(
        Example.of("disk_full.py").disk(16),
        failure(
                1,
                Kind.DISK_FULL,
                diskRecorder(),
                "resource=bytes",
                "limitBytes=16777216",
                "syscall=write",
                "errno=ENOSPC")
            .andThen(
                where(
                    Difference.ENGINE_COUNTS_DISK,
                    path("/workspace/large.bin"),
                    // write(2) has no path, and one that may be false is not told.
                    counted("statfs").andThen(path("")))));
    expected.put(
        Example.of("inodes_full.py").disk(16),
        failure(
                1,
                Kind.DISK_FULL,
                diskRecorder(),
                "resource=inodes",
                "limitBytes=16777216",
                "syscall=" + (runtime.differsBy(Difference.ENGINE_COUNTS_DISK) ? "open" : "openat"),
                "errno=ENOSPC")
            .andThen(path("/workspace/many/")));
    expected.put(
        Example.of("output_flood.py"),
        failure(137, Kind.OUTPUT_LIMIT, Source.COUNTER, "stream=stdout", "limitBytes=10485760")
            .andThen(result -> {
              assertThat(result.stdout().toArray()).hasSize(10 << 20);
              assertThat(result.notes())
                  .extracting(Note::code)
                  .containsExactly(Note.OUTPUT_TRUNCATED);
            }));
    expected.put(Example.of("memory_file.py").memory(64).disk(128), ExamplesTest::isSilent);
  }

  private void files(Map<Example, Consumer<Result>> expected) {
    Consumer<Result> readOnly =
        failure(
            1, Kind.READ_ONLY_FILESYSTEM, fileRecorder(), "mount=/data", "mode=ro", "errno=EROFS");
    expected.put(
        Example.of("readonly_new_file.py").mounting(data, "/data"),
        readOnly.andThen(path("/data/report.txt")).andThen(remedy(":/data:rw")));
    expected.put(
        Example.of("readonly_foreign_file.py").mounting(data, "/data"),
        where(
                Difference.READ_ONLY_FIRST,
                readOnly,
                failure(
                    1,
                    Kind.PERMISSION_DENIED,
                    Source.SYSCALL,
                    "mount=/data",
                    "mode=ro",
                    "errno=EACCES",
                    "syscall=openat"))
            .andThen(path("/data/theirs.txt"))
            .andThen(remedy(":/data:rw")));
    expected.put(
        Example.of("permission_denied.py"),
        failure(1, Kind.PERMISSION_DENIED, Source.SYSCALL, "errno=EACCES")
            .andThen(path("/usr/bin/"))
            .andThen(ExamplesTest::promisesNoMount));
    expected.put(
        Example.of("permission_passwd.py"),
        failure(1, Kind.PERMISSION_DENIED, Source.SYSCALL, "path=/etc/passwd", "errno=EACCES")
            .andThen(ExamplesTest::promisesNoMount));
  }

  private void programs(Map<Example, Consumer<Result>> expected) {
    for (String hello : List.of("hello.py", "hello.js", "hello.sh")) {
      expected.put(Example.of(hello), ExamplesTest::isSilent);
    }
    expected.put(
        Example.of("network.py"),
        failure(
            1,
            Kind.NETWORK_ISOLATED,
            fileRecorder(),
            "destination=192.0.2.1:80",
            "policy=none",
            "syscall=connect",
            "errno=ENETUNREACH"));
    expected.put(
        Example.of("network_name.py"),
        where(
            Difference.GUESTS_WORD,
            failure(
                1,
                Kind.NETWORK_ISOLATED,
                Source.GUEST,
                "destination=example.com:80",
                "lookup=true",
                "policy=none"),
            failure(
                1,
                Kind.NETWORK_ISOLATED,
                Source.SYSCALL,
                "destination=192.0.2.53:53",
                "policy=none")));
    expected.put(
        Example.of("blocked_syscall.py"),
        failure(1, Kind.SYSCALL_BLOCKED, Source.SYSCALL, "syscall=keyctl", "arch=x86_64")
            .andThen(result ->
                assertThat(result.blockedCalls())
                    .anyMatch(call -> call.name().equals("keyctl") && !call.probe())));
    expected.put(
        Example.of("module_missing.py"),
        failure(1, Kind.MODULE_MISSING, Source.TEXT, "module=numpy_not_there"));
    expected.put(
        Example.of("command_missing.sh"),
        failure(127, Kind.COMMAND_NOT_FOUND, Source.TEXT, "command=tool_not_there"));
    expected.put(
        Example.of("signaled.py"),
        failure(139, Kind.SIGNALED, Source.SYSCALL, "signal=SIGSEGV", "number=11"));
    expected.put(
        Example.of("program_error.py"),
        failure(1, Kind.PROGRAM_ERROR, Source.SYSCALL, "exception=KeyError")
            .andThen(said("KeyError")));
    expected.put(
        Example.of("exit_137.py"),
        failure(137, Kind.PROGRAM_ERROR, Source.SYSCALL, "exitCode=137"));
  }

  /// A failure with this cause, whose strongest evidence comes from this source.
  private static Consumer<Result> failure(
      int exitCode, Kind kind, Source source, String... details) {
    return result -> {
      Diagnosis diagnosis = result.diagnosis().orElseThrow();
      assertThat(diagnosis.kind()).isEqualTo(kind);
      assertThat(result.ending().exitCode()).isEqualTo(exitCode);
      assertThat(diagnosis.evidence().getFirst().source()).isEqualTo(source);
      boolean itsWord = kind == Kind.MEMORY_EXHAUSTED && source == Source.ENGINE;
      boolean certain = kind != Kind.PROGRAM_ERROR && RECORDED.contains(source) && !itsWord;
      assertThat(diagnosis.confidence()).isEqualTo(certain ? Confidence.HIGH : Confidence.LOW);
      assertThat(diagnosis.details().entrySet().stream().map(Object::toString)).contains(details);
      assertThat(diagnosis.mitigation()).isNotBlank();
    };
  }

  private Source diskRecorder() {
    return runtime.differsBy(Difference.ENGINE_COUNTS_DISK) ? Source.ENGINE : Source.SYSCALL;
  }

  /// Who tells of what was refused: the kernel, or the runner inside.
  private Source fileRecorder() {
    return runtime.differsBy(Difference.GUESTS_WORD) ? Source.GUEST : Source.SYSCALL;
  }

  private static Consumer<Result> contributes(Kind kind) {
    return result -> assertThat(result.contributing()).extracting(Diagnosis::kind).contains(kind);
  }

  /// Its path begins so; empty where none is told.
  private static Consumer<Result> path(String beginning) {
    return result -> {
      String path = result.diagnosis().orElseThrow().details().getOrDefault("path", "");
      assertThat(path.isEmpty()).isEqualTo(beginning.isEmpty());
      assertThat(path).startsWith(beginning);
    };
  }

  /// A counter of this name that has grown is among the evidence.
  private static Consumer<Result> counted(String name) {
    return result ->
        assertThat(result.diagnosis().orElseThrow().evidence())
            .anyMatch(fact ->
                fact instanceof Evidence.Counter counter
                    && counter.name().contains(name)
                    && (counter.delta() > 0 || name.equals("statfs")));
  }

  private static long counter(Result result, String name) {
    return result.diagnosis().orElseThrow().evidence().stream()
        .filter(Evidence.Counter.class::isInstance)
        .map(Evidence.Counter.class::cast)
        .filter(fact -> fact.name().equals(name))
        .findFirst()
        .orElseThrow()
        .delta();
  }

  private static Consumer<Result> said(String line) {
    return result ->
        assertThat(result.diagnosis().orElseThrow().evidence())
            .anyMatch(fact -> fact instanceof Evidence.Text text && text.line().contains(line));
  }

  private static Consumer<Result> remedy(String flag) {
    return result ->
        assertThat(result.diagnosis().orElseThrow().mitigation()).contains("-v ").contains(flag);
  }

  /// No mount would help: the remedy must not say so.
  private static void promisesNoMount(Result result) {
    assertThat(result.diagnosis().orElseThrow().mitigation())
        .doesNotContain(":rw")
        .doesNotContain("-v ");
  }

  private static void isWell(Result result) {
    assertThat(result.ending().exitCode()).isZero();
    assertThat(result.diagnosis()).isEmpty();
    assertThat(result.contributing()).isEmpty();
  }

  private static void isSilent(Result result) {
    isWell(result);
    assertThat(result.notes())
        .filteredOn(note -> !note.code().equals(Note.CPU_THROTTLED))
        .isEmpty();
  }

  /// What the page promises readers in this program's row.
  private static void isOnThePage(Example example, Result result) {
    List<String> cells = ExampleTable.rowsOf("").getOrDefault(example.path(), List.of());
    assertThat(cells).hasSize(4);
    assertThat(cells.get(1)).isEqualTo(Integer.toString(result.ending().exitCode()));
    assertThat(cells.get(2))
        .startsWith(result.diagnosis().map(cause -> "`" + cause.kind() + "`").orElse("–"));
    assertThat(cells.get(3)).isEqualTo(result.diagnosis().map(ExamplesTest::sources).orElse("–"));
  }

  private static String sources(Diagnosis diagnosis) {
    return diagnosis.evidence().stream()
        .map(fact -> fact.source().name().toLowerCase(Locale.ROOT))
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
