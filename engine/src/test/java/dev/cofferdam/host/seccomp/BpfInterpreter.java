package dev.cofferdam.host.seccomp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Runs a classic BPF program over `struct seccomp_data`, written from linux/filter.h and bpf(4)
/// and independent of the compiler's code. Knows the instructions that seccomp filters use and
/// fails on any other, on a jump out of the program and on a load that is not a whole word inside.
final class BpfInterpreter {
  private static final int DATA_BYTES = 64;

  private final ByteBuffer program;
  private int steps;

  BpfInterpreter(byte[] program) {
    this.program = ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN);
  }

  int instructions() {
    return program.capacity() / 8;
  }

  /// Instructions of the last run.
  int steps() {
    return steps;
  }

  int run(int arch, int number, long... arguments) {
    ByteBuffer data = ByteBuffer.allocate(DATA_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    data.putInt(number).putInt(arch).putLong(0x7fff_1234_5678L);
    for (long argument : arguments) {
      data.putLong(argument);
    }
    int accumulator = 0;
    int at = 0;
    steps = 0;
    while (true) {
      steps++;
      int code = Short.toUnsignedInt(program.getShort(at * 8));
      int yes = Byte.toUnsignedInt(program.get(at * 8 + 2));
      int no = Byte.toUnsignedInt(program.get(at * 8 + 3));
      int k = program.getInt(at * 8 + 4);
      at++;
      switch (code) {
        case 0x20 -> {
          if (k % 4 != 0) {
            throw new IllegalStateException("load of a part of a word at " + k);
          }
          accumulator = data.getInt(k);
        }
        case 0x05 -> at += k;
        case 0x15 -> at += accumulator == k ? yes : no;
        case 0x35 -> at += Integer.compareUnsigned(accumulator, k) >= 0 ? yes : no;
        case 0x45 -> at += (accumulator & k) != 0 ? yes : no;
        case 0x06 -> {
          return k;
        }
        default -> throw new IllegalStateException("instruction " + Integer.toHexString(code));
      }
    }
  }
}
