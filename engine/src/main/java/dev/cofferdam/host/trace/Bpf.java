package dev.cofferdam.host.trace;

import dev.cofferdam.host.Call;
import dev.cofferdam.host.Descriptor;
import dev.cofferdam.host.Kernel;
import dev.cofferdam.host.KernelException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/// The call `bpf(2)`, as far as the recorder needs it. Field offsets are those of `union bpf_attr`
/// in `linux/bpf.h`; the kernel takes a longer structure than it knows as long as the rest is zero.
final class Bpf {
  /// Kinds of maps (`enum bpf_map_type`).
  enum MapType {
    HASH(1),
    ARRAY(2),
    PERCPU_ARRAY(6),
    RINGBUF(27);

    private final int number;

    MapType(int number) {
      this.number = number;
    }
  }

  /// Lets an array map be mapped into memory (`BPF_F_MMAPABLE`).
  static final int MAPPABLE = 1 << 10;

  private static final int MAP_CREATE = 0;
  private static final int MAP_UPDATE_ELEM = 2;
  private static final int MAP_DELETE_ELEM = 3;
  private static final int PROG_LOAD = 5;
  private static final int RAW_TRACEPOINT_OPEN = 17;
  private static final int PROG_TYPE_RAW_TRACEPOINT = 17;
  private static final long NO_EXIST = 1;
  private static final int ATTRIBUTE_BYTES = 128;
  private static final int LOG_BYTES = 256 * 1024;

  private Bpf() {}

  /// Creates a map.
  ///
  /// @throws KernelException as bpf(2) fails
  static Descriptor createMap(MapType type, int keyBytes, int valueBytes, int entries, int flags) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attribute = arena.allocate(ATTRIBUTE_BYTES, 8);
      putInt(attribute, 0, type.number);
      putInt(attribute, 4, keyBytes);
      putInt(attribute, 8, valueBytes);
      putInt(attribute, 12, entries);
      putInt(attribute, 16, flags);
      return new Descriptor(bpf(MAP_CREATE, attribute));
    }
  }

  /// Sets one entry of a map.
  ///
  /// @param fresh whether the entry must not exist yet (EEXIST)
  /// @throws KernelException as bpf(2) fails
  static void put(Descriptor map, byte[] key, byte[] value, boolean fresh) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attribute = arena.allocate(ATTRIBUTE_BYTES, 8);
      putInt(attribute, 0, map.number());
      putLong(attribute, 8, copy(arena, key).address());
      putLong(attribute, 16, copy(arena, value).address());
      putLong(attribute, 24, fresh ? NO_EXIST : 0);
      bpf(MAP_UPDATE_ELEM, attribute);
    }
  }

  /// Removes one entry of a map.
  ///
  /// @throws KernelException with ENOENT when there is none
  static void remove(Descriptor map, byte[] key) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attribute = arena.allocate(ATTRIBUTE_BYTES, 8);
      putInt(attribute, 0, map.number());
      putLong(attribute, 8, copy(arena, key).address());
      bpf(MAP_DELETE_ELEM, attribute);
    }
  }

  /// Has the kernel verify a program for a raw tracepoint and loads it.
  ///
  /// @throws KernelException EPERM without the privilege, EACCES or EINVAL when the verifier
  ///   refuses the program
  static Descriptor load(byte[] program) {
    try (Arena arena = Arena.ofConfined()) {
      return new Descriptor(bpf(PROG_LOAD, loadAttribute(arena, program)));
    }
  }

  /// What the verifier says about a program that it refuses; the last line has the reason.
  static String verifierLog(byte[] program) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attribute = loadAttribute(arena, program);
      MemorySegment log = arena.allocate(LOG_BYTES);
      putInt(attribute, 24, 1);
      putInt(attribute, 28, LOG_BYTES);
      putLong(attribute, 32, log.address());
      long result = attempt(PROG_LOAD, attribute);
      if (result >= 0) {
        new Descriptor(result).close();
      }
      return log.getString(0, StandardCharsets.ISO_8859_1);
    }
  }

  /// Puts a loaded program on a tracepoint; it stays there until the result is closed.
  ///
  /// @throws KernelException ENOENT when the kernel has no such tracepoint
  static Descriptor attach(String tracepoint, Descriptor program) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attribute = arena.allocate(ATTRIBUTE_BYTES, 8);
      putLong(attribute, 0, arena.allocateFrom(tracepoint).address());
      putInt(attribute, 8, program.number());
      return new Descriptor(bpf(RAW_TRACEPOINT_OPEN, attribute));
    }
  }

  private static MemorySegment loadAttribute(Arena arena, byte[] program) {
    MemorySegment attribute = arena.allocate(ATTRIBUTE_BYTES, 8);
    putInt(attribute, 0, PROG_TYPE_RAW_TRACEPOINT);
    putInt(attribute, 4, program.length / 8);
    putLong(attribute, 8, copy(arena, program).address());
    // The functions that read memory are for programs under this licence only.
    putLong(attribute, 16, arena.allocateFrom("GPL").address());
    return attribute;
  }

  // Safe: the attribute and what it points to live in an arena of the caller until this returns.
  private static long bpf(int command, MemorySegment attribute) {
    return Kernel.call(Call.BPF, command, attribute.address(), ATTRIBUTE_BYTES);
  }

  // Safe: as above.
  private static long attempt(int command, MemorySegment attribute) {
    return Kernel.attempt(Call.BPF, command, attribute.address(), ATTRIBUTE_BYTES);
  }

  private static MemorySegment copy(Arena arena, byte[] bytes) {
    MemorySegment memory = arena.allocate(bytes.length, 8);
    MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
    return memory;
  }

  private static void putInt(MemorySegment memory, long offset, int value) {
    memory.set(ValueLayout.JAVA_INT, offset, value);
  }

  private static void putLong(MemorySegment memory, long offset, long value) {
    memory.set(ValueLayout.JAVA_LONG, offset, value);
  }
}
