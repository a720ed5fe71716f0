package dev.cofferdam.runtime.wasm;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.runtime.Runtime.Unserved;
import dev.cofferdam.sandbox.Program;
import dev.cofferdam.sandbox.SandboxSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads a command line as the interpreters themselves read theirs (python3(1), node(1)), as far as
/// the guests can do what it says.
final class CommandLine {
  private static final String ELSEWHERE =
      "--runtime runsc ('cofferdam setup' installs it); where a shared kernel is acceptable,"
          + " --runtime runc";

  /// Of `python3`, without an argument, and of no meaning here or always so.
  private static final String PYTHON_SWITCHES = "uBqsSEIdb";

  /// Values of `-X` and `-W` that are so here anyway, or only say more.
  private static final Pattern NO_DIFFERENCE =
      Pattern.compile("utf8(?:=1)?|faulthandler|(?:ignore|default|always|module|once)(?::.*)?");

  private static final Set<String> NODE_SWITCHES =
      Set.of("--no-warnings", "--no-deprecation", "--trace-warnings", "--enable-source-maps");

  private final SandboxSpec spec;
  private final List<String> argv;
  private int at = 1;

  /// Of `python3 -E`.
  private boolean ownPathOnly;

  private CommandLine(SandboxSpec spec) {
    this.spec = spec;
    this.argv = spec.program().argv();
  }

  /// What was read.
  sealed interface Read {
    /// A guest can run it.
    record Runs(GuestCall call) implements Read {}

    /// No guest can.
    record RunsElsewhere(Unserved reason) implements Read {}

    /// Nothing can, anywhere.
    record Wrong(Unserved reason) implements Read {}
  }

  /// Reads the program of a spec.
  static Read read(SandboxSpec spec) {
    Read read = new CommandLine(spec).read();
    if (!spec.image().equals(SandboxSpec.SCIENCE_IMAGE)) {
      return read;
    }
    return switch (read) {
      case Read.Runs(GuestCall call) when call.guest() == Guest.PYTHON ->
          new Read.Runs(call.on(Guest.SCIENCE));
      case Read.Runs _ ->
          throw CofferdamException.invalid(
              "the image wasm-science has Python only", "leave --image out");
      case Read.RunsElsewhere _, Read.Wrong _ -> read;
    };
  }

  private Read read() {
    String program = argv.getFirst();
    String name = program.substring(program.lastIndexOf('/') + 1);
    if (name.matches("python(3(\\.14)?)?")) {
      return python();
    }
    if (name.endsWith(".wasm")) {
      return module();
    }
    return switch (name) {
      case "node", "nodejs" -> node();
      case "wasm" -> module();
      default ->
          elsewhere(
              "WebAssembly runs Python, JavaScript and .wasm, and no program of the host's such as '"
                  + name
                  + "'");
    };
  }

  private Read module() {
    return spec.program() instanceof Program.Script script
        ? new Read.Runs(
            new GuestCall(
                Guest.MODULE,
                "script",
                Optional.empty(),
                script.path(),
                Optional.empty(),
                withFirst(script.name(), 2),
                List.of()))
        : wrong("a module is given as the file itself", "cofferdam run PROGRAM.wasm [ARG...]");
  }

  private Read python() {
    boolean isolated = false;
    for (; at < argv.size() && isSwitch(argv.get(at)); at++) {
      String word = argv.get(at);
      if (word.equals("--version") || word.equals("-V")) {
        return python("-c", Optional.of(PYTHON_VERSION), "<string>", List.of("-c"), isolated);
      }
      if (word.matches("-[XW].*")) {
        Optional<String> value = rest(word, 1);
        if (value.filter(CommandLine::meansNothing).isEmpty()) {
          return elsewhere(
              "the guest python does not know " + word + value.map(v -> " " + v).orElse(""));
        }
        continue;
      }
      for (int letter = 1; letter < word.length(); letter++) {
        char flag = word.charAt(letter);
        isolated |= flag == 'I';
        ownPathOnly |= flag == 'E';
        if (flag == 'c' || flag == 'm') {
          Optional<String> rest = rest(word, letter);
          return rest.isEmpty()
              ? wrong("python3 -" + flag + " without its argument", "give it one")
              : pythonOption(flag, rest.get(), isolated);
        }
        if (PYTHON_SWITCHES.indexOf(flag) < 0) {
          return elsewhere("the guest python does not know the option " + word);
        }
      }
    }
    if (at >= argv.size() || argv.get(at).equals("-")) {
      return python("-", Optional.empty(), "<stdin>", withFirst("-", at + 1), isolated);
    }
    String file = absolute(argv.get(at));
    String directory = file.substring(0, Math.max(1, file.lastIndexOf('/')));
    return new Read.Runs(
        new GuestCall(
            Guest.PYTHON,
            "script",
            content(file),
            argv.get(at),
            Optional.empty(),
            argv.subList(at, argv.size()),
            path(directory, isolated)));
  }

  private static final String PYTHON_VERSION =
      "import sys; print('Python', sys.version.split()[0])";

  private Read pythonOption(char flag, String argument, boolean isolated) {
    return flag == 'c'
        ? python("-c", Optional.of(argument), "<string>", withFirst("-c", at + 1), isolated)
        : new Read.Runs(
            new GuestCall(
                Guest.PYTHON,
                "-m",
                Optional.of(argument),
                "<module>",
                Optional.of(argument),
                withFirst("-m", at + 1),
                path(spec.workdir(), isolated)));
  }

  private Read python(
      String command,
      Optional<String> source,
      String filename,
      List<String> words,
      boolean isolated) {
    return new Read.Runs(
        new GuestCall(
            Guest.PYTHON, command, source, filename, Optional.empty(), words, path("", isolated)));
  }

  private List<String> path(String first, boolean isolated) {
    var path = new ArrayList<String>();
    path.add(first);
    String more = spec.environment().getOrDefault("PYTHONPATH", "");
    if (isolated) {
      return List.of();
    }
    if (ownPathOnly) {
      return path;
    }
    for (String entry : more.split(":", -1)) {
      if (!entry.isEmpty()) {
        path.add(absolute(entry));
      }
    }
    return path;
  }

  private Read node() {
    for (; at < argv.size() && isSwitch(argv.get(at)); at++) {
      String word = argv.get(at);
      Map<String, String> shortened = Map.of("-e", "--eval", "-p", "--print");
      String option = shortened.getOrDefault(word, word);
      if (option.equals("--eval") || option.equals("--print")) {
        at++;
        return at >= argv.size()
            ? wrong("node " + word + " without its argument", "give it one")
            : nodeSource(argv.get(at), option.equals("--print"));
      }
      if (word.equals("--")) {
        at++;
        break;
      }
      if (!NODE_SWITCHES.contains(word)) {
        return elsewhere("the guest js does not know the option " + word);
      }
    }
    if (at >= argv.size() || argv.get(at).equals("-")) {
      return new Read.Runs(
          new GuestCall(
              Guest.JS,
              "-",
              Optional.empty(),
              "[stdin]",
              Optional.empty(),
              withFirst("-", at + 1),
              List.of()));
    }
    String file = absolute(argv.get(at));
    return new Read.Runs(
        new GuestCall(
            Guest.JS,
            "script",
            content(file),
            file,
            Optional.empty(),
            withFirst(file, at + 1),
            List.of()));
  }

  private Read nodeSource(String code, boolean prints) {
    return new Read.Runs(
        new GuestCall(
            Guest.JS,
            "-c",
            Optional.of(prints ? "console.log((" + code + "\n))" : code),
            "[eval]",
            Optional.empty(),
            argv.subList(at + 1, argv.size()),
            List.of()));
  }

  /// A word that is `-` alone is a file: standard input.
  private static boolean isSwitch(String word) {
    return word.startsWith("-") && word.length() > 1;
  }

  /// What follows a letter in its word, else the next word.
  private Optional<String> rest(String word, int letter) {
    if (letter + 1 < word.length()) {
      return Optional.of(word.substring(letter + 1));
    }
    at++;
    return at < argv.size() ? Optional.of(argv.get(at)) : Optional.empty();
  }

  private List<String> withFirst(String first, int from) {
    var words = new ArrayList<String>();
    words.add(first);
    words.addAll(argv.subList(Math.min(from, argv.size()), argv.size()));
    return words;
  }

  private Optional<String> content(String file) {
    return spec.program() instanceof Program.Script script && script.path().equals(file)
        ? script.content().asUtf8()
        : Optional.empty();
  }

  private String absolute(String path) {
    return path.startsWith("/") ? path : spec.workdir().replaceFirst("/$", "") + "/" + path;
  }

  private static boolean meansNothing(String value) {
    return NO_DIFFERENCE.matcher(value).matches();
  }

  private static Read wrong(String reason, String remedy) {
    return new Read.Wrong(new Unserved(reason, remedy));
  }

  private static Read elsewhere(String reason) {
    return new Read.RunsElsewhere(new Unserved(reason, ELSEWHERE));
  }
}
