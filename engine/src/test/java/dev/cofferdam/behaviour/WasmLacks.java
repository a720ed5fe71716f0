package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.diagnosis.Diagnosis;
import dev.cofferdam.diagnosis.Kind;
import dev.cofferdam.run.Result;
import java.util.Map;
import java.util.function.Consumer;

/// The examples that need what WebAssembly has not got, with what that is.
final class WasmLacks {
  private static final Map<String, Difference> EXAMPLES =
      Map.ofEntries(
          Map.entry("adversarial/command_missing_last_line.sh", Difference.PYTHON_AND_JS_ONLY),
          Map.entry("blocked_syscall.py", Difference.NO_NATIVE_CODE),
          Map.entry("command_missing.sh", Difference.PYTHON_AND_JS_ONLY),
          Map.entry("coped/blocked_mount.py", Difference.NO_NATIVE_CODE),
          Map.entry("coped/blocked_syscall.py", Difference.NO_NATIVE_CODE),
          Map.entry("coped/ended_by_signal.py", Difference.NO_NATIVE_CODE),
          Map.entry("coped/memory_child.py", Difference.ONE_PROCESS),
          Map.entry("coped/permission.py", Difference.NO_IMAGE),
          Map.entry("coped/readonly.sh", Difference.PYTHON_AND_JS_ONLY),
          Map.entry("cpu_throttled.py", Difference.ONE_PROCESS),
          Map.entry("hello.sh", Difference.PYTHON_AND_JS_ONLY),
          Map.entry("memory_child.py", Difference.ONE_PROCESS),
          Map.entry("ordinary/async_echo.py", Difference.NO_SOCKETS),
          Map.entry("ordinary/background.sh", Difference.PYTHON_AND_JS_ONLY),
          Map.entry("ordinary/child_fails.py", Difference.ONE_PROCESS),
          Map.entry("ordinary/loopback.py", Difference.NO_SOCKETS),
          Map.entry("ordinary/pipeline.py", Difference.ONE_PROCESS),
          Map.entry("ordinary/processes.py", Difference.ONE_PROCESS),
          Map.entry("ordinary/shared_memory.py", Difference.NO_NATIVE_CODE),
          Map.entry("ordinary/signals.py", Difference.ONE_PROCESS),
          Map.entry("ordinary/streams.js", Difference.ONE_PROCESS),
          Map.entry("ordinary/text_tools.sh", Difference.PYTHON_AND_JS_ONLY),
          Map.entry("ordinary/threads.py", Difference.ONE_PROCESS),
          Map.entry("ordinary/unicode_names.py", Difference.NAMES_ARE_TEXT),
          Map.entry("permission_denied.py", Difference.NO_IMAGE),
          Map.entry("permission_passwd.py", Difference.NO_IMAGE),
          Map.entry("signaled.py", Difference.NO_NATIVE_CODE));

  private WasmLacks() {}

  /// What a result must be: on wasm that it says what it lacks, where the example needs that.
  static Consumer<Result> or(
      RuntimeUnderTest runtime, Example example, Consumer<Result> elsewhere) {
    return runtime.isWasm() && EXAMPLES.containsKey(example.path()) ? WasmLacks::isTold : elsewhere;
  }

  /// Whether an example needs it.
  static boolean by(Example example) {
    return EXAMPLES.containsKey(example.path());
  }

  /// That it says which runtime has it.
  static void isTold(Result result) {
    Diagnosis diagnosis = result.diagnosis().orElseThrow();
    assertThat(diagnosis.kind()).isEqualTo(Kind.UNSUPPORTED_BY_RUNTIME);
    assertThat(result.ending().exitCode()).isNotZero();
    assertThat(diagnosis.mitigation()).contains("--runtime runsc", "--runtime runc");
    assertThat(diagnosis.details()).containsEntry("with", "runsc");
  }
}
