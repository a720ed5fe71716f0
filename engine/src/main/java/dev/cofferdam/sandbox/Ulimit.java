package dev.cofferdam.sandbox;

import dev.cofferdam.error.CofferdamException;
import java.util.List;

/// A resource limit in the words of `docker run --ulimit`, applied by `init` (setrlimit(2)).
///
/// @param name as in `ulimit`: nofile, core, stack, …
/// @param soft the soft limit in the resource's own unit; -1 is unlimited
/// @param hard the hard limit, at least the soft one; -1 is unlimited
public record Ulimit(String name, long soft, long hard) {
  /// Names in the order of their numbers in `asm-generic/resource.h`.
  public static final List<String> NAMES =
      List.of(
          "cpu",
          "fsize",
          "data",
          "stack",
          "core",
          "rss",
          "nproc",
          "nofile",
          "memlock",
          "as",
          "locks",
          "sigpending",
          "msgqueue",
          "nice",
          "rtprio",
          "rttime");

  public Ulimit {
    if (!NAMES.contains(name)) {
      throw CofferdamException.invalid(
          "unknown ulimit: " + name, "one of " + String.join(", ", NAMES));
    }
    if (soft < -1 || hard < -1 || (hard != -1 && (soft == -1 || soft > hard))) {
      throw CofferdamException.invalid(
          "ulimit " + name + ": the soft limit exceeds the hard one", "write NAME=SOFT:HARD");
    }
  }

  /// The number of the resource for setrlimit(2).
  public int resource() {
    return NAMES.indexOf(name);
  }
}
