package dev.cofferdam.diagnosis;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Recognises the errors that programs name in their output: as a number (`[Errno 30]`), by the
/// constant (`EROFS`) or in the words of strerror(3).
///
/// @param byNumber the names of the numbers
/// @param byWords the names of the words, which are in small letters
record ErrorNames(Map<String, String> byNumber, Map<String, String> byWords) {
  private static final Map<String, String> BY_NUMBER =
      Map.ofEntries(
          Map.entry("1", "EPERM"),
          Map.entry("2", "ENOENT"),
          Map.entry("11", "EAGAIN"),
          Map.entry("12", "ENOMEM"),
          Map.entry("13", "EACCES"),
          Map.entry("17", "EEXIST"),
          Map.entry("20", "ENOTDIR"),
          Map.entry("21", "EISDIR"),
          Map.entry("28", "ENOSPC"),
          Map.entry("30", "EROFS"),
          Map.entry("97", "EAFNOSUPPORT"),
          Map.entry("100", "ENETDOWN"),
          Map.entry("101", "ENETUNREACH"),
          Map.entry("104", "ECONNRESET"),
          Map.entry("110", "ETIMEDOUT"),
          Map.entry("111", "ECONNREFUSED"),
          Map.entry("113", "EHOSTUNREACH"),
          Map.entry("122", "EDQUOT"),
          Map.entry("-2", "EAI_NONAME"),
          Map.entry("-3", "EAI_AGAIN"),
          Map.entry("-5", "EAI_NONAME"));

  private static final Map<String, String> BY_WORDS =
      Map.ofEntries(
          Map.entry("operation not permitted", "EPERM"),
          Map.entry("no such file or directory", "ENOENT"),
          Map.entry("resource temporarily unavailable", "EAGAIN"),
          Map.entry("cannot allocate memory", "ENOMEM"),
          Map.entry("permission denied", "EACCES"),
          Map.entry("file exists", "EEXIST"),
          Map.entry("not a directory", "ENOTDIR"),
          Map.entry("is a directory", "EISDIR"),
          Map.entry("no space left on device", "ENOSPC"),
          Map.entry("read-only file system", "EROFS"),
          Map.entry("address family not supported", "EAFNOSUPPORT"),
          Map.entry("network is down", "ENETDOWN"),
          Map.entry("network is unreachable", "ENETUNREACH"),
          Map.entry("connection reset", "ECONNRESET"),
          Map.entry("connection timed out", "ETIMEDOUT"),
          Map.entry("connection refused", "ECONNREFUSED"),
          Map.entry("no route to host", "EHOSTUNREACH"),
          Map.entry("disk quota exceeded", "EDQUOT"),
          Map.entry("ould not resolve host", "EAI_AGAIN"),
          Map.entry("unable to resolve host", "EAI_AGAIN"),
          Map.entry("temporary failure resolving", "EAI_AGAIN"),
          Map.entry("failure in name resolution", "EAI_AGAIN"),
          Map.entry("name or service not known", "EAI_NONAME"));

  /// As programs of Linux name them.
  static final ErrorNames LINUX = new ErrorNames(BY_NUMBER, BY_WORDS);

  /// As programs that were built for WASI name them. Its numbers are others, and a stream that
  /// failed says EIO, whatever the reason (`wasi/api.h` and `errno.h` of wasi-libc).
  static final ErrorNames WASI =
      new ErrorNames(
          Map.ofEntries(
              Map.entry("2", "EACCES"),
              Map.entry("5", "EAFNOSUPPORT"),
              Map.entry("6", "EAGAIN"),
              Map.entry("14", "ECONNREFUSED"),
              Map.entry("15", "ECONNRESET"),
              Map.entry("19", "EDQUOT"),
              Map.entry("20", "EEXIST"),
              Map.entry("23", "EHOSTUNREACH"),
              Map.entry("29", "EIO"),
              Map.entry("31", "EISDIR"),
              Map.entry("38", "ENETDOWN"),
              Map.entry("40", "ENETUNREACH"),
              Map.entry("44", "ENOENT"),
              Map.entry("48", "ENOMEM"),
              Map.entry("51", "ENOSPC"),
              Map.entry("54", "ENOTDIR"),
              Map.entry("63", "EPERM"),
              Map.entry("69", "EROFS"),
              Map.entry("73", "ETIMEDOUT"),
              Map.entry("-2", "EAI_NONAME"),
              Map.entry("-3", "EAI_AGAIN")),
          with(BY_WORDS, "i/o error", "EIO"));

  private static final Pattern NUMBER = Pattern.compile("\\[Errno (-?\\d{1,3})\\]");
  private static final Pattern CONSTANT = Pattern.compile("\\bE(?:AI_)?[A-Z]{3,12}\\b");

  private static Map<String, String> with(Map<String, String> most, String words, String name) {
    var all = new HashMap<>(most);
    all.put(words, name);
    return Map.copyOf(all);
  }

  /// As the programs of this run name them.
  static ErrorNames of(Observation seen) {
    return seen.runByEngine() ? WASI : LINUX;
  }

  /// The names of the errors that the text mentions.
  Set<String> in(String text) {
    var names = new HashSet<String>();
    for (Matcher numbers = NUMBER.matcher(text); numbers.find(); ) {
      names.add(byNumber.getOrDefault(numbers.group(1), "errno " + numbers.group(1)));
    }
    for (Matcher constants = CONSTANT.matcher(text); constants.find(); ) {
      if (byNumber.containsValue(constants.group())) {
        names.add(constants.group());
      } else if (constants.group().equals("ENOTFOUND")) {
        // Node's word for a name that has no address; the C library has none of that name.
        names.add("EAI_NONAME");
      }
    }
    // Go writes them small.
    String small = text.toLowerCase(Locale.ROOT);
    byWords.forEach((words, name) -> {
      if (small.contains(words)) {
        names.add(name);
      }
    });
    return names;
  }
}
