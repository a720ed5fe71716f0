package dev.cofferdam.runtime.wasm;

import dev.cofferdam.diagnosis.EngineRecord.Uncaught;
import dev.cofferdam.diagnosis.EngineRecord.Unsupported;
import dev.cofferdam.diagnosis.Evidence;
import dev.cofferdam.diagnosis.Evidence.FailedCall;
import dev.cofferdam.diagnosis.MountPoint;
import io.avaje.json.JsonException;
import io.avaje.json.mapper.JsonMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a guest told while it ran, read as what a kernel would have recorded. Every word of it may
/// be the program's own.
final class GuestReports {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String RUNNER = "guest";

  /// What WASI says of a place that it does not give.
  private static final Set<String> NOT_GIVEN = Set.of("ENOENT", "ENOTCAPABLE", "EBADF");

  private static final Set<String> NOT_ALLOWED =
      Set.of("EPERM", "EACCES", "EROFS", "ENOTCAPABLE", "EBADF");

  private static final Set<String> OUT_OF_MEMORY =
      Set.of("MemoryError", "out of memory", "OutOfMemoryError");

  private final List<MountPoint> mounts;
  private final List<FailedCall> failures = new ArrayList<>();
  private final List<Unsupported> unsupported = new ArrayList<>();
  private Optional<Uncaught> uncaught = Optional.empty();
  private Optional<String> decisive = Optional.empty();

  private GuestReports(List<MountPoint> mounts) {
    this.mounts = mounts;
  }

  /// Reads them, the first told first; what is no report is passed over.
  ///
  /// @param mounts what the program has
  static GuestReports of(List<String> reports, List<MountPoint> mounts) {
    var read = new GuestReports(mounts);
    for (String report : reports) {
      try {
        read.add(MAPPER.fromJsonObject(report));
      } catch (JsonException | IllegalStateException | IllegalArgumentException malformed) {
        // Whoever tells what is none tells nothing.
      }
    }
    return read;
  }

  /// Failed calls, the last one last.
  List<FailedCall> failures() {
    return List.copyOf(failures);
  }

  /// What it tried in vain.
  List<Unsupported> unsupported() {
    return unsupported.stream()
        .map(tried ->
            new Unsupported(
                tried.what(),
                tried.detail(),
                tried.decisive() || decisive.filter(tried.what()::equals).isPresent()))
        .toList();
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
        String call = text(report, "call");
        failures.add(
            failed(call.isEmpty() ? "connect" : call, "ENETUNREACH", text(report, "destination")));
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
    decisive = Optional.of(text(report, "unsupported")).filter(what -> !what.isEmpty());
    String error = text(report, "errname");
    String path = text(report, "path");
    if (path.isEmpty() || error.isEmpty()) {
      return;
    }
    Optional<MountPoint> mount = mountOf(path);
    if (path.startsWith("/") && mount.isEmpty() && NOT_GIVEN.contains(error)) {
      unsupported.add(new Unsupported("the host's files", path, true));
    } else {
      boolean readOnly =
          mount.filter(MountPoint::readOnly).isPresent() && NOT_ALLOWED.contains(error);
      // WASI has one error for all that is not allowed; what is read-only is known here.
      failures.add(failed("open", readOnly ? "EROFS" : error, path));
    }
  }

  private Optional<MountPoint> mountOf(String path) {
    return mounts.stream()
        .filter(mount -> (path + "/").startsWith(mount.destination() + "/"))
        .max(Comparator.comparingInt(mount -> mount.destination().length()));
  }

  private static FailedCall failed(String call, String errno, String target) {
    return new FailedCall(call, errno, Optional.of(target), RUNNER, 1, true, Evidence.Source.GUEST);
  }

  private static String text(Map<String, Object> report, String name) {
    Object value = report.get(name);
    return value == null ? "" : value.toString();
  }
}
