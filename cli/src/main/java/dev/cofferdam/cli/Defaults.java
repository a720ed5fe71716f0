package dev.cofferdam.cli;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.run.CallerFile;
import dev.cofferdam.sandbox.Program;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// What a flag of `run` is where it is not given: from the variables `COFFERDAM_*`, else from the
/// user's file, else from the one in `/etc`. Every value is read as the flag would be, used or not,
/// so that a mistake is told with its place before it matters.
final class Defaults implements IDefaultValueProvider {
  /// The flags that can have one, by their long names: those that take one value, or none.
  static final List<String> KEYS =
      List.of(
          "runtime",
          "min-isolation",
          "memory",
          "cpus",
          "pids-limit",
          "timeout",
          "disk",
          "shm-size",
          "output",
          "device-read-bps",
          "device-write-bps",
          "device-read-iops",
          "device-write-iops",
          "io-strict",
          "network",
          "image",
          "workdir",
          "user",
          "init",
          "cgroup-parent",
          "quiet");

  private static final Set<String> SWITCHES = Set.of("io-strict", "init", "quiet");
  private static final Path OF_ALL = Path.of("/etc/cofferdam/config");
  private static final String OWN = "cofferdam/config";

  private final Map<String, Setting> settings;

  private Defaults(Map<String, Setting> settings) {
    this.settings = Map.copyOf(settings);
  }

  /// One value with its place, as in `/etc/cofferdam/config, line 3`.
  private record Setting(String key, String value, String where) {}

  /// None at all.
  static Defaults none() {
    return new Defaults(Map.of());
  }

  /// Those of whoever calls.
  ///
  /// @throws CofferdamException on a file that others can write, an unknown key, or a value that
  ///   the flag would not take; it names the place
  static Defaults ofCaller(Function<String, Optional<String>> environment) {
    return read(OF_ALL, ownFile(environment), environment);
  }

  /// The same from other places.
  static Defaults read(
      Path ofAll, Optional<Path> own, Function<String, Optional<String>> environment) {
    var all = new ArrayList<Setting>();
    CallerFile.read(ofAll, CallerFile.Owner.ADMINISTRATOR)
        .ifPresent(text -> all.addAll(settings(ofAll, text)));
    own.ifPresent(file ->
        CallerFile.read(file, CallerFile.Owner.CALLER)
            .ifPresent(text -> all.addAll(settings(file, text))));
    for (String key : KEYS) {
      String variable = variable(key);
      environment
          .apply(variable)
          .filter(value -> !value.isEmpty())
          .ifPresent(value -> all.add(new Setting(key, value, variable)));
    }
    if (!all.isEmpty()) {
      requireReadable(all);
    }
    // The later ones are the nearer ones.
    var settings = new LinkedHashMap<String, Setting>();
    all.forEach(setting -> settings.put(setting.key(), setting));
    return new Defaults(settings);
  }

  private static Optional<Path> ownFile(Function<String, Optional<String>> environment) {
    return environment
        .apply("XDG_CONFIG_HOME")
        .filter(folder -> folder.startsWith("/"))
        .or(() ->
            environment
                .apply("HOME")
                .filter(home -> home.startsWith("/"))
                .map(home -> home + "/.config"))
        .map(folder -> Path.of(folder, OWN));
  }

  /// The whole name, so that `COFFERDAM_RUNTIME_DIR` and others of ours are none of these.
  private static String variable(String key) {
    return "COFFERDAM_" + key.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static List<Setting> settings(Path file, String text) {
    var settings = new ArrayList<Setting>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      String said = line.strip();
      if (said.isEmpty() || said.startsWith("#")) {
        continue;
      }
      String where = file + ", line " + number;
      int equals = said.indexOf('=');
      String key = equals < 0 ? said : said.substring(0, equals).strip();
      String value = equals < 0 ? "" : said.substring(equals + 1).strip();
      if (!KEYS.contains(key)) {
        throw CofferdamException.invalid(
            where + ": unknown key '" + key + "'", "one of " + String.join(", ", KEYS));
      }
      if (value.isEmpty()) {
        throw CofferdamException.invalid(where + ": no value", "write " + key + " = VALUE");
      }
      settings.add(new Setting(key, value, where));
    }
    return settings;
  }

  /// Each alone, as if it were the only flag given.
  private static void requireReadable(List<Setting> settings) {
    var nowhere = OutputStream.nullOutputStream();
    var run = new RunCommand(new Console(InputStream.nullInputStream(), nowhere, nowhere));
    var line = new CommandLine(run);
    var caller =
        new Caller(
            Path.of("/"),
            name -> Optional.empty(),
            InputStream.nullInputStream(),
            () -> Caller.USUAL_SIZE);
    for (Setting setting : settings) {
      try {
        line.parseArgs("--" + setting.key() + "=" + setting.value());
        run.flags.spec(new Program.Command(List.of("true")), caller);
      } catch (ParameterException unreadable) {
        throw CofferdamException.invalid(
            setting.where() + ": " + setting.key() + ": cannot read '" + setting.value() + "'",
            SWITCHES.contains(setting.key()) ? "write true or false" : "see cofferdam run --help");
      } catch (CofferdamException refused) {
        throw new CofferdamException(
            refused.code(), setting.where() + ": " + refused.reason(), refused.remedy(), refused);
      }
    }
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (argument instanceof OptionSpec option) {
      Setting setting = settings.get(option.longestName().replaceFirst("^--", ""));
      return setting == null ? null : setting.value();
    }
    return null;
  }

  /// How to speak of a flag that was not given: by the place of its default, where it has one.
  String nameOf(String flag) {
    Setting setting = settings.get(flag.replaceFirst("^--", ""));
    return setting == null ? flag : setting.key() + " (" + setting.where() + ")";
  }
}
