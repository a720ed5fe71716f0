package dev.cofferdam.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The resource limits of this process and those that a program in a sandbox can have. What runs in
/// a user namespace can only lower them, since CAP_SYS_RESOURCE counts in the initial one alone
/// (setrlimit(2)); with it, the watchdog lifts them before the runtime enters one.
public final class ResourceLimits {
  /// No limit, as RLIM_INFINITY reads as a signed number.
  public static final long UNLIMITED = -1;

  private static final int NOFILE = 7;
  private static final int NICE = 13;
  private static final int RTPRIO = 14;
  private static final int CAP_SYS_RESOURCE = 24;
  private static final int MAX_TEXT = 8192;

  private ResourceLimits() {}

  /// The highest hard limit that a program can be given, in the resource's own unit, or
  /// [#UNLIMITED]. Much of nice and rtprio is a privilege, so those are never more than ours.
  ///
  /// @param resource its number in `asm-generic/resource.h`
  public static long ceiling(int resource) {
    if (resource == NICE || resource == RTPRIO || !mayLift()) {
      return hard(resource);
    }
    return resource == NOFILE ? mostDescriptors() : UNLIMITED;
  }

  /// What nobody may exceed, whatever its rights (proc(5), `fs.nr_open`).
  static long mostDescriptors() {
    return Long.parseLong(text("/proc/sys/fs/nr_open").strip());
  }

  private static boolean mayLift() {
    String capabilities =
        text("/proc/self/status")
            .lines()
            .filter(line -> line.startsWith("CapEff:"))
            .map(line -> line.substring("CapEff:".length()).strip())
            .findFirst()
            .orElse("0");
    return (Long.parseUnsignedLong(capabilities, 16) >> CAP_SYS_RESOURCE & 1) == 1
        && Privilege.ofSelf().initialNamespace();
  }

  /// Not by [Files#readString]: it asks for one byte first, and files below `/proc/sys` give no
  /// more after that.
  private static String text(String file) {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return new String(in.readNBytes(MAX_TEXT), StandardCharsets.US_ASCII);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

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
