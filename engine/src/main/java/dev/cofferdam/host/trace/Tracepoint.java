package dev.cofferdam.host.trace;

import dev.cofferdam.host.Descriptor;
import dev.cofferdam.host.Errno;
import dev.cofferdam.host.KernelException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;

/// What the recorder has in the kernel: the maps, the program, and its place on the tracepoint. All
/// of it is gone when this is closed, or when the engine's process ends however it ends.
final class Tracepoint implements AutoCloseable {
  private final Owned owned;
  private final SysExitProgram.Maps maps;
  private final Ring ring;
  private final Slots slots;

  /// Descriptors and memory, closed together, the youngest first.
  private record Owned(Deque<Descriptor> descriptors, Arena memory) implements AutoCloseable {
    Descriptor keep(Descriptor descriptor) {
      descriptors.push(descriptor);
      return descriptor;
    }

    @Override
    public void close() {
      descriptors.forEach(Descriptor::close);
      memory.close();
    }
  }

  /// A kernel that does not let us record, with the reason in one line.
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String reason, KernelException cause) {
      super(reason, cause);
    }
  }

  /// Loads everything and starts it, with no cgroup watched yet.
  ///
  /// @throws RefusedException when the kernel does not let us
  // The arena is closed by the tracepoint, or below where there is none.
  @SuppressWarnings("MustBeClosedChecker")
  static Tracepoint open() throws RefusedException {
    Owned owned = new Owned(new ArrayDeque<>(), Arena.ofShared());
    String step = "creating its maps";
    byte[] program = {};
    try {
      SysExitProgram.Maps maps = createMaps(owned);
      Tracepoint tracepoint = new Tracepoint(owned, maps);
      step = "loading its program";
      program = SysExitProgram.assemble(maps);
      Descriptor loaded = owned.keep(Bpf.load(program));
      step = "attaching to sys_exit";
      owned.keep(Bpf.attach("sys_exit", loaded));
      return tracepoint;
    } catch (KernelException refused) {
      String log = program.length > 0 && !isDenied(refused) ? Bpf.verifierLog(program) : "";
      owned.close();
      throw new RefusedException(reason(step, refused, log), refused);
    }
  }

  private Tracepoint(Owned owned, SysExitProgram.Maps maps) {
    this.owned = owned;
    this.maps = maps;
    ring = new Ring(owned.memory, maps.ring());
    slots = new Slots(owned.memory, maps.slots());
  }

  Ring ring() {
    return ring;
  }

  Slots slots() {
    return slots;
  }

  /// To be waited for: it is readable when the program woke its reader.
  Descriptor ringDescriptor() {
    return maps.ring();
  }

  /// Has the program record a cgroup into a slot.
  ///
  /// @throws KernelException EEXIST when it is watched already
  void add(long cgroupId, int slot) {
    Bpf.put(maps.watched(), bytes(cgroupId), ints(slot), true);
  }

  /// Has the program leave a cgroup alone.
  void remove(long cgroupId) {
    Bpf.remove(maps.watched(), bytes(cgroupId));
  }

  @Override
  public void close() {
    owned.close();
  }

  /// What to tell people about a step that the kernel refused.
  static String reason(String step, KernelException refused, String verifierLog) {
    String failed = step + ": " + refused.getMessage();
    if (isDenied(refused)) {
      return failed
          + " (needs root, or CAP_BPF and CAP_PERFMON; before Linux 5.11 also a limit on locked"
          + " memory of 4 MiB, ulimit -l; kernel lockdown must not be `confidentiality`)";
    }
    if (refused.errno() == Errno.ENOSYS) {
      return failed + " (this kernel has no BPF)";
    }
    if (refused.errno() == Errno.ENOENT) {
      return failed + " (this kernel has no system call tracepoints)";
    }
    if (verifierLog.isBlank()) {
      return failed + " (needs Linux 5.8 or later)";
    }
    String[] lines = verifierLog.strip().split("\n", -1);
    // The last line but the statistics says what is wrong.
    String verdict = lines[lines.length - 1];
    if (verdict.startsWith("processed ") && lines.length > 1) {
      verdict = lines[lines.length - 2];
    }
    return failed + " (" + verdict + ")";
  }

  private static boolean isDenied(KernelException refused) {
    return refused.errno() == Errno.EPERM;
  }

  private static SysExitProgram.Maps createMaps(Owned owned) {
    Descriptor ring = owned.keep(Bpf.createMap(Bpf.MapType.RINGBUF, 0, 0, Ring.BYTES, 0));
    Descriptor watched = owned.keep(Bpf.createMap(Bpf.MapType.HASH, 8, 4, Slots.COUNT, 0));
    Descriptor slots =
        owned.keep(Bpf.createMap(Bpf.MapType.ARRAY, 4, Slots.BYTES, Slots.COUNT, Bpf.MAPPABLE));
    Descriptor policy = owned.keep(Bpf.createMap(Bpf.MapType.ARRAY, 4, Policy.BYTES, 1, 0));
    Descriptor scratch =
        owned.keep(Bpf.createMap(Bpf.MapType.PERCPU_ARRAY, 4, RawFailure.BYTES, 1, 0));
    Bpf.put(policy, ints(0), Policy.table(), false);
    return new SysExitProgram.Maps(watched, slots, policy, scratch, ring);
  }

  private static byte[] bytes(long value) {
    return ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putLong(value).array();
  }

  private static byte[] ints(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(value).array();
  }
}
