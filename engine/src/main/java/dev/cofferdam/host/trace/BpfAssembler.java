package dev.cofferdam.host.trace;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Assembles BPF instructions (RFC 9669) by name, with labels for jumps. Only forward jumps are
/// allowed, so every program it makes ends.
///
/// Not safe for use by several threads.
final class BpfAssembler {
  /// The machine's registers: `R0` holds results, `R1`–`R5` arguments and are lost in a call,
  /// `R6`–`R9` survive it, `FRAME` points to the end of 512 bytes of stack.
  enum Register {
    R0(0),
    R1(1),
    R2(2),
    R3(3),
    R4(4),
    R5(5),
    R6(6),
    R7(7),
    R8(8),
    R9(9),
    FRAME(10);

    private final int number;

    Register(int number) {
      this.number = number;
    }
  }

  /// How many bytes a load or store moves.
  enum Width {
    BYTE(0x10),
    HALF(0x08),
    WORD(0x00),
    DOUBLE(0x18);

    private final int bits;

    Width(int bits) {
      this.bits = bits;
    }
  }

  /// What a conditional jump compares, on 64 bits.
  enum Condition {
    EQUAL(0x10),
    NOT_EQUAL(0x50),
    ABOVE(0x20),
    ABOVE_OR_EQUAL(0x30),
    SIGNED_AT_LEAST(0x70);

    private final int bits;

    Condition(int bits) {
      this.bits = bits;
    }
  }

  private static final int LOAD_MEMORY = 0x61;
  private static final int STORE_IMMEDIATE = 0x62;
  private static final int STORE_REGISTER = 0x63;
  private static final int ATOMIC_ADD = 0xc3;
  private static final int LOAD_IMMEDIATE_64 = 0x18;
  private static final int ALU64_IMMEDIATE = 0x07;
  private static final int ALU64_REGISTER = 0x0f;
  private static final int ADD = 0x00;
  private static final int AND = 0x50;
  private static final int SHIFT_LEFT = 0x60;
  private static final int NEGATE = 0x80;
  private static final int MOVE = 0xb0;
  private static final int JUMP_IMMEDIATE = 0x05;
  private static final int JUMP_REGISTER = 0x0d;
  private static final int CALL = 0x85;
  private static final int EXIT = 0x95;

  private static final int PSEUDO_MAP_FD = 1;
  private static final int PSEUDO_MAP_VALUE = 2;

  private final List<Instruction> instructions = new ArrayList<>();
  private final Map<String, Integer> labels = new HashMap<>();

  private record Instruction(
      int code, int target, int source, int offset, int immediate, String label) {}

  /// Marks the next instruction as the target of jumps to this label.
  BpfAssembler label(String name) {
    if (labels.putIfAbsent(name, instructions.size()) != null) {
      throw new IllegalStateException("label set twice: " + name);
    }
    return this;
  }

  /// `target = *(width *)(base + offset)`
  BpfAssembler load(Width width, Register target, Register base, int offset) {
    return add(LOAD_MEMORY | width.bits, target.number, base.number, offset, 0);
  }

  /// `*(width *)(base + offset) = source`
  BpfAssembler store(Width width, Register base, int offset, Register source) {
    return add(STORE_REGISTER | width.bits, base.number, source.number, offset, 0);
  }

  /// `*(width *)(base + offset) = value`
  BpfAssembler store(Width width, Register base, int offset, int value) {
    return add(STORE_IMMEDIATE | width.bits, base.number, 0, offset, value);
  }

  /// `*(width *)(base + offset) += source`, atomically; only for [Width#WORD] and [Width#DOUBLE].
  BpfAssembler addAtomically(Width width, Register base, int offset, Register source) {
    return add(ATOMIC_ADD | width.bits, base.number, source.number, offset, 0);
  }

  BpfAssembler move(Register target, Register source) {
    return add(ALU64_REGISTER | MOVE, target.number, source.number, 0, 0);
  }

  BpfAssembler move(Register target, int value) {
    return add(ALU64_IMMEDIATE | MOVE, target.number, 0, 0, value);
  }

  BpfAssembler add(Register target, Register source) {
    return add(ALU64_REGISTER | ADD, target.number, source.number, 0, 0);
  }

  BpfAssembler add(Register target, int value) {
    return add(ALU64_IMMEDIATE | ADD, target.number, 0, 0, value);
  }

  BpfAssembler and(Register target, Register source) {
    return add(ALU64_REGISTER | AND, target.number, source.number, 0, 0);
  }

  BpfAssembler and(Register target, int mask) {
    return add(ALU64_IMMEDIATE | AND, target.number, 0, 0, mask);
  }

  BpfAssembler shiftLeft(Register target, int bits) {
    return add(ALU64_IMMEDIATE | SHIFT_LEFT, target.number, 0, 0, bits);
  }

  BpfAssembler negate(Register target) {
    return add(ALU64_IMMEDIATE | NEGATE, target.number, 0, 0, 0);
  }

  BpfAssembler jump(String label) {
    instructions.add(new Instruction(JUMP_IMMEDIATE, 0, 0, 0, 0, label));
    return this;
  }

  BpfAssembler jumpIf(Register left, Condition condition, int right, String label) {
    instructions.add(
        new Instruction(JUMP_IMMEDIATE | condition.bits, left.number, 0, 0, right, label));
    return this;
  }

  BpfAssembler jumpIf(Register left, Condition condition, Register right, String label) {
    instructions.add(
        new Instruction(JUMP_REGISTER | condition.bits, left.number, right.number, 0, 0, label));
    return this;
  }

  /// Calls a function that the kernel offers to programs, by its number (bpf-helpers(7)).
  BpfAssembler call(int function) {
    return add(CALL, 0, 0, 0, function);
  }

  /// Loads a map, to be handed to a function.
  BpfAssembler loadMap(Register target, int mapDescriptor) {
    return loadWide(target, PSEUDO_MAP_FD, mapDescriptor, 0);
  }

  /// Loads an address within the only value of an array map.
  BpfAssembler loadMapValue(Register target, int mapDescriptor, int offset) {
    return loadWide(target, PSEUDO_MAP_VALUE, mapDescriptor, offset);
  }

  BpfAssembler exit() {
    return add(EXIT, 0, 0, 0, 0);
  }

  /// The program as the kernel takes it: eight bytes an instruction, little endian.
  byte[] assemble() {
    ByteBuffer code = ByteBuffer.allocate(size() * 8).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < instructions.size(); i++) {
      Instruction instruction = instructions.get(i);
      int offset = instruction.label.isEmpty() ? instruction.offset : distance(i, instruction);
      code.put((byte) instruction.code)
          .put((byte) (instruction.target | (instruction.source << 4)))
          .putShort((short) offset)
          .putInt(instruction.immediate);
    }
    return code.array();
  }

  /// How many instructions there are, those of double width counted twice.
  int size() {
    return instructions.size();
  }

  private int distance(int from, Instruction jump) {
    Integer to = labels.get(jump.label);
    if (to == null || to <= from || to - from - 1 > Short.MAX_VALUE) {
      throw new IllegalStateException("no label ahead: " + jump.label);
    }
    return to - from - 1;
  }

  private BpfAssembler loadWide(Register target, int kind, int low, int high) {
    add(LOAD_IMMEDIATE_64, target.number, kind, 0, low);
    return add(0, 0, 0, 0, high);
  }

  private BpfAssembler add(int code, int target, int source, int offset, int immediate) {
    if (offset != (short) offset) {
      throw new IllegalArgumentException("offset " + offset);
    }
    instructions.add(new Instruction(code, target, source, offset, immediate, ""));
    return this;
  }
}
