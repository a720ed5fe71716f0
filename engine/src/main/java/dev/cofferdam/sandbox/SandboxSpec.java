package dev.cofferdam.sandbox;

import dev.cofferdam.error.CofferdamException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The immutable description of a sandbox: everything a user can say about it.
///
/// @param program what runs
/// @param image `host`, `wasm-science`, or a reference of an OCI image
/// @param runtime which runtime it shall have
/// @param name a label, unique among the living
/// @param environment variables beside the contract's own (PATH, HOME, USER, LANG, …), by name
/// @param mounts host directories and files to be seen inside
/// @param workdir where the program starts, an absolute path inside
/// @param user `uid[:gid]` inside; never root
/// @param limits what the sandbox may use
/// @param network what it may reach
/// @param ulimits resource limits of the program's processes
/// @param terminal the terminal's size when the program gets one
/// @param stdin whether the caller gives standard input; otherwise it is empty
/// @param supervised whether `init` stays PID 1 as a reaping supervisor (`--init`)
public record SandboxSpec(
    Program program,
    String image,
    RuntimeRequest runtime,
    Optional<String> name,
    Map<String, String> environment,
    List<MountSpec> mounts,
    String workdir,
    User user,
    Limits limits,
    NetworkPolicy network,
    List<Ulimit> ulimits,
    Optional<TerminalSize> terminal,
    boolean stdin,
    boolean supervised) {
  /// The image that is the host's own `/usr`.
  public static final String HOST_IMAGE = "host";

  /// The image that is Python with numpy, pandas, scipy and their kin, as WebAssembly.
  public static final String SCIENCE_IMAGE = "wasm-science";

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,62}");
  private static final int MAX_ENVIRONMENT_BYTES = 64 << 20;

  /// A numeric user inside the sandbox.
  ///
  /// @param uid 1 to 65534
  /// @param gid 1 to 65534
  public record User(int uid, int gid) {
    /// `appuser`, the contract's user.
    public static final User APPUSER = new User(1000, 1000);

    public User {
      if (uid == 0 || gid == 0) {
        throw CofferdamException.unsafe(
            "user 0 is refused: the program is never root, not even inside",
            "leave --user out: it runs as appuser (1000)");
      }
      if (uid < 0 || uid > 65_534 || gid < 0 || gid > 65_534) {
        throw CofferdamException.invalid(
            "user and group must lie between 1 and 65534", "for example --user 1000:1000");
      }
    }
  }

  public SandboxSpec {
    mounts = List.copyOf(mounts);
    ulimits = List.copyOf(ulimits);
    environment = Map.copyOf(new TreeMap<>(environment));
    name.ifPresent(label -> {
      if (!NAME.matcher(label).matches()) {
        throw CofferdamException.invalid(
            "not a usable name: letters, digits, '_', '.', '-', at most 63",
            "for example --name build-42");
      }
    });
    if (!workdir.startsWith("/") || workdir.indexOf('\0') >= 0) {
      throw CofferdamException.invalid(
          "the working directory must be an absolute path inside", "for example -w /workspace");
    }
    checkEnvironment(environment);
    checkDestinations(mounts);
    if (program instanceof Program.Script script) {
      checkNothingHides(script, mounts);
    }
  }

  /// A spec with the contract's defaults for everything but the program.
  public static SandboxSpec of(Program program) {
    return new SandboxSpec(
        program,
        HOST_IMAGE,
        new RuntimeRequest.Auto(),
        Optional.empty(),
        Map.of(),
        List.of(),
        Program.WORKSPACE,
        User.APPUSER,
        Limits.DEFAULT,
        new NetworkPolicy.None(),
        List.of(),
        Optional.empty(),
        false,
        false);
  }

  /// The same spec with other limits.
  public SandboxSpec withLimits(Limits other) {
    return with(runtime, environment, mounts, other);
  }

  /// The same spec with other mounts.
  public SandboxSpec withMounts(List<MountSpec> other) {
    return with(runtime, environment, other, limits);
  }

  /// The same spec with other variables beside the contract's own.
  public SandboxSpec withEnvironment(Map<String, String> other) {
    return with(runtime, other, mounts, limits);
  }

  /// The same spec for another runtime.
  public SandboxSpec withRuntime(RuntimeRequest other) {
    return with(other, environment, mounts, limits);
  }

  /// The same spec with another image.
  public SandboxSpec withImage(String other) {
    return new SandboxSpec(
        program,
        other,
        runtime,
        name,
        environment,
        mounts,
        workdir,
        user,
        limits,
        network,
        ulimits,
        terminal,
        stdin,
        supervised);
  }

  private SandboxSpec with(
      RuntimeRequest otherRuntime,
      Map<String, String> otherEnvironment,
      List<MountSpec> otherMounts,
      Limits otherLimits) {
    return new SandboxSpec(
        program,
        image,
        otherRuntime,
        name,
        otherEnvironment,
        otherMounts,
        workdir,
        user,
        otherLimits,
        network,
        ulimits,
        terminal,
        stdin,
        supervised);
  }

  private static void checkEnvironment(Map<String, String> environment) {
    long total = 0;
    for (var entry : environment.entrySet()) {
      String key = entry.getKey();
      if (key.isEmpty() || key.indexOf('=') >= 0 || key.indexOf('\0') >= 0) {
        throw CofferdamException.invalid(
            "not a variable name in the environment", "write -e NAME=VALUE");
      }
      if (entry.getValue().indexOf('\0') >= 0) {
        throw CofferdamException.invalid(
            "the value of " + key + " contains a NUL byte", "pass such data on standard input");
      }
      total += key.length() + entry.getValue().length() + 2L;
    }
    if (total > MAX_ENVIRONMENT_BYTES) {
      throw CofferdamException.invalid(
          "the environment is larger than 64 MiB", "pass such data on standard input or by -v");
    }
  }

  private static void checkDestinations(List<MountSpec> mounts) {
    var seen = new HashSet<String>();
    for (MountSpec mount : mounts) {
      if (!seen.add(mount.destination())) {
        throw CofferdamException.invalid(
            "two mounts at " + mount.destination(), "give each its own destination");
      }
    }
  }

  /// The script would be hidden by the mount, or have to be written into the user's directory.
  private static void checkNothingHides(Program.Script script, List<MountSpec> mounts) {
    for (MountSpec mount : mounts) {
      if ((script.path() + "/").startsWith(mount.destination() + "/")) {
        throw CofferdamException.invalid(
            "a mount at " + mount.destination() + " would hide the script " + script.path(),
            "mount it below, at "
                + Program.WORKSPACE
                + "/data; or at /data, and name the program:"
                + " -- python3 /data/main.py");
      }
    }
  }
}
