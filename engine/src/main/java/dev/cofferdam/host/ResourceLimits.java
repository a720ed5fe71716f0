package dev.cofferdam.host;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The hard resource limits of this process. Nothing that it starts in a user namespace can raise
/// them, since CAP_SYS_RESOURCE counts in the initial one only (setrlimit(2)).
public final class ResourceLimits {
  /// No limit, as RLIM_INFINITY reads as a signed number.
  public static final long UNLIMITED = -1;

  private ResourceLimits() {}

  /// A hard limit in the resource's own unit, or [#UNLIMITED].
  ///
  /// @param resource its number in `asm-generic/resource.h`
  public static long hard(int resource) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment limit = arena.allocate(16, 8);
      // Safe: struct rlimit64 is two u64, and a null new limit changes nothing.
      Kernel.call(Call.PRLIMIT64, 0, resource, 0, limit.address());
      return limit.get(ValueLayout.JAVA_LONG, 8);
    }
  }

  /// Whether a limit is no higher than another one.
  public static boolean fits(long limit, long ceiling) {
    return Long.compareUnsigned(limit, ceiling) <= 0;
  }
}
