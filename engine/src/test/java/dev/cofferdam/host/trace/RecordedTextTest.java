package dev.cofferdam.host.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.host.trace.BpfAssembler.Condition;
import dev.cofferdam.host.trace.BpfAssembler.Register;
import dev.cofferdam.host.trace.BpfAssembler.Width;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// What needs no kernel: the assembler's bytes, and hostile addresses and lengths.
class RecordedTextTest {
  @Test
  void assemblesWhatTheKernelReads() {
    byte[] code =
        new BpfAssembler()
            .load(Width.DOUBLE, Register.R8, Register.R1, 8)
            .jumpIf(Register.R8, Condition.SIGNED_AT_LEAST, 0, "out")
            .loadMap(Register.R1, 7)
            .store(Width.WORD, Register.FRAME, -4, 258)
            .addAtomically(Width.DOUBLE, Register.R6, 24, Register.R1)
            .label("out")
            .move(Register.R0, 0)
            .exit()
            .assemble();

    assertThat(HexFormat.of().formatHex(code))
        .isEqualTo(
            "7918080000000000"
                + "7508040000000000"
                + "1811000007000000"
                + "0000000000000000"
                + "620afcff02010000"
                + "db16180000000000"
                + "b700000000000000"
                + "9500000000000000");
  }

  @Test
  void jumpsGoForwardToOneLabel() {
    BpfAssembler back = new BpfAssembler().label("start").move(Register.R0, 0).jump("start");
    assertThatThrownBy(back::assemble).hasMessageContaining("start");
    assertThatThrownBy(() -> back.label("start")).hasMessageContaining("twice");
  }

  @Test
  void addressesAreReadWithinTheirLength() {
    byte[] inet = HexFormat.of().parseHex("02000035c00002070000000000000000");
    assertThat(Destination.of(inet, 16)).contains(new Destination("192.0.2.7", 53, "inet"));
    assertThat(Destination.of(inet, 0xffff_ffffL))
        .contains(new Destination("192.0.2.7", 53, "inet"));
    assertThat(Destination.of(inet, 7)).isEmpty();
    assertThat(Destination.of(inet, 0)).isEmpty();
    assertThat(Destination.of(new byte[0], 16)).isEmpty();
    assertThat(Destination.of(new byte[] {10, 0, 0, 80}, 28)).isEmpty();
    assertThat(Destination.of(new byte[] {1, 0, 0, 'x', 27}, 5))
        .contains(new Destination("@x\\x1b", 0, "unix"));
    assertThat(Destination.of(new byte[] {1, 0}, 2)).contains(new Destination("", 0, "unix"));
    assertThat(Destination.of(new byte[] {40, 0, 1, 2}, 4))
        .contains(new Destination("", 0, "family_40"));
  }

  @Test
  void recordsOfWrongLengthAreNoRecords() {
    assertThat(RawFailure.copy(MemorySegment.ofArray(new byte[RawFailure.TAIL - 1]))).isEmpty();
    assertThat(RawFailure.copy(MemorySegment.ofArray(new byte[RawFailure.TAIL]))).isPresent();
    byte[] lying = new byte[RawFailure.BYTES];
    lying[RawFailure.TAIL_LENGTH + 1] = 2;
    assertThat(RawFailure.copy(MemorySegment.ofArray(lying))).isEmpty();
    assertThat(RawFailure.copy(MemorySegment.ofArray(new byte[RawFailure.BYTES + 8]))).isEmpty();
  }

  @Test
  void pathsAreJoinedWithoutLeavingTheRoot() {
    assertThat(CallerPaths.join("/workspace", "a/./b")).isEqualTo("/workspace/a/b");
    assertThat(CallerPaths.join("/workspace", "../data//x/")).isEqualTo("/data/x");
    assertThat(CallerPaths.join("/", "../../..")).isEqualTo("/");
  }

  @Test
  void callsHaveNamesAndIntent() {
    assertThat(TracedCall.nameOf(257)).isEqualTo("openat");
    assertThat(TracedCall.nameOf(500)).isEqualTo("syscall_500");
    assertThat(TracedCall.nameOf(-1)).isEqualTo("syscall_-1");
    assertThat(TracedCall.OPENAT.shape().writes(0)).isFalse();
    assertThat(TracedCall.OPENAT.shape().writes(0x41)).isTrue();
    assertThat(TracedCall.ACCESS.shape().writes(2)).isTrue();
    assertThat(TracedCall.MKDIR.shape().writes(0)).isTrue();
    assertThat(TracedCall.STAT.shape().writes(0)).isFalse();
  }
}
