package dev.cofferdam.host.seccomp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// Turns a [SeccompPolicy] into the classic BPF program that the kernel runs at every system call
/// (seccomp(2), linux/filter.h).
///
/// The program checks the architecture, then searches the number by halving: eight or nine
/// comparisons for any call. A call that is allowed whatever its arguments are costs nothing at all
/// on Linux 5.11 or newer, since the kernel remembers such numbers; that works only while the way
/// to the answer loads nothing but `nr` and `arch`, which is why the arguments are loaded in the
/// leaves alone.
public final class SeccompFilter {
  /// SECCOMP_RET_* of linux/seccomp.h.
  static final int RET_ALLOW = 0x7fff0000;

  static final int RET_NOTIFY = 0x7fc00000;
  static final int RET_ERRNO = 0x00050000;
  private static final int EPERM = 1;
  private static final int ENOSYS = 38;

  /// BPF_MAXINSNS of linux/bpf_common.h.
  static final int MAX_INSTRUCTIONS = 4096;

  /// Bytes of a `struct sock_filter`: u16 code, u8 jt, u8 jf, u32 k.
  static final int INSTRUCTION_BYTES = 8;

  static final int LOAD = 0x20; // BPF_LD | BPF_W | BPF_ABS
  static final int JUMP = 0x05; // BPF_JMP | BPF_JA
  static final int JUMP_IF_EQUAL = 0x15; // BPF_JMP | BPF_JEQ | BPF_K
  static final int JUMP_IF_NOT_LESS = 0x35; // BPF_JMP | BPF_JGE | BPF_K
  static final int JUMP_IF_BITS = 0x45; // BPF_JMP | BPF_JSET | BPF_K
  static final int RETURN = 0x06; // BPF_RET | BPF_K

  /// Offsets in `struct seccomp_data`; an argument is two words, the low one first on x86.
  static final int NUMBER = 0;

  static final int ARCH = 4;
  static final int ARGUMENTS = 16;

  private record Instruction(int code, int yes, int no, int k) {
    Instruction {
      if (yes > 255 || no > 255) {
        throw new IllegalStateException("a rule is too long for a conditional jump");
      }
    }
  }

  /// Calls from a number up to the next span's first, all under one rule.
  private record Span(int first, Rule rule) {}

  /// What answers refusals and probes.
  private record Answers(Instruction refusal, Instruction probe) {}

  private static final Answers HEARD = new Answers(answer(RET_NOTIFY), answer(RET_NOTIFY));
  private static final Answers UNHEARD =
      new Answers(answer(RET_ERRNO | EPERM), answer(RET_ERRNO | ENOSYS));

  private final Answers answers;

  private SeccompFilter(Answers answers) {
    this.answers = answers;
  }

  /// Compiles a policy for a kernel with listeners: every refusal is heard by ours, which answers.
  ///
  /// @return an array of `struct sock_filter`, little-endian, at most 4,096 of them
  /// @throws IllegalStateException when the policy does not fit
  public static byte[] compile(SeccompPolicy policy) {
    return new SeccompFilter(HEARD).program(policy);
  }

  /// Compiles a policy for a kernel that has no listeners and tells of refusals by itself: the
  /// filter answers EPERM, and ENOSYS to probes.
  ///
  /// @return an array of `struct sock_filter`, little-endian, at most 4,096 of them
  /// @throws IllegalStateException when the policy does not fit
  public static byte[] compileUnheard(SeccompPolicy policy) {
    return new SeccompFilter(UNHEARD).program(policy);
  }

  private byte[] program(SeccompPolicy policy) {
    List<Instruction> program = new ArrayList<>();
    program.add(new Instruction(LOAD, 0, 0, ARCH));
    program.add(new Instruction(JUMP_IF_EQUAL, 1, 0, Arch.AUDIT_X86_64));
    program.add(answers.refusal);
    program.add(new Instruction(LOAD, 0, 0, NUMBER));
    // BPF compares without sign, so this catches the x32 bit and negative numbers alike.
    program.add(new Instruction(JUMP_IF_NOT_LESS, 0, 1, SeccompPolicy.FOREIGN));
    program.add(answers.refusal);
    program.addAll(search(spans(policy)));
    if (program.size() > MAX_INSTRUCTIONS) {
      throw new IllegalStateException("the filter has " + program.size() + " instructions");
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(program.size() * INSTRUCTION_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (Instruction instruction : program) {
      bytes
          .putShort((short) instruction.code)
          .put((byte) instruction.yes)
          .put((byte) instruction.no)
          .putInt(instruction.k);
    }
    return bytes.array();
  }

  private static List<Span> spans(SeccompPolicy policy) {
    List<Span> spans = new ArrayList<>();
    for (int number = 0; number <= policy.greatestNumber() + 1; number++) {
      Rule rule = policy.rule(number);
      if (spans.isEmpty() || !spans.getLast().rule.equals(rule)) {
        spans.add(new Span(number, rule));
      }
    }
    return spans;
  }

  private List<Instruction> search(List<Span> spans) {
    if (spans.size() == 1) {
      return leaf(spans.getFirst().rule);
    }
    int middle = spans.size() / 2;
    List<Instruction> lower = search(spans.subList(0, middle));
    List<Instruction> code = new ArrayList<>();
    int first = spans.get(middle).first;
    if (lower.size() <= 255) {
      code.add(new Instruction(JUMP_IF_NOT_LESS, lower.size(), 0, first));
    } else {
      // A conditional jump has 8 bits of distance, an unconditional one 32.
      code.add(new Instruction(JUMP_IF_NOT_LESS, 0, 1, first));
      code.add(new Instruction(JUMP, 0, 0, lower.size()));
    }
    code.addAll(lower);
    code.addAll(search(spans.subList(middle, spans.size())));
    return code;
  }

  private List<Instruction> leaf(Rule rule) {
    return switch (rule) {
      case Rule.Allow _ -> List.of(answer(RET_ALLOW));
      case Rule.Refuse _ -> List.of(answers.refusal);
      case Rule.Probe _ -> List.of(answers.probe);
      case Rule.Absent _ -> List.of(answer(RET_ERRNO | ENOSYS));
      case Rule.AllowWhen when -> {
        List<Instruction> code = new ArrayList<>();
        when.alternatives().forEach(tests -> code.addAll(alternative(tests)));
        code.add(answers.refusal);
        yield code;
      }
    };
  }

  /// Falls out of its end when a test fails, returns ALLOW when none does. Built from the end,
  /// since a failing test must know how much it jumps over.
  private static List<Instruction> alternative(List<ArgumentTest> tests) {
    List<Instruction> code = new ArrayList<>(List.of(answer(RET_ALLOW)));
    for (ArgumentTest test : tests.reversed()) {
      code.addAll(0, test(test, code.size()));
    }
    return code;
  }

  /// @param rest the number of instructions of the alternative behind this test
  private static List<Instruction> test(ArgumentTest test, int rest) {
    List<Instruction> code = new ArrayList<>();
    code.add(new Instruction(LOAD, 0, 0, ARGUMENTS + 8 * test.argument()));
    switch (test) {
      case ArgumentTest.NoBits(int _, int mask) ->
          code.add(new Instruction(JUMP_IF_BITS, rest, 0, mask));
      case ArgumentTest.OneOf(int _, var values) -> {
        int left = values.size();
        for (int value : values.stream().sorted().toList()) {
          left--;
          code.add(new Instruction(JUMP_IF_EQUAL, left, left == 0 ? rest : 0, value));
        }
      }
      case ArgumentTest.NoneOf(int _, var values) -> {
        int left = values.size();
        for (int value : values.stream().sorted().toList()) {
          left--;
          code.add(new Instruction(JUMP_IF_EQUAL, left + rest, 0, value));
        }
      }
    }
    return code;
  }

  private static Instruction answer(int action) {
    return new Instruction(RETURN, 0, 0, action);
  }
}
