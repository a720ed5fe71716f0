package dev.cofferdam.host;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// A loop device over a file without a name. It detaches itself when its last user is gone
/// (`LO_FLAGS_AUTOCLEAR`, loop(4)), and the file, which no directory names, goes with it.
///
/// @param path such as `/dev/loop0`
/// @param minor its minor number; the major one is 7
/// @param sequence counts what was attached to any device, and so tells our file from the next
///   one's (Linux 5.15); empty where the kernel does not count
public record LoopDevice(Path path, int minor, String sequence) {
  /// The major number of loop devices.
  public static final int MAJOR = 7;

  private static final long LOOP_CTL_GET_FREE = 0x4C82;
  private static final long LOOP_CONFIGURE = 0x4C0A;
  private static final int LO_FLAGS_AUTOCLEAR = 4;
  private static final int CONFIG_BYTES = 304;
  private static final int BLOCK_SIZE = 4096;
  private static final int ATTEMPTS = 64;
  private static final long POLL_NANOS = 500_000;

  /// A loop device while it is only held by this process.
  ///
  /// @param device which one
  /// @param hold keeps it attached until something is mounted from it
  public record Attached(LoopDevice device, Descriptor hold) implements AutoCloseable {
    @Override
    public void close() {
      hold.close();
    }
  }

  /// Attaches a file to a free device. Others may take a device between the question and the
  /// answer, so it is asked again.
  static Attached attach(Descriptor file) {
    try (Descriptor control = Paths.openReadWrite(Path.of("/dev/loop-control"))) {
      for (int attempt = 0; ; attempt++) {
        int minor = (int) Kernel.call(Call.IOCTL, control.number(), LOOP_CTL_GET_FREE, 0);
        Path path = Path.of("/dev/loop" + minor);
        Descriptor device = Paths.openReadWrite(path);
        try {
          configure(device, file);
          return new Attached(new LoopDevice(path, minor, sequenceOf(minor)), device);
        } catch (KernelException taken) {
          device.close();
          if (taken.errno() != Errno.EBUSY || attempt == ATTEMPTS) {
            throw taken;
          }
        }
      }
    }
  }

  /// Waits until the device has let its file go; somebody else may have the device then.
  ///
  /// @return whether it has
  public boolean awaitDetached(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (isAttached()) {
      if (System.nanoTime() > end) {
        return false;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return true;
  }

  private boolean isAttached() {
    return Files.exists(system(minor).resolve("loop/backing_file"))
        && sequenceOf(minor).equals(sequence);
  }

  private static String sequenceOf(int minor) {
    try {
      return Files.readString(system(minor).resolve("diskseq"));
    } catch (IOException notCounted) {
      return "";
    }
  }

  private static Path system(int minor) {
    return Path.of("/sys/block/loop" + minor);
  }

  private static void configure(Descriptor device, Descriptor file) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment config = arena.allocate(CONFIG_BYTES, 8);
      config.set(ValueLayout.JAVA_INT, 0, file.number());
      config.set(ValueLayout.JAVA_INT, 4, BLOCK_SIZE);
      // struct loop_info64 starts at 8; lo_flags is its byte 52 (linux/loop.h).
      config.set(ValueLayout.JAVA_INT, 8 + 52, LO_FLAGS_AUTOCLEAR);
      Kernel.call(Call.IOCTL, device.number(), LOOP_CONFIGURE, config.address());
    }
  }
}
