package dev.cofferdam.host.trace;

import dev.cofferdam.host.Call;
import dev.cofferdam.host.Descriptor;
import dev.cofferdam.host.Kernel;
import dev.cofferdam.host.KernelException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Memory of a BPF map that the kernel's programs and Java share.
final class SharedMemory {
  private static final int PROT_READ = 1;
  private static final int PROT_WRITE = 2;
  private static final int MAP_SHARED = 1;

  private SharedMemory() {}

  /// Maps a part of a map; it is unmapped when the arena closes, and any later access throws
  /// IllegalStateException instead of touching what is mapped there by then.
  ///
  /// @throws KernelException as mmap(2) fails
  // Safe: the size is the one that was mapped just now, and nobody else unmaps it.
  @SuppressWarnings("restricted")
  static MemorySegment map(Arena arena, Descriptor map, long offset, long bytes, boolean writable) {
    int protection = writable ? PROT_READ | PROT_WRITE : PROT_READ;
    long address = Kernel.call(Call.MMAP, 0, bytes, protection, MAP_SHARED, map.number(), offset);
    return MemorySegment.ofAddress(address)
        .reinterpret(bytes, arena, memory -> Kernel.attempt(Call.MUNMAP, memory.address(), bytes));
  }
}
