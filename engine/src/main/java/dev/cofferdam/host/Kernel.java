package dev.cofferdam.host;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Locale;

/// System calls by number, through libc's `syscall(2)`.
///
/// Every downcall of the engine has one shape, seven machine words in and one out: FFM links a
/// shape once, and linking is what costs a young JVM most. On x86-64 a function that takes fewer
/// arguments ignores the rest, and integer arguments of variadic functions travel in the same
/// registers. Safe to call from any thread; errno is captured per call.
public final class Kernel {
  private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG;
  private static final FunctionDescriptor SHAPE =
      FunctionDescriptor.of(WORD, WORD, WORD, WORD, WORD, WORD, WORD, WORD);
  private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final Linker LINKER = Linker.nativeLinker();

  // Safe: the address is left open, each call passes the address of a function of libc.
  @SuppressWarnings("restricted")
  private static final MethodHandle DOWNCALL =
      LINKER.downcallHandle(SHAPE, Linker.Option.captureCallState("errno"));

  private static final MemorySegment SYSCALL = function("syscall");

  private Kernel() {}

  /// Makes a system call; retries it when a signal interrupted it.
  ///
  /// @param arguments at most six words; missing ones are 0
  /// @return the call's result, never negative
  /// @throws KernelException with the error number when the call failed
  public static long call(Call call, long... arguments) {
    while (true) {
      long result = attempt(call, arguments);
      if (result >= 0) {
        return result;
      }
      if (result != -Errno.EINTR.number()) {
        throw new KernelException(call.name().toLowerCase(Locale.ROOT), (int) -result);
      }
    }
  }

  /// Makes a system call once.
  ///
  /// @return its result, or the negated error number
  public static long attempt(Call call, long... arguments) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      long result =
          invoke(
              SYSCALL,
              state,
              call.number(),
              word(arguments, 0),
              word(arguments, 1),
              word(arguments, 2),
              word(arguments, 3),
              word(arguments, 4),
              word(arguments, 5));
      return result == -1 ? -(long) (int) ERRNO.get(state, 0L) : result;
    }
  }

  /// Calls a function of libc that returns an error number, or 0.
  ///
  /// @throws KernelException with the number when it is not 0
  public static void callLibc(String name, long... arguments) {
    try (Arena arena = Arena.ofConfined()) {
      int error =
          (int)
              invoke(
                  function(name),
                  arena.allocate(STATE),
                  word(arguments, 0),
                  word(arguments, 1),
                  word(arguments, 2),
                  word(arguments, 3),
                  word(arguments, 4),
                  word(arguments, 5),
                  word(arguments, 6));
      if (error != 0) {
        throw new KernelException(name, error);
      }
    }
  }

  private static long word(long[] arguments, int index) {
    return index < arguments.length ? arguments[index] : 0;
  }

  private static MemorySegment function(String name) {
    return LINKER
        .defaultLookup()
        .find(name)
        .orElseThrow(() -> new IllegalStateException("libc has no " + name));
  }

  private static long invoke(
      MemorySegment function,
      MemorySegment state,
      long a,
      long b,
      long c,
      long d,
      long e,
      long f,
      long g) {
    try {
      // Safe: pointers among the words stay alive in their arenas for the length of the call.
      return (long) DOWNCALL.invokeExact(function, state, a, b, c, d, e, f, g);
    } catch (RuntimeException | Error unexpected) {
      throw unexpected;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
