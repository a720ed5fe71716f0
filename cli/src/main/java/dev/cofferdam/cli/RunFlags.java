package dev.cofferdam.cli;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.sandbox.IoLimits;
import dev.cofferdam.sandbox.Isolation;
import dev.cofferdam.sandbox.Limits;
import dev.cofferdam.sandbox.NetworkPolicy;
import dev.cofferdam.sandbox.Program;
import dev.cofferdam.sandbox.RuntimeName;
import dev.cofferdam.sandbox.RuntimeRequest;
import dev.cofferdam.sandbox.SandboxSpec;
import dev.cofferdam.sandbox.TerminalSize;
import dev.cofferdam.sandbox.Ulimit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags of `run` as they were written, and their reading as a [SandboxSpec]. Names and forms
/// are those of `docker run` where it has them.
final class RunFlags {
  @Option(
      names = {"-m", "--memory"},
      paramLabel = "SIZE",
      description = "Memory of all its processes together, no swap (128m).")
  @Nullable String memory;

  @Option(names = "--cpus", paramLabel = "N", description = "CPU time, in CPUs (1).")
  @Nullable String cpus;

  @Option(
      names = "--pids-limit",
      paramLabel = "N",
      description = "Processes and threads together (64).")
  @Nullable String pids;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "Wall time: 500ms, 30s, 2m (30s).")
  @Nullable String timeout;

  @Option(names = "--disk", paramLabel = "SIZE", description = "Everything it writes (64m).")
  @Nullable String disk;

  @Option(names = "--shm-size", paramLabel = "SIZE", description = "Size of /dev/shm (64m).")
  @Nullable String shm;

  @Option(
      names = "--output",
      paramLabel = "SIZE",
      description = "Kept of stdout and of stderr each; ten times as much ends the run (10m).")
  @Nullable String output;

  @Option(
      names = "--device-read-bps",
      paramLabel = "SIZE",
      description = "Disk reads, bytes a second (no limit).")
  @Nullable String readBps;

  @Option(
      names = "--device-write-bps",
      paramLabel = "SIZE",
      description = "Disk writes, bytes a second (no limit).")
  @Nullable String writeBps;

  @Option(
      names = "--device-read-iops",
      paramLabel = "N",
      description = "Disk reads, operations a second (no limit).")
  @Nullable String readIops;

  @Option(
      names = "--device-write-iops",
      paramLabel = "N",
      description = "Disk writes, operations a second (no limit).")
  @Nullable String writeIops;

  @Option(
      names = "--io-strict",
      fallbackValue = "true",
      description = "Refuse where the host limits only some kinds of disk I/O.")
  boolean ioStrict;

  @Option(
      names = "--ulimit",
      paramLabel = "NAME=SOFT[:HARD]",
      description = "A resource limit of its processes, as in nofile=1024:2048.")
  List<String> ulimits = List.of();

  @Option(
      names = "--network",
      paramLabel = "none",
      description = "What it may reach; only 'none' so far.")
  @Nullable String network;

  @Option(
      names = {"-v", "--volume"},
      paramLabel = "SRC:DST[:ro|:rw]",
      description = "Show a file or directory of yours inside, read-only unless :rw.")
  List<String> volumes = List.of();

  @Option(
      names = {"-e", "--env"},
      paramLabel = "NAME[=VALUE]",
      description = "A variable; without a value it is yours.")
  List<String> env = List.of();

  @Option(
      names = "--env-file",
      paramLabel = "FILE",
      description = "Variables from a file, one NAME=VALUE a line.")
  List<String> envFiles = List.of();

  @Option(
      names = {"-w", "--workdir"},
      paramLabel = "DIR",
      description = "Where it starts (/workspace).")
  @Nullable String workdir;

  @Option(
      names = {"-u", "--user"},
      paramLabel = "UID[:GID]",
      description = "Who it is inside; never root (appuser, 1000:1000).")
  @Nullable String user;

  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      description =
          "What it finds inside: 'host' is this host's /usr; 'wasm-science' is Python with numpy,"
              + " pandas and scipy as WebAssembly (host).")
  @Nullable String image;

  @Option(
      names = "--runtime",
      paramLabel = "NAME",
      description = "What isolates it: auto, runc, runsc, microvm, wasm (auto).")
  @Nullable String runtime;

  @Option(
      names = "--min-isolation",
      paramLabel = "LEVEL",
      description = "At least process, kernel, vm or instruction.")
  @Nullable String minIsolation;

  @Option(names = "--name", paramLabel = "NAME", description = "A label, unique among the living.")
  @Nullable String name;

  @Option(names = "--cgroup-parent", paramLabel = "PATH", description = "The cgroup to work below.")
  @Nullable String cgroupParent;

  @Option(
      names = "--init",
      fallbackValue = "true",
      description = "Keep a reaping PID 1 above the program.")
  boolean init;

  @Option(
      names = {"-i", "--interactive"},
      description = "Pass standard input on; otherwise it is empty.")
  boolean interactive;

  @Option(
      names = {"-t", "--tty"},
      description = "Give it a terminal.")
  boolean tty;

  @Option(names = "--rm", description = "Accepted: every run is removed.")
  boolean rm;

  @Option(
      names = "--json",
      description = "Print the result as one JSON object instead of the program's output.")
  boolean json;

  @Option(
      names = {"-q", "--quiet"},
      fallbackValue = "true",
      description = "Say nothing of ours but errors.")
  boolean quiet;

  /// How to speak of a flag: one that was not given may have a value from elsewhere.
  UnaryOperator<String> names = flag -> flag;

  /// The spec that these flags ask for.
  ///
  /// @throws CofferdamException on the first value that cannot be read or is refused
  SandboxSpec spec(Program program, Caller caller) {
    return new SandboxSpec(
        program,
        image == null ? SandboxSpec.HOST_IMAGE : image,
        runtimeRequest(),
        Optional.ofNullable(name),
        EnvironmentFlags.read(envFiles, env, caller),
        volumes.stream().map(volume -> MountFlag.read(volume, caller.directory())).toList(),
        workdir == null ? Program.WORKSPACE : workdir,
        userInside(),
        limits(),
        networkPolicy(),
        ulimits.stream().map(RunFlags::ulimit).toList(),
        tty ? Optional.of(caller.terminal().get()) : Optional.<TerminalSize>empty(),
        interactive,
        init);
  }

  /// The parent cgroup asked for.
  Optional<String> cgroupParent() {
    return Optional.ofNullable(cgroupParent);
  }

  private Limits limits() {
    Limits usual = Limits.DEFAULT;
    return new Limits(
        memory == null ? usual.memoryBytes() : Quantity.bytes("--memory", memory),
        cpus == null ? usual.milliCpus() : Quantity.milliCpus("--cpus", cpus),
        pids == null ? usual.pids() : Quantity.count("--pids-limit", pids),
        disk == null ? usual.diskBytes() : Quantity.bytes("--disk", disk),
        shm == null ? usual.shmBytes() : Quantity.bytes("--shm-size", shm),
        timeout == null ? usual.wall() : Quantity.time("--timeout", timeout),
        output == null ? usual.outputBytes() : Quantity.bytes("--output", output),
        new IoLimits(
            rate("--device-read-bps", readBps, true),
            rate("--device-write-bps", writeBps, true),
            rate("--device-read-iops", readIops, false),
            rate("--device-write-iops", writeIops, false),
            ioStrict));
  }

  private static OptionalLong rate(String flag, @Nullable String text, boolean inBytes) {
    if (text == null) {
      return OptionalLong.empty();
    }
    if (text.indexOf(':') >= 0) {
      throw Quantity.invalid(
          flag, text, "give the rate alone: it holds for every device that the sandbox writes to");
    }
    return OptionalLong.of(inBytes ? Quantity.bytes(flag, text) : Quantity.whole(flag, text));
  }

  private static Ulimit ulimit(String text) {
    String[] parts = text.split("[=:]", -1);
    if (text.indexOf('=') < 0 || parts.length < 2 || parts.length > 3) {
      throw Quantity.invalid("--ulimit", text, "write --ulimit nofile=1024:2048");
    }
    long soft = ulimitValue(parts[1], text);
    return new Ulimit(parts[0], soft, parts.length == 2 ? soft : ulimitValue(parts[2], text));
  }

  private static long ulimitValue(String value, String text) {
    if (value.equals("-1") || value.equals("unlimited")) {
      return -1;
    }
    if (!value.matches("\\d{1,18}")) {
      throw Quantity.invalid("--ulimit", text, "write --ulimit nofile=1024:2048");
    }
    return Long.parseLong(value);
  }

  private NetworkPolicy networkPolicy() {
    if (network == null || network.equals("none")) {
      return new NetworkPolicy.None();
    }
    throw CofferdamException.invalid(
        "--network " + network + " does not exist: a sandbox has no network so far",
        "leave it out, or write --network none");
  }

  private SandboxSpec.User userInside() {
    if (user == null || user.equals("appuser")) {
      return SandboxSpec.User.APPUSER;
    }
    if (user.equals("root")) {
      return new SandboxSpec.User(0, 0);
    }
    String[] parts = user.split(":", -1);
    if (parts.length > 2 || !Arrays.stream(parts).allMatch(part -> part.matches("\\d{1,10}"))) {
      throw Quantity.invalid("--user", user, "write --user UID or --user UID:GID, in numbers");
    }
    int uid = Quantity.count("--user", parts[0]);
    return new SandboxSpec.User(uid, parts.length == 1 ? uid : Quantity.count("--user", parts[1]));
  }

  private RuntimeRequest runtimeRequest() {
    Optional<Isolation> least = minIsolation == null ? Optional.empty() : Optional.of(isolation());
    if (runtime == null || runtime.equals("auto")) {
      return least
          .<RuntimeRequest>map(RuntimeRequest.AtLeast::new)
          .orElseGet(RuntimeRequest.Auto::new);
    }
    RuntimeName asked =
        Arrays.stream(RuntimeName.values())
            .filter(candidate -> candidate.label().equals(runtime))
            .findFirst()
            .orElseThrow(() ->
                CofferdamException.invalid(
                    "unknown runtime: '" + runtime + "'",
                    "one of auto, runc, runsc, microvm, wasm"));
    if (least.isPresent() && !satisfies(asked.isolation(), least.get())) {
      throw CofferdamException.invalid(
          names.apply("--runtime")
              + " "
              + runtime
              + " isolates by "
              + asked.isolation().label()
              + ", "
              + names.apply("--min-isolation")
              + " asks for "
              + least.get().label(),
          "drop one of the two; a flag overrides what was set elsewhere");
    }
    return new RuntimeRequest.Named(asked);
  }

  private Isolation isolation() {
    return Arrays.stream(Isolation.values())
        .filter(level -> level.label().equals(minIsolation))
        .findFirst()
        .orElseThrow(() ->
            CofferdamException.invalid(
                "unknown isolation: '" + minIsolation + "'",
                "one of "
                    + Arrays.stream(Isolation.values())
                        .map(Isolation::label)
                        .collect(Collectors.joining(", "))));
  }

  private static boolean satisfies(Isolation given, Isolation least) {
    return switch (least) {
      case PROCESS -> true;
      case KERNEL -> given != Isolation.PROCESS;
      case VM -> given == Isolation.VM;
      case INSTRUCTION -> given == Isolation.INSTRUCTION;
    };
  }
}
