package dev.cofferdam.runtime.wasm.endive;

import java.security.SecureRandom;
import java.util.List;
import run.endive.runtime.HostFunction;
import run.endive.runtime.Instance;
import run.endive.runtime.Memory;
import run.endive.wasm.types.FunctionType;
import run.endive.wasm.types.ValType;

/// The twelve calls of WASI that QuickJS imports, as far as it needs them to live: a clock, random
/// bytes, and a place for its last words. It has no files, no streams, no arguments and no
/// environment; Endive's own WASI, which leads to the host's files, is not linked.
final class Wasi {
  private static final String MODULE = "wasi_snapshot_preview1";
  private static final long SUCCESS = 0;
  private static final long NO_SUCH_DESCRIPTOR = 8;
  private static final long NOT_SUPPORTED = 58;
  private static final int REALTIME = 0;
  private static final int MAX_RANDOM = 1 << 16;
  private static final int MAX_WORDS = 2048;
  private static final int VECTOR_BYTES = 8;
  private static final int MAX_VECTORS = 1024;
  private static final ValType I32 = ValType.I32;
  private static final ValType I64 = ValType.I64;

  private final SecureRandom random = new SecureRandom();
  private final StringBuilder words = new StringBuilder();

  /// What the engine said when it gave up, such as a panic's text.
  String words() {
    return words.toString();
  }

  /// All that it can call.
  HostFunction[] functions() {
    return new HostFunction[] {
      call("random_get", List.of(I32, I32), this::random),
      call("environ_get", List.of(I32, I32), (memory, arguments) -> SUCCESS),
      call("environ_sizes_get", List.of(I32, I32), Wasi::nothing),
      call("clock_time_get", List.of(I32, I64, I32), Wasi::clock),
      call("fd_close", List.of(I32), Wasi::absent),
      call("fd_fdstat_get", List.of(I32, I32), Wasi::absent),
      call("fd_prestat_get", List.of(I32, I32), Wasi::absent),
      call("fd_prestat_dir_name", List.of(I32, I32, I32), Wasi::absent),
      call("fd_read", List.of(I32, I32, I32, I32), Wasi::absent),
      call("fd_seek", List.of(I32, I64, I32, I32), Wasi::absent),
      call("fd_write", List.of(I32, I32, I32, I32), this::write),
      new HostFunction(MODULE, "proc_exit", FunctionType.of(List.of(I32), List.of()), Wasi::giveUp),
    };
  }

  /// What one call does; its result is an error of WASI's.
  private interface Call {
    long run(Memory memory, long[] arguments);
  }

  private static HostFunction call(String name, List<ValType> parameters, Call call) {
    return new HostFunction(
        MODULE,
        name,
        FunctionType.of(parameters, List.of(I32)),
        (instance, arguments) -> new long[] {call.run(instance.memory(), arguments)});
  }

  private static long[] giveUp(Instance instance, long[] arguments) {
    throw new IllegalStateException("the engine ended itself with " + arguments[0]);
  }

  private long random(Memory memory, long[] arguments) {
    int length = (int) arguments[1];
    if (length < 0 || length > MAX_RANDOM) {
      return NOT_SUPPORTED;
    }
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    memory.write((int) arguments[0], bytes);
    return SUCCESS;
  }

  private static long nothing(Memory memory, long[] arguments) {
    memory.writeI32((int) arguments[0], 0);
    memory.writeI32((int) arguments[1], 0);
    return SUCCESS;
  }

  private static long clock(Memory memory, long[] arguments) {
    long nanos =
        arguments[0] == REALTIME ? System.currentTimeMillis() * 1_000_000L : System.nanoTime();
    memory.writeLong((int) arguments[2], nanos);
    return SUCCESS;
  }

  private static long absent(Memory memory, long[] arguments) {
    return NO_SUCH_DESCRIPTOR;
  }

  private long write(Memory memory, long[] arguments) {
    int vectors = (int) arguments[1];
    int count = (int) arguments[2];
    if (count < 0 || count > MAX_VECTORS) {
      return NOT_SUPPORTED;
    }
    int total = 0;
    for (int index = 0; index < count; index++) {
      int at = memory.readInt(vectors + VECTOR_BYTES * index);
      int length = memory.readInt(vectors + VECTOR_BYTES * index + 4);
      int wanted = Math.min(length, MAX_WORDS - words.length());
      if (wanted > 0) {
        words.append(memory.readString(at, wanted));
      }
      total += length;
    }
    memory.writeI32((int) arguments[3], total);
    return SUCCESS;
  }
}
