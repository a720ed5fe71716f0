package dev.cofferdam.host.trace;

import dev.cofferdam.host.Descriptor;
import dev.cofferdam.host.trace.BpfAssembler.Condition;
import dev.cofferdam.host.trace.BpfAssembler.Register;
import dev.cofferdam.host.trace.BpfAssembler.Width;

/// The program on the tracepoint `sys_exit`. Its context is `{struct pt_regs *regs; long result}`.
///
/// It runs at the end of every system call of the machine, so the cheapest test comes first: a call
/// that succeeded costs one comparison, one that failed in an uninteresting way one table look-up,
/// and only then is asked whose it is. Then, for a watched cgroup:
///
/// 1. copy the registers, pass over 32-bit calls, look the call up in the [Policy];
/// 2. stay within the cgroup's quota, so that a flood in one sandbox neither pushes out the records
///    of another nor keeps the reader busy (see [Slots]);
/// 3. fill a [RawFailure] in this CPU's scratch memory, following one pointer of the caller;
/// 4. append it to the ring, as long as it is.
///
/// Functions and map kinds are those of Linux 5.8, the first kernel with a ring buffer.
final class SysExitProgram {
  /// The maps that the program works on.
  ///
  /// @param watched cgroup id → slot number
  /// @param slots quotas and counters, see [Slots]
  /// @param policy the one table of [Policy]
  /// @param scratch one record for each CPU
  /// @param ring the ring buffer
  record Maps(
      Descriptor watched,
      Descriptor slots,
      Descriptor policy,
      Descriptor scratch,
      Descriptor ring) {}

  private static final int MAP_LOOKUP = 1;
  private static final int KTIME_GET_NS = 5;
  private static final int GET_CURRENT_PID_TGID = 14;
  private static final int GET_CURRENT_COMM = 16;
  private static final int GET_CURRENT_CGROUP_ID = 80;
  private static final int PROBE_READ_USER = 112;
  private static final int PROBE_READ_KERNEL = 113;
  private static final int PROBE_READ_USER_STRING = 114;
  private static final int RINGBUF_OUTPUT = 130;
  private static final int NO_WAKEUP = 1;
  private static final int FORCE_WAKEUP = 2;

  // The part of x86-64's struct pt_regs from r10 to ip, and where its fields are in that copy.
  private static final int REGS_FIRST = 56;
  private static final int REGS_BYTES = 80;
  private static final int R10 = 0;
  private static final int R9 = 8;
  private static final int R8 = 16;
  private static final int DX = 40;
  private static final int SI = 48;
  private static final int DI = 56;
  private static final int ORIG_AX = 64;
  private static final int IP = 72;
  private static final int[] ARGUMENTS = {DI, SI, DX, R10, R8, R9};

  /// The instruction `int $0x80`, which enters the kernel with i386 call numbers.
  private static final int INT_80 = 0x80cd;

  // The stack, as offsets from its end.
  private static final int ACTION = -8;
  private static final int CGROUP = -16;
  private static final int KEY = -24;
  private static final int INSTRUCTION = -32;
  private static final int WAKEUP = -40;
  private static final int MESSAGE = -56;
  private static final int REGS = -56 - REGS_BYTES;

  /// Longest socket address worth having: a `struct sockaddr_un`. One that ends with its page is
  /// shorter, hence the smaller tries: `struct sockaddr_in6` and `struct sockaddr_in`.
  private static final int[] ADDRESS_BYTES = {110, 28, 16};

  private final BpfAssembler code = new BpfAssembler();
  private final Maps maps;

  private SysExitProgram(Maps maps) {
    this.maps = maps;
  }

  /// The program for these maps, as [Bpf#load(byte\[\])] takes it.
  static byte[] assemble(Maps maps) {
    SysExitProgram program = new SysExitProgram(maps);
    program.keepFailuresWorthRecording();
    program.findSlot();
    program.readRegisters();
    program.judgeCall();
    program.countUnimplemented();
    program.stayWithinQuota();
    program.describeCaller();
    program.followPointer();
    program.submit();
    return program.code.assemble();
  }

  /// Leaves the error number in R8 and the registers' address in R9.
  private void keepFailuresWorthRecording() {
    code.load(Width.DOUBLE, Register.R8, Register.R1, 8)
        .jumpIf(Register.R8, Condition.SIGNED_AT_LEAST, 0, "out")
        .negate(Register.R8)
        .jumpIf(Register.R8, Condition.ABOVE, Policy.HIGHEST_ERROR, "out")
        .load(Width.DOUBLE, Register.R9, Register.R1, 0)
        .loadMapValue(Register.R1, maps.policy.number(), Policy.ERRORS)
        .add(Register.R1, Register.R8)
        .load(Width.BYTE, Register.R0, Register.R1, 0)
        .jumpIf(Register.R0, Condition.EQUAL, Policy.IGNORE, "out")
        .store(Width.DOUBLE, Register.FRAME, ACTION, Register.R0);
  }

  /// Leaves the slot's address in R6.
  private void findSlot() {
    code.call(GET_CURRENT_CGROUP_ID)
        .store(Width.DOUBLE, Register.FRAME, CGROUP, Register.R0)
        .loadMap(Register.R1, maps.watched.number())
        .move(Register.R2, Register.FRAME)
        .add(Register.R2, CGROUP)
        .call(MAP_LOOKUP)
        .jumpIf(Register.R0, Condition.EQUAL, 0, "out")
        .load(Width.WORD, Register.R0, Register.R0, 0)
        .store(Width.WORD, Register.FRAME, KEY, Register.R0);
    lookUp(maps.slots, "out");
    code.move(Register.R6, Register.R0);
  }

  /// Copies the registers to the stack and passes over 32-bit calls, whose numbers mean others.
  private void readRegisters() {
    code.move(Register.R1, Register.FRAME)
        .add(Register.R1, REGS)
        .move(Register.R2, REGS_BYTES)
        .move(Register.R3, Register.R9)
        .add(Register.R3, REGS_FIRST)
        .call(PROBE_READ_KERNEL)
        .jumpIf(Register.R0, Condition.NOT_EQUAL, 0, "out")
        .store(Width.DOUBLE, Register.FRAME, INSTRUCTION, 0)
        .move(Register.R1, Register.FRAME)
        .add(Register.R1, INSTRUCTION)
        .move(Register.R2, 2)
        .load(Width.DOUBLE, Register.R3, Register.FRAME, REGS + IP)
        .add(Register.R3, -2)
        .call(PROBE_READ_USER)
        .load(Width.HALF, Register.R0, Register.FRAME, INSTRUCTION)
        .jumpIf(Register.R0, Condition.EQUAL, INT_80, "out");
  }

  /// Leaves the call's number in R9 and its policy in R7.
  private void judgeCall() {
    code.load(Width.DOUBLE, Register.R9, Register.FRAME, REGS + ORIG_AX)
        .jumpIf(Register.R9, Condition.ABOVE_OR_EQUAL, TracedCall.NUMBERS, "out")
        .loadMapValue(Register.R1, maps.policy.number(), 0)
        .add(Register.R1, Register.R9)
        .load(Width.BYTE, Register.R7, Register.R1, 0)
        .load(Width.DOUBLE, Register.R0, Register.FRAME, ACTION)
        .jumpIf(Register.R0, Condition.EQUAL, Policy.RECORD, "record")
        .jumpIf(Register.R0, Condition.EQUAL, Policy.COUNT, "count")
        .and(Register.R0, Register.R7)
        .jumpIf(Register.R0, Condition.EQUAL, 0, "out")
        .jump("record");
  }

  private void countUnimplemented() {
    code.label("count")
        .shiftLeft(Register.R9, 2)
        .add(Register.R6, Register.R9)
        .move(Register.R1, 1)
        .addAtomically(Width.WORD, Register.R6, Slots.UNIMPLEMENTED, Register.R1)
        .jump("out");
  }

  private void stayWithinQuota() {
    code.label("record")
        .load(Width.DOUBLE, Register.R1, Register.R6, Slots.SENT)
        .load(Width.DOUBLE, Register.R2, Register.R6, Slots.LIMIT)
        .jumpIf(Register.R1, Condition.ABOVE_OR_EQUAL, Register.R2, "drop")
        .load(Width.DOUBLE, Register.R2, Register.R6, Slots.WAKE_UNTIL)
        .move(Register.R3, NO_WAKEUP)
        .jumpIf(Register.R1, Condition.ABOVE_OR_EQUAL, Register.R2, "quiet")
        .move(Register.R3, FORCE_WAKEUP)
        .label("quiet")
        .store(Width.DOUBLE, Register.FRAME, WAKEUP, Register.R3)
        .move(Register.R1, 1)
        .addAtomically(Width.DOUBLE, Register.R6, Slots.SENT, Register.R1);
  }

  /// Fills the head of the record and leaves its address in R9.
  private void describeCaller() {
    code.store(Width.WORD, Register.FRAME, KEY, 0);
    lookUp(maps.scratch, "drop");
    code.store(Width.WORD, Register.R0, RawFailure.NUMBER, Register.R9)
        .store(Width.WORD, Register.R0, RawFailure.ERROR, Register.R8)
        .move(Register.R9, Register.R0)
        .load(Width.DOUBLE, Register.R1, Register.FRAME, CGROUP)
        .store(Width.DOUBLE, Register.R9, RawFailure.CGROUP, Register.R1)
        .store(Width.DOUBLE, Register.R9, RawFailure.EXTRA, 0)
        .call(KTIME_GET_NS)
        .store(Width.DOUBLE, Register.R9, RawFailure.TIME, Register.R0)
        .call(GET_CURRENT_PID_TGID)
        .store(Width.DOUBLE, Register.R9, RawFailure.THREAD, Register.R0)
        .move(Register.R1, Register.R9)
        .add(Register.R1, RawFailure.COMM)
        .move(Register.R2, RawFailure.COMM_BYTES)
        .call(GET_CURRENT_COMM);
    for (int i = 0; i < ARGUMENTS.length; i++) {
      code.load(Width.DOUBLE, Register.R1, Register.FRAME, REGS + ARGUMENTS[i])
          .store(Width.DOUBLE, Register.R9, RawFailure.ARGUMENTS + 8 * i, Register.R1);
    }
  }

  /// Fills the tail of the record and leaves its length in R8.
  private void followPointer() {
    code.move(Register.R8, 0)
        .move(Register.R1, Register.R7)
        .and(Register.R1, CallShape.OPEN_HOW)
        .jumpIf(Register.R1, Condition.EQUAL, 0, "pointer")
        .move(Register.R1, Register.R9)
        .add(Register.R1, RawFailure.EXTRA)
        .move(Register.R2, 8)
        .load(Width.DOUBLE, Register.R3, Register.FRAME, REGS + DX)
        .call(PROBE_READ_USER)
        .label("pointer")
        .move(Register.R1, Register.R7)
        .and(Register.R1, CallShape.POINTER_BITS)
        .shiftLeft(Register.R1, 3)
        .add(Register.R1, Register.R9)
        .load(Width.DOUBLE, Register.R3, Register.R1, RawFailure.ARGUMENTS)
        .and(Register.R7, CallShape.TAIL_BITS)
        .jumpIf(Register.R7, Condition.EQUAL, CallShape.Tail.ADDRESS.bits(), "address")
        .jumpIf(Register.R7, Condition.EQUAL, CallShape.Tail.MESSAGE.bits(), "message")
        .jumpIf(Register.R7, Condition.NOT_EQUAL, CallShape.Tail.PATH.bits(), "submit")
        .move(Register.R1, Register.R9)
        .add(Register.R1, RawFailure.TAIL)
        .move(Register.R2, RawFailure.TAIL_BYTES)
        .call(PROBE_READ_USER_STRING)
        // Unsigned: this sends the negative error numbers away, too.
        .jumpIf(Register.R0, Condition.ABOVE, RawFailure.TAIL_BYTES, "submit")
        .move(Register.R8, Register.R0)
        .jump("submit")
        .label("message")
        .store(Width.DOUBLE, Register.FRAME, MESSAGE, 0)
        .store(Width.DOUBLE, Register.FRAME, MESSAGE + 8, 0)
        .move(Register.R1, Register.FRAME)
        .add(Register.R1, MESSAGE)
        .move(Register.R2, 16)
        .call(PROBE_READ_USER)
        .load(Width.WORD, Register.R1, Register.FRAME, MESSAGE + 8)
        .store(Width.DOUBLE, Register.R9, RawFailure.EXTRA, Register.R1)
        .load(Width.DOUBLE, Register.R3, Register.FRAME, MESSAGE)
        .label("address")
        .move(Register.R7, Register.R3);
    for (int bytes : ADDRESS_BYTES) {
      code.move(Register.R1, Register.R9)
          .add(Register.R1, RawFailure.TAIL)
          .move(Register.R2, bytes)
          .move(Register.R3, Register.R7)
          .move(Register.R8, bytes)
          .call(PROBE_READ_USER)
          .jumpIf(Register.R0, Condition.EQUAL, 0, "submit");
    }
    code.move(Register.R8, 0);
  }

  private void submit() {
    code.label("submit")
        .store(Width.DOUBLE, Register.R9, RawFailure.TAIL_LENGTH, Register.R8)
        .loadMap(Register.R1, maps.ring.number())
        .move(Register.R2, Register.R9)
        .move(Register.R3, Register.R8)
        .add(Register.R3, RawFailure.TAIL)
        .load(Width.DOUBLE, Register.R4, Register.FRAME, WAKEUP)
        .call(RINGBUF_OUTPUT)
        .jumpIf(Register.R0, Condition.EQUAL, 0, "out")
        .label("drop")
        .move(Register.R1, 1)
        .addAtomically(Width.DOUBLE, Register.R6, Slots.DROPPED, Register.R1)
        .label("out")
        .move(Register.R0, 0)
        .exit();
  }

  /// Leaves the address of the entry numbered by the key on the stack in R0.
  private void lookUp(Descriptor array, String otherwise) {
    code.loadMap(Register.R1, array.number())
        .move(Register.R2, Register.FRAME)
        .add(Register.R2, KEY)
        .call(MAP_LOOKUP)
        .jumpIf(Register.R0, Condition.EQUAL, 0, otherwise);
  }
}
