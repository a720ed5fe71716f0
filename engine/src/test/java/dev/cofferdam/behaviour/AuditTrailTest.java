package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.Cofferdam;
import dev.cofferdam.EngineConfig;
import dev.cofferdam.diagnosis.BlockedCall;
import dev.cofferdam.diagnosis.Note;
import dev.cofferdam.run.Result;
import dev.cofferdam.run.RunStreams;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A log that cannot be written costs nobody a result.
class AuditTrailTest {
  @Test
  void aFullDiskIsANoteOfTheResult(@TempDir Path state) throws Exception {
    // A sandbox's root is reached by a user that may not read our directory.
    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwx--x--x"));
    Path audit = Files.createDirectory(state.resolve("audit"));
    Files.createSymbolicLink(audit.resolve("audit.jsonl"), Path.of("/dev/full"));
    EngineConfig host = EngineConfig.ofHost();
    var config =
        new EngineConfig(host.runtimeDirectory(), state, host.cgroupParent(), host.programs());
    try (Cofferdam engine = Cofferdam.open(config)) {
      Result result =
          engine.run(
              Harness.pythonSpec(
                  "import ctypes",
                  "ctypes.CDLL(None).syscall(250, 0, 0, 0, 0, 0)",
                  "print('done')"),
              RunStreams.captured());
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
