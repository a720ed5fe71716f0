package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.EngineConfig;
import dev.cofferdam.diagnosis.BlockedCall;
import dev.cofferdam.diagnosis.Note;
import dev.cofferdam.run.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A log that cannot be written costs nobody a result.
class AuditTrailTest {
  @ParameterizedTest
  @MethodSource("dev.cofferdam.behaviour.RuntimeUnderTest#all")
  void aFullDiskIsANoteOfTheResult(RuntimeUnderTest runtime, @TempDir Path state) throws Exception {
    // A sandbox's root is reached by a user that may not read our directory.
    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwx--x--x"));
    Path audit = Files.createDirectory(state.resolve("audit"));
    Files.createSymbolicLink(audit.resolve("audit.jsonl"), Path.of("/dev/full"));
    try (Harness harness = Harness.at(EngineConfig.ofHost().runtimeDirectory(), state, runtime)) {
      Result result =
          harness.python(
              "import ctypes", "ctypes.CDLL(None).syscall(250, 0, 0, 0, 0, 0)", "print('done')");
      assertThat(result.stdout().toText()).isEqualTo("done\n");
      assertThat(result.blockedCalls()).extracting(BlockedCall::name).contains("keyctl");
      assertThat(result.notes())
          .filteredOn(note -> note.code().equals("AUDIT_INCOMPLETE"))
          .singleElement()
          .extracting(Note::message)
          .asString()
          .contains("No space left on device");
    }
  }
}
