package dev.cofferdam.host.seccomp;

import java.util.Set;

/// What a rule asks of one argument of a call.
///
/// Only the low 32 bits are looked at, on purpose: every argument tested here is an `int`, an
/// `unsigned`, a `umode_t` or (clone's flags) cut to 32 bits by the kernel itself, which ignores
/// what else the register holds. A test of all 64 bits would let `TIOCSTI | 1L << 32` through.
sealed interface ArgumentTest {
  /// Which of the six arguments, from 0.
  int argument();

  /// Whether a register with this content passes.
  boolean passes(long register);

  /// None of these bits is set.
  record NoBits(int argument, int mask) implements ArgumentTest {
    @Override
    public boolean passes(long register) {
      return ((int) register & mask) == 0;
    }
  }

  /// It is one of these values.
  record OneOf(int argument, Set<Integer> values) implements ArgumentTest {
    public OneOf {
      values = Set.copyOf(values);
    }

    @Override
    public boolean passes(long register) {
      return values.contains((int) register);
    }
  }

  /// It is none of these values.
  record NoneOf(int argument, Set<Integer> values) implements ArgumentTest {
    public NoneOf {
      values = Set.copyOf(values);
    }

    @Override
    public boolean passes(long register) {
      return !values.contains((int) register);
    }
  }
}
