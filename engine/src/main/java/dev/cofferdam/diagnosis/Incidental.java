package dev.cofferdam.diagnosis;

import dev.cofferdam.diagnosis.Evidence.FailedCall;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Failures that ordinary programs meet and cope with: caches that cannot be written beside the
/// code, histories, masked kernel files, mere questions. They are blamed only if the program's last
/// words name them.
final class Incidental {
  /// Calls that only ask, or that set what copying programs try to carry over.
  private static final Set<String> QUESTIONS =
      Set.of(
          "access",
          "faccessat",
          "faccessat2",
          "stat",
          "lstat",
          "newfstatat",
          "statx",
          "readlink",
          "readlinkat",
          "getxattr",
          "lgetxattr",
          "utime",
          "utimes",
          "utimensat",
          "futimesat",
          "setxattr",
          "lsetxattr",
          "fsetxattr",
          "chown",
          "lchown",
          "fchown",
          "fchownat");

  /// execvp(3) tries each directory of PATH; only the last try counts, and that is a start failure
  /// or named by who tried.
  private static final Set<String> SEARCHES = Set.of("execve", "execveat");

  private static final List<Pattern> PATHS =
      List.of(
          // CPython writes byte code beside each module it imports, under a temporary name first.
          Pattern.compile("(?:^|/)__pycache__(?:/|$)|\\.py[co](?:\\.\\d+)?$"),
          // Caches of test runners, linters, node and git's refresh of its index on `git status`.
          Pattern.compile(
              "(?:^|/)\\.(?:pytest_cache|mypy_cache|ruff_cache|hypothesis|ipynb_checkpoints)"
                  + "(?:/|$)"),
          Pattern.compile("(?:^|/)node_modules/\\.(?:cache|vite|package-lock\\.json)"),
          Pattern.compile("(?:^|/)\\.git/(?:index\\.lock|objects/|gc\\.|logs/)"),
          Pattern.compile("(?:^|/)\\.(?:python|bash|node_repl|sqlite|psql)_history$|/\\.lesshst$"),
          Pattern.compile("^/var/cache/|^/usr/(?:local/)?share/fonts/"),
          // Terminals and consoles that are not there to be had.
          Pattern.compile("^/dev/(?:tty|console|kmsg|mem|fuse|net/tun|kvm|dri)(?:/|$)"));

  /// Masked or root's own: interpreters read them for hints.
  private static final Pattern KERNEL_FILE = Pattern.compile("^/(?:proc|sys)(?:/|$)");

  private Incidental() {}

  /// Whether a failure on this normalised path says nothing about why a program failed.
  static boolean is(FailedCall failure, String path) {
    return QUESTIONS.contains(failure.call())
        || SEARCHES.contains(failure.call())
        || isPlace(failure, path);
  }

  /// Whether it is the place that says nothing: every interpreter fails there as it starts, so that
  /// even a program that ended with the same error must have meant another.
  static boolean isPlace(FailedCall failure, String path) {
    return PATHS.stream().anyMatch(pattern -> pattern.matcher(path).find())
        || (!failure.errno().equals("EROFS") && KERNEL_FILE.matcher(path).find());
  }
}
