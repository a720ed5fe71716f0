package dev.cofferdam.inspect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// How a process is held, from its `/proc/PID/status` (proc_pid_status(5), capabilities(7)).
///
/// @param capabilities by set (`Inheritable`, `Permitted`, `Effective`, `Bounding`, `Ambient`); a
///   set that is not told is missing
/// @param noNewPrivs whether execve(2) can give it nothing
/// @param seccompMode `disabled`, `strict` or `filter`
/// @param seccompFilters how many filters it is under
public record Posture(
    Map<String, List<String>> capabilities,
    Optional<Boolean> noNewPrivs,
    Optional<String> seccompMode,
    OptionalInt seccompFilters) {
  /// The sets by their names in `status`.
  static final Map<String, String> SETS =
      Map.of(
          "CapInh", "Inheritable",
          "CapPrm", "Permitted",
          "CapEff", "Effective",
          "CapBnd", "Bounding",
          "CapAmb", "Ambient");

  private static final List<String> SECCOMP_MODES = List.of("disabled", "strict", "filter");

  /// By number (linux/capability.h).
  private static final List<String> CAPABILITIES =
      List.of(
          ("CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP"
                  + " LINUX_IMMUTABLE NET_BIND_SERVICE NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK"
                  + " IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN"
                  + " SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE"
                  + " AUDIT_CONTROL SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND"
                  + " AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE")
              .split(" ", -1));

  public Posture {
    capabilities = Map.copyOf(capabilities);
  }

  /// Reads it.
  ///
  /// @param status the lines
  /// @param place where in the answer it goes
  /// @param why what to say of a line that is not there
  static Posture of(String status, String place, String why, Unknowns unknowns) {
    Map<String, String> lines = lines(status);
    var capabilities = new LinkedHashMap<String, List<String>>();
    SETS.forEach((line, set) -> {
      Optional<List<String>> names = Optional.ofNullable(lines.get(line)).flatMap(Posture::names);
      names.ifPresentOrElse(
          known -> capabilities.put(set, known),
          () -> unknowns.add(place + ".Capabilities." + set, why));
    });
    OptionalInt privileges = number(lines.get("NoNewPrivs"));
    if (privileges.isEmpty()) {
      unknowns.add(place + ".NoNewPrivs", why);
    }
    OptionalInt mode = number(lines.get("Seccomp"));
    boolean known = mode.isPresent() && mode.getAsInt() < SECCOMP_MODES.size();
    if (!known) {
      unknowns.add(place + ".Seccomp.Mode", why);
    }
    OptionalInt filters = number(lines.get("Seccomp_filters"));
    if (filters.isEmpty()) {
      unknowns.add(place + ".Seccomp.Filters", why);
    }
    return new Posture(
        capabilities,
        privileges.isPresent() ? Optional.of(privileges.getAsInt() != 0) : Optional.empty(),
        known ? Optional.of(SECCOMP_MODES.get(mode.getAsInt())) : Optional.empty(),
        filters);
  }

  private static Map<String, String> lines(String status) {
    var lines = new LinkedHashMap<String, String>();
    status
        .lines()
        .map(line -> line.split(":", 2))
        .filter(parts -> parts.length == 2)
        // The first one holds: a name with a line feed in it is escaped by the kernel.
        .forEach(parts -> lines.putIfAbsent(parts[0], parts[1].strip()));
    return lines;
  }

  private static OptionalInt number(@Nullable String text) {
    try {
      return text == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseUnsignedInt(text));
    } catch (NumberFormatException none) {
      return OptionalInt.empty();
    }
  }

  private static Optional<List<String>> names(String hexadecimal) {
    long bits;
    try {
      bits = Long.parseUnsignedLong(hexadecimal, 16);
    } catch (NumberFormatException none) {
      return Optional.empty();
    }
    var names = new ArrayList<String>();
    for (int bit = 0; bit < Long.SIZE; bit++) {
      if ((bits >>> bit & 1) != 0) {
        names.add("CAP_" + (bit < CAPABILITIES.size() ? CAPABILITIES.get(bit) : bit));
      }
    }
    return Optional.of(List.copyOf(names));
  }
}
