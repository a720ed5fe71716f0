package dev.cofferdam.host.seccomp;

/// The calling conventions through which a program on x86-64 can enter the kernel.
public enum Arch {
  /// The native one, the only one that a sandbox may use.
  X86_64("x86_64"),
  /// 64-bit registers, 32-bit pointers: the native audit architecture with [#X32_BIT] in the
  /// number.
  X32("x32"),
  /// `int 0x80` and 32-bit `syscall`/`sysenter`.
  I386("i386"),
  /// A value of `AUDIT_ARCH_*` that x86-64 kernels do not give.
  OTHER("other");

  /// `AUDIT_ARCH_X86_64` of linux/audit.h.
  static final int AUDIT_X86_64 = 0xC000003E;

  /// `AUDIT_ARCH_I386` of linux/audit.h.
  static final int AUDIT_I386 = 0x40000003;

  /// `__X32_SYSCALL_BIT` of asm/unistd.h.
  static final int X32_BIT = 0x40000000;

  /// What gVisor's platform systrap adds to the number of a call that is not native.
  private static final int SENTRY_FOREIGN = 0x86000000;

  private static final int SENTRY_FOREIGN_MASK = 0xff000000;

  private final String label;

  Arch(String label) {
    this.label = label;
  }

  /// The name as reports show it: `x86_64`, `x32`, `i386` or `other`.
  public String label() {
    return label;
  }

  /// The convention behind what seccomp reports (`struct seccomp_data` of linux/seccomp.h).
  ///
  /// @param audit its `arch`
  /// @param number its `nr`; a negative one is no x32 call although it has the bit
  static Arch of(int audit, int number) {
    return switch (audit) {
      case AUDIT_X86_64 -> number > 0 && (number & X32_BIT) != 0 ? X32 : X86_64;
      case AUDIT_I386 -> I386;
      default -> OTHER;
    };
  }

  /// The convention behind the number that gVisor's Sentry gives a call.
  public static Arch ofSentry(int number) {
    return (number & SENTRY_FOREIGN_MASK) == SENTRY_FOREIGN ? I386 : of(AUDIT_X86_64, number);
  }

  /// The call's own number in that convention.
  public int numberOfSentry(int number) {
    return switch (this) {
      case I386 -> number & ~SENTRY_FOREIGN_MASK;
      case X32 -> number & ~X32_BIT;
      case X86_64, OTHER -> number;
    };
  }
}
