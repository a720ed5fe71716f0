package dev.cofferdam.runtime.wasm;

import dev.cofferdam.host.Channel;
import dev.cofferdam.host.Descriptor;
import dev.cofferdam.sandbox.Limits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the worker is asked to run.
///
/// @param call the program
/// @param environment its variables
/// @param workdir where it starts
/// @param descriptors standard input, output and error
/// @param preopens the directories that it has
/// @param module the file of a module
/// @param limits what it may use
/// @param openFiles how many files it may have open
/// @param cgroups the files of its cgroups that it writes itself to
/// @param cgroupDirectories what the worker removes, in this order, should we be gone when it ends
/// @param user whom it becomes; empty to stay who the worker is
record WorkerRequest(
    GuestCall call,
    Map<String, String> environment,
    String workdir,
    List<Descriptor> descriptors,
    List<Preopen> preopens,
    Optional<Descriptor> module,
    Limits limits,
    long openFiles,
    List<Path> cgroups,
    List<Path> cgroupDirectories,
    Optional<User> user) {
  /// The worker refuses a larger one.
  static final int MAX_PAYLOAD = 16 << 20;

  /// Descriptors beside directories: the three streams and a module.
  private static final int OTHERS = 4;

  /// As many directories can be given.
  static final int MAX_PREOPENS = Channel.MOST_BESIDE - OTHERS;

  /// The layer's inodes, as an ext4 of that size has them on the other runtimes.
  static final int BYTES_PER_FILE = 8192;

  /// The worker's own deadline comes after ours: it is for an owner that is stopped.
  private static final long SLACK_MILLIS = 400;

  private static final int GUEST = 1;
  private static final int REQUEST = 2;
  private static final int ARGUMENT = 3;
  private static final int ENVIRONMENT = 4;
  private static final int PREOPEN = 5;
  private static final int LIMITS = 6;
  private static final int CGROUP = 7;
  private static final int IDS = 8;
  private static final int CGROUP_DIRECTORY = 9;

  /// A host user.
  record User(int uid, int gid) {}

  /// How many files may be made.
  static long files(Limits limits) {
    return Math.max(1, limits.diskBytes() / BYTES_PER_FILE);
  }

  /// A command finds its library by one more, which the program does not see.
  private Map<String, String> variables() {
    if (!call.guest().isCommand()) {
      return environment;
    }
    var variables = new LinkedHashMap<>(environment);
    variables.put("PYTHONHOME", "/usr/local");
    return variables;
  }

  /// As the bytes that follow the record.
  byte[] payload() {
    var fields = new Fields.Writer();
    fields.text(GUEST, call.guest().label());
    if (call.guest() == Guest.MODULE || call.guest().isCommand()) {
      List<String> words = call.guest() == Guest.MODULE ? call.argv() : call.words(workdir);
      words.forEach(word -> fields.text(ARGUMENT, word));
      variables().forEach((name, value) -> fields.text(ENVIRONMENT, name + "=" + value));
    } else {
      fields.text(REQUEST, call.json(environment, workdir));
    }
    for (Preopen preopen : preopens) {
      byte[] path = preopen.path().getBytes(StandardCharsets.UTF_8);
      byte[] value = new byte[path.length + 1];
      value[0] = (byte) (preopen.readOnly() ? 0 : 1);
      System.arraycopy(path, 0, value, 1, path.length);
      fields.field(PREOPEN, value);
    }
    long wall = limits.wall().toMillis() + SLACK_MILLIS;
    fields.numbers(
        LIMITS,
        limits.memoryBytes(),
        // More than it can use in its time, even where the clock of the wall stands still.
        Math.max(1000, wall * Math.max(1, limits.milliCpus() / 1000) + 1000),
        limits.diskBytes(),
        openFiles,
        files(limits),
        0,
        0,
        wall);
    cgroups.forEach(file -> fields.text(CGROUP, file.toString()));
    cgroupDirectories.forEach(directory -> fields.text(CGROUP_DIRECTORY, directory.toString()));
    user.ifPresent(who -> fields.pair(IDS, who.uid(), who.gid()));
    return fields.payload();
  }

  /// What travels beside it.
  List<Descriptor> beside() {
    var all = new ArrayList<>(descriptors);
    preopens.forEach(preopen -> all.add(preopen.directory()));
    module.ifPresent(all::add);
    return all;
  }
}
