package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.diagnosis.Diagnosis;
import dev.cofferdam.diagnosis.Ending;
import dev.cofferdam.diagnosis.Evidence;
import dev.cofferdam.diagnosis.Kind;
import dev.cofferdam.diagnosis.Note;
import dev.cofferdam.run.Result;
import dev.cofferdam.sandbox.Bytes;
import dev.cofferdam.sandbox.Limits;
import dev.cofferdam.sandbox.RuntimeName;
import dev.cofferdam.sandbox.SandboxId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final String SHARED =
      "runc isolates by process and shares the host's kernel; nothing else is here";

  private static final Diagnosis MEMORY =
      new Diagnosis(
          Kind.MEMORY_EXHAUSTED,
          Diagnosis.Confidence.HIGH,
          "It used more than 128m and was killed.",
          Map.of(),
          "-m 256m",
          List.of(new Evidence.Counter("oom_kill", 1, OptionalLong.of(134217728))));

  private static Result result(
      Optional<Diagnosis> diagnosis, List<Diagnosis> contributing, List<Note> notes) {
    return result(RuntimeName.RUNC, diagnosis, contributing, notes);
  }

  private static Result result(
      RuntimeName runtime,
      Optional<Diagnosis> diagnosis,
      List<Diagnosis> contributing,
      List<Note> notes) {
    return new Result(
        SandboxId.random(),
        Optional.empty(),
        runtime,
        new Result.Isolated(
            runtime.isolation().label(),
            runtime == RuntimeName.RUNC,
            "nothing else is here",
            Optional.empty()),
        "host",
        new Ending(diagnosis.isPresent() ? 137 : 0, OptionalInt.empty(), Ending.By.PROGRAM),
        Bytes.EMPTY,
        Bytes.EMPTY,
        false,
        false,
        new Result.LimitsReport(Limits.DEFAULT, "v1", Map.of(), "off", Optional.empty(), "loop"),
        new Result.Usage(1, 1, 1, OptionalLong.empty(), 1),
        List.of(),
        diagnosis,
        contributing,
        notes);
  }

  @Test
  void aGoodRunSaysOnlyHowItWasIsolated() {
    assertThat(Report.lines(result(Optional.empty(), List.of(), List.of())))
        .containsExactly(SHARED);
  }

  @Test
  void whoMakesSystemCallsForAModuleIsSaid() {
    assertThat(Report.lines(result(RuntimeName.WASM, Optional.empty(), List.of(), List.of())))
        .containsExactly(
            "wasm isolates by instruction and its program makes no system calls of its own (the"
                + " worker that runs it does, confined); nothing else is here");
  }

  @Test
  void aFailureSaysKindEvidenceAndRemedy() {
    assertThat(Report.lines(result(Optional.of(MEMORY), List.of(), List.of())))
        .containsExactly(
            "MEMORY_EXHAUSTED: It used more than 128m and was killed.",
            "  counter: oom_kill 1 of 134217728",
            "  remedy: -m 256m",
            SHARED);
  }

  @Test
  void whateverComesFromInsideItStaysShortAndHarmless() {
    var hostile =
        new Evidence.FailedCall(
            "openat",
            "EROFS",
            Optional.of("/\u001b]0;x\u0007\n\u202e" + "y".repeat(9000)),
            "p\r",
            3);
    var diagnosis =
        new Diagnosis(
            Kind.READ_ONLY_FILESYSTEM,
            Diagnosis.Confidence.LOW,
            "s\u009b",
            Map.of(),
            "m\n\n",
            Collections.nCopies(50, hostile));
    List<String> lines =
        Report.lines(
            result(
                Optional.of(diagnosis),
                Collections.nCopies(50, MEMORY),
                Collections.nCopies(50, new Note("N", "n\t"))));
    assertThat(lines).hasSizeLessThanOrEqualTo(12);
    assertThat(lines).last().isEqualTo(SHARED);
    assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThan(520));
    assertThat(String.join("", lines)).doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
  }
}
