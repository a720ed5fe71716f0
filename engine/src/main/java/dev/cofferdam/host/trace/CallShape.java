package dev.cofferdam.host.trace;

/// What the arguments of a system call mean: which of them the program on the tracepoint follows
/// into the caller's memory, and how Java reads the rest.
///
/// @param tail what the followed pointer leads to
/// @param pointer the number of the argument to follow, 0 where there is none
/// @param directory the number of the argument that a relative path starts from, or [#NONE] for the
///   current directory
/// @param descriptor the number of the argument that is the open file concerned, or [#NONE]
/// @param flags the number of the argument with the flags, or [#NONE]
/// @param intent whether the call means to change what it names
/// @param marks further bits for the program on the tracepoint
record CallShape(
    Tail tail, int pointer, int directory, int descriptor, int flags, Intent intent, int marks) {
  /// No argument.
  static final int NONE = -1;

  /// The bits of a call that are its argument number, in the byte that the program reads.
  static final int POINTER_BITS = 0x07;

  /// The bits that are its [Tail].
  static final int TAIL_BITS = 0x18;

  /// The flags are in a `struct open_how`, to which argument 2 points (openat2(2)).
  static final int OPEN_HOW = 0x20;

  /// Makes processes: EAGAIN from it is a limit at work.
  static final int FORKS = 0x40;

  /// Takes memory: ENOMEM from it is a limit at work.
  static final int TAKES_MEMORY = 0x80;

  /// What a followed pointer leads to.
  enum Tail {
    NOTHING(0x00),
    PATH(0x08),
    ADDRESS(0x10),
    /// A `struct msghdr` whose name is an address.
    MESSAGE(0x18);

    private final int bits;

    Tail(int bits) {
      this.bits = bits;
    }

    int bits() {
      return bits;
    }
  }

  /// Whether a call means to change what it names.
  enum Intent {
    READS,
    WRITES,
    /// As its open(2) flags say.
    OPEN_FLAGS,
    /// As its access(2) mode says.
    ACCESS_MODE
  }

  private static final int O_ACCMODE = 3;
  private static final int O_CREAT = 0x40;
  private static final int O_TRUNC = 0x200;
  private static final int W_OK = 2;

  static CallShape plain() {
    return new CallShape(Tail.NOTHING, 0, NONE, NONE, NONE, Intent.READS, 0);
  }

  static CallShape path(int argument) {
    return new CallShape(Tail.PATH, argument, NONE, NONE, NONE, Intent.READS, 0);
  }

  /// A path with the directory's descriptor in the argument before it.
  static CallShape pathAt(int argument) {
    return new CallShape(Tail.PATH, argument, argument - 1, NONE, NONE, Intent.READS, 0);
  }

  static CallShape address(int argument) {
    return new CallShape(Tail.ADDRESS, argument, NONE, NONE, NONE, Intent.READS, 0);
  }

  static CallShape message(int argument) {
    return new CallShape(Tail.MESSAGE, argument, NONE, NONE, NONE, Intent.READS, 0);
  }

  static CallShape file(int argument) {
    return new CallShape(Tail.NOTHING, 0, NONE, argument, NONE, Intent.READS, 0);
  }

  CallShape writing() {
    return new CallShape(tail, pointer, directory, descriptor, flags, Intent.WRITES, marks);
  }

  CallShape opening(int argument) {
    return new CallShape(tail, pointer, directory, descriptor, argument, Intent.OPEN_FLAGS, marks);
  }

  CallShape asking(int argument) {
    return new CallShape(tail, pointer, directory, descriptor, argument, Intent.ACCESS_MODE, marks);
  }

  CallShape marked(int bits) {
    return new CallShape(tail, pointer, directory, descriptor, flags, intent, marks | bits);
  }

  /// The byte by which the program on the tracepoint knows the call.
  int code() {
    return pointer | tail.bits() | marks;
  }

  /// The value of a call's flags.
  long flagsOf(RawFailure failure) {
    if ((marks & OPEN_HOW) != 0) {
      return failure.extra();
    }
    // The kernel takes them as an int; the upper half of the register is noise.
    return flags == NONE ? 0 : failure.argument(flags) & 0xffff_ffffL;
  }

  /// Whether a call with these flags means to change what it names.
  boolean writes(long value) {
    return switch (intent) {
      case READS -> false;
      case WRITES -> true;
      case OPEN_FLAGS -> (value & O_ACCMODE) != 0 || (value & (O_CREAT | O_TRUNC)) != 0;
      case ACCESS_MODE -> (value & W_OK) != 0;
    };
  }
}
