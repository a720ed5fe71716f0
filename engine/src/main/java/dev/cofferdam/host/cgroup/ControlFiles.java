package dev.cofferdam.host.cgroup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/// The files of one cgroup that hold limits and counters, in the words of one version.
sealed interface ControlFiles permits ControlFilesV1, ControlFilesV2 {
  /// Writes the limits and reads them back.
  ///
  /// @throws dev.cofferdam.error.CofferdamException LIMIT_UNENFORCEABLE when the kernel refuses one
  ///   or holds another value than asked
  InForce apply(CgroupLimits limits);

  /// Reads the counters.
  CgroupReadings read();

  /// Limits being written, with what the kernel made of them.
  final class Writing {
    /// The kernel counts memory in pages, of which the largest of any Linux has 64 KiB.
    private static final long LARGEST_PAGE = 1 << 16;

    private final Map<String, String> values = new LinkedHashMap<>();

    /// A number of bytes, which the kernel may round down to whole pages.
    void bytes(Path file, long value) {
      String text = writeAndRead(file, Long.toString(value));
      OptionalLong held = CgroupFiles.parse(text);
      require(
          held.isPresent() && held.getAsLong() <= value && held.getAsLong() > value - LARGEST_PAGE,
          file,
          Long.toString(value),
          text);
      values.put(name(file), text);
    }

    /// A value that the kernel gives back as it was written.
    void exact(Path file, String value) {
      String held = writeAndRead(file, value);
      require(held.equals(value), file, value, held);
      values.put(name(file), held);
    }

    /// A limit on one disk in a file with a line for each.
    ///
    /// @param expected the line that must be there afterwards
    void line(Path file, String value, String expected) {
      String held = writeAndRead(file, value);
      require(held.lines().anyMatch(expected::equals), file, value, held);
      values.put(name(file), held.replace("\n", ", "));
    }

    InForce result() {
      return new InForce(values);
    }

    private static String writeAndRead(Path file, String value) {
      try {
        CgroupFiles.write(file, value);
        return CgroupFiles.read(file);
      } catch (IOException refusal) {
        throw CgroupParent.unenforceable(
            "the kernel refused " + name(file) + " = " + value + ": " + CgroupFiles.reason(refusal),
            "ask for no more than the cgroups above allow, or name others with --cgroup-parent");
      }
    }

    private static void require(boolean holds, Path file, String asked, String held) {
      if (!holds) {
        throw CgroupParent.unenforceable(
            "the kernel holds " + name(file) + " = " + held + " instead of " + asked,
            "choose a value that it keeps");
      }
    }

    private static String name(Path file) {
      return String.valueOf(file.getFileName());
    }
  }
}
