package dev.cofferdam.runtime.wasm;

import dev.cofferdam.diagnosis.EngineRecord.Uncaught;
import dev.cofferdam.diagnosis.EngineRecord.Unsupported;
import dev.cofferdam.diagnosis.Evidence;
import dev.cofferdam.diagnosis.Evidence.FailedCall;
import dev.cofferdam.diagnosis.MountPoint;
import io.avaje.json.mapper.JsonMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What a guest told while it ran, read as what a kernel would have recorded. Every word of it may
/// be the program's own.
final class GuestReports {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String RUNNER = "guest";
  private static final int MAX_DEPTH = 8;

  /// What WASI says of a place that it does not give.
  private static final Set<String> NOT_GIVEN = Set.of("ENOENT", "ENOTCAPABLE", "EBADF");

  /// What every image has, and no run of WebAssembly.
  private static final Pattern OF_THE_IMAGE =
      Pattern.compile("^/(?:bin|boot|dev|etc|lib|lib64|proc|root|run|sbin|sys|usr|var)(?:/|$)");

  private static final Set<String> NOT_ALLOWED =
      Set.of("EPERM", "EACCES", "EROFS", "ENOTCAPABLE", "EBADF");

  /// A stream of WASI's says only that it failed, whatever the reason.
  private static final String STREAM_FAILED = "EIO";

  /// A path of WASI's is text.
  private static final String NOT_TEXT = "EILSEQ";

  /// How the functions begin that look names up; all others of the network are connections.
  private static final Pattern LOOKUP = Pattern.compile("^(?:dns\\.|get(?:addr|host|name))");

  private static final Set<String> IMPORT_ERRORS = Set.of("ModuleNotFoundError", "ImportError");
  private static final String IMPORT = "import ";
  private static final Set<String> UNSUPPORTED_ERRORS = Set.of("ENOTSUP", "EOPNOTSUPP", "ENOSYS");

  private static final Set<String> OUT_OF_MEMORY =
      Set.of("MemoryError", "out of memory", "OutOfMemoryError");

  private final List<MountPoint> mounts;
  private final List<FailedCall> failures = new ArrayList<>();
  private final List<Unsupported> unsupported = new ArrayList<>();
  private Optional<Uncaught> uncaught = Optional.empty();
  private Optional<FailedCall> fatal = Optional.empty();
  private Predicate<Unsupported> decisive = tried -> false;

  private GuestReports(List<MountPoint> mounts) {
    this.mounts = mounts;
  }

  /// Reads them, the first told first; what is no report is passed over.
  ///
  /// @param refusals what the worker refused
  /// @param mounts what the program has
  static GuestReports of(List<String> reports, List<String> refusals, List<MountPoint> mounts) {
    var read = new GuestReports(mounts);
    refusals.forEach(refusal -> read(refusal, read::addRefusal));
    reports.forEach(report -> read(report, read::add));
    return read;
  }

  private static void read(String report, Consumer<Map<String, Object>> taker) {
    if (isDeep(report)) {
      return;
    }
    Map<String, Object> read;
    try {
      read = MAPPER.fromJsonObject(report);
    } catch (RuntimeException malformed) {
      // Whoever tells what is none tells nothing; the parser fails at it in ways of its own.
      return;
    }
    taker.accept(read);
  }

  /// Whether it has more in it than a report's one level, which a parser that calls itself would
  /// follow as deep as it goes. What stands in a text counts too where the text is malformed.
  private static boolean isDeep(String report) {
    int depth = 0;
    boolean text = false;
    for (int at = 0; at < report.length(); at++) {
      char letter = report.charAt(at);
      if (letter == '\\') {
        at++;
      } else if (letter == '"') {
        text = !text;
      } else if (!text && (letter == '[' || letter == '{') && ++depth > MAX_DEPTH) {
        return true;
      } else if (!text && (letter == ']' || letter == '}')) {
        depth--;
      }
    }
    return false;
  }

  /// Of the worker's own limits on disk and files. Those of memory it counts apart.
  private void addRefusal(Map<String, Object> report) {
    String call =
        switch (text(report, "kind")) {
          case "disk" -> "write";
          case "files" -> "open";
          default -> "";
        };
    if (!call.isEmpty()) {
      long count = report.get("refused") instanceof Number number ? number.longValue() : 1;
      failures.add(
          new FailedCall(
              call,
              "ENOSPC",
              Optional.of(text(report, "path")).filter(path -> !path.isEmpty()),
              RUNNER,
              count,
              true,
              Evidence.Source.ENGINE));
    }
  }

  /// Failed calls, the last one last.
  List<FailedCall> failures() {
    return List.copyOf(failures);
  }

  /// What it tried in vain.
  List<Unsupported> unsupported() {
    return unsupported.stream()
        .map(tried ->
            new Unsupported(tried.what(), tried.detail(), tried.decisive() || decisive.test(tried)))
        .toList();
  }

  /// The failed call that it ended for.
  Optional<FailedCall> fatal() {
    return fatal;
  }

  /// What ended it.
  Optional<Uncaught> uncaught() {
    return uncaught;
  }

  private void add(Map<String, Object> report) {
    switch (text(report, "kind")) {
      case "uncaught" -> addUncaught(report);
      case "unsupported" -> {
        String what = text(report, "what");
        unsupported.add(
            new Unsupported(
                what, report.containsKey("detail") ? text(report, "detail") : what, false));
      }
      case "network" -> {
        boolean lookup = LOOKUP.matcher(text(report, "call")).find();
        failures.add(
            failed(lookup ? "getaddrinfo" : "connect", "ENETUNREACH", text(report, "destination")));
      }
      case "exhausted" -> {
        if (text(report, "what").equals("memory") && uncaught.isEmpty()) {
          uncaught = Optional.of(new Uncaught("MemoryError", "", true));
        }
      }
      default -> {
        // Of another version.
      }
    }
  }

  private void addUncaught(Map<String, Object> report) {
    String type = text(report, "type");
    String message = text(report, "message");
    boolean memory = OUT_OF_MEMORY.contains(type) || OUT_OF_MEMORY.contains(message);
    uncaught = Optional.of(new Uncaught(type, message, memory));
    String error = text(report, "errname");
    decisive = decisiveFor(text(report, "unsupported"), type, message, error);
    String path = text(report, "path");
    if (error.equals(STREAM_FAILED)) {
      fatal = failures.stream().filter(GuestReports::isRefusal).findFirst();
    }
    if (path.isEmpty() || error.isEmpty()) {
      return;
    }
    if (error.equals(NOT_TEXT)) {
      unsupported.add(new Unsupported("file names that are no UTF-8", path, true));
      return;
    }
    Optional<MountPoint> mount = mountOf(path);
    if (path.startsWith("/") && mount.isEmpty() && NOT_GIVEN.contains(error)) {
      unsupported.add(
          new Unsupported(
              OF_THE_IMAGE.matcher(path).find() ? "the host's files" : Unsupported.NOT_MOUNTED,
              path,
              true));
    } else {
      boolean readOnly =
          mount.filter(MountPoint::readOnly).isPresent() && NOT_ALLOWED.contains(error);
      // WASI has one error for all that is not allowed; what is read-only is known here.
      FailedCall call = failed("open", readOnly ? "EROFS" : error, path);
      failures.add(call);
      fatal = Optional.of(call);
    }
  }

  /// Which of what was tried in vain an exception is about: the one that the guest names, else the
  /// one that it raises such exceptions for.
  private static Predicate<Unsupported> decisiveFor(
      String named, String type, String message, String error) {
    if (!named.isEmpty()) {
      return tried -> tried.what().equals(named);
    }
    if (IMPORT_ERRORS.contains(type)) {
      return tried ->
          tried.detail().startsWith(IMPORT)
              && message.contains(tried.detail().substring(IMPORT.length()));
    }
    boolean lacking =
        UNSUPPORTED_ERRORS.contains(error)
            || message.contains("wasi does not support")
            || message.contains("can't start new thread");
    return tried -> lacking;
  }

  private Optional<MountPoint> mountOf(String path) {
    return mounts.stream()
        .filter(mount -> (path + "/").startsWith(mount.destination() + "/"))
        .max(Comparator.comparingInt(mount -> mount.destination().length()));
  }

  private static boolean isRefusal(FailedCall failure) {
    return failure.source() == Evidence.Source.ENGINE;
  }

  private static FailedCall failed(String call, String errno, String target) {
    return new FailedCall(call, errno, Optional.of(target), RUNNER, 1, true, Evidence.Source.GUEST);
  }

  private static String text(Map<String, Object> report, String name) {
    Object value = report.get(name);
    return value == null ? "" : value.toString();
  }
}
