package dev.cofferdam.runtime.wasm.endive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The guest's sources as one script, since QuickJS was built without a loader of modules. It reads
/// the forms of `import` and `export` that these sources have, and refuses any other.
///
/// Each module becomes a function that first gives away its functions, which are there before
/// anything of it runs: so modules may import each other in a circle, as long as they only call.
final class Bundle {
  private static final Pattern IMPORT =
      Pattern.compile(
          "^import (?:(?<all>\\* as (?<space>\\w+))|(?<default>\\w+))?(?:, )?"
              + "(?:\\{ (?<names>[^}]+) \\})?(?: from )?'(?<from>\\.[^']+)';$");
  private static final Pattern FUNCTION =
      Pattern.compile("^export (?<code>(?:async )?function\\*? ?(?<name>\\w+)\\(.*)$");
  private static final Pattern BINDING =
      Pattern.compile("^export (?<code>(?:const|let|class) (?<name>\\w+)\\b.*)$");
  private static final Pattern DEFAULT = Pattern.compile("^export default (?<code>.*)$");
  private static final Pattern LIST = Pattern.compile("^export \\{ (?<names>[^}]+) \\};$");

  private final List<Path> folders;
  private final Map<String, String> modules = new LinkedHashMap<>();

  /// @param folders where modules are looked for, the first one first
  Bundle(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  /// A module that is no module of ours: a script that fills `exports`.
  void addScript(String name, String source) {
    modules.put(name, source);
  }

  /// The script, whose value is what the module `main.js` exports.
  String text() throws IOException {
    add("main.js");
    var text = new StringBuilder("(() => {\nconst modules = {\n");
    modules.forEach((name, body) ->
        text.append('\'')
            .append(name)
            .append("': (exports, require, module) => {\n")
            .append(body)
            .append("},\n"));
    return text.append("};\n").append(LOADER).append("return load('main.js');\n})()").toString();
  }

  private static final String LOADER =
      """
      const loaded = new Map();
      function load(name) {
        const there = loaded.get(name);
        if (there !== undefined) return there;
        const exports = {};
        loaded.set(name, exports);
        modules[name](exports, load, { exports });
        return exports;
      }
      """;

  private void add(String name) throws IOException {
    if (modules.containsKey(name)) {
      return;
    }
    // Taken before it is read, since modules import each other.
    modules.put(name, "");
    var functions = new ArrayList<String>();
    var body = new StringBuilder();
    var end = new StringBuilder();
    for (String line : Files.readAllLines(find(name))) {
      body.append(rewritten(name, line, functions, end)).append('\n');
    }
    var whole = new StringBuilder("'use strict';\n");
    functions.forEach(function -> whole.append(exported(function, function)));
    modules.put(name, whole.append(body).append(end).toString());
  }

  private Path find(String name) throws IOException {
    for (Path folder : folders) {
      if (Files.exists(folder.resolve(name))) {
        return folder.resolve(name);
      }
    }
    throw new IOException("no module " + name + " in " + folders);
  }

  private String rewritten(String module, String line, List<String> functions, StringBuilder end)
      throws IOException {
    Matcher match = IMPORT.matcher(line);
    if (match.matches()) {
      return required(module, match);
    }
    match = FUNCTION.matcher(line);
    if (match.matches()) {
      functions.add(match.group("name"));
      return match.group("code");
    }
    match = BINDING.matcher(line);
    if (match.matches()) {
      end.append(exported(match.group("name"), match.group("name")));
      return match.group("code");
    }
    match = DEFAULT.matcher(line);
    if (match.matches()) {
      return "exports.default = " + match.group("code");
    }
    match = LIST.matcher(line);
    if (match.matches()) {
      for (String name : match.group("names").split(", ", -1)) {
        end.append(exported(name, name));
      }
      return "";
    }
    if (line.startsWith("import ") || line.startsWith("export ")) {
      throw new IOException("no form of import or export that is known: " + line);
    }
    return line;
  }

  private String required(String module, Matcher match) throws IOException {
    String from = Path.of(module).resolveSibling(match.group("from")).normalize().toString();
    add(from);
    String load = "require('" + from + "')";
    var code = new StringBuilder();
    if (match.group("space") != null) {
      code.append("const ").append(match.group("space")).append(" = ").append(load).append(';');
    }
    var names = new ArrayList<String>();
    if (match.group("default") != null) {
      names.add("default: " + match.group("default"));
    }
    if (match.group("names") != null) {
      for (String name : match.group("names").split(", ", -1)) {
        names.add(name.replace(" as ", ": "));
      }
    }
    if (!names.isEmpty()) {
      code.append("const { ").append(String.join(", ", names)).append(" } = ").append(load);
      code.append(';');
    }
    return code.isEmpty() ? load + ';' : code.toString();
  }

  private static String exported(String name, String value) {
    return "exports." + name + " = " + value + ";\n";
  }
}
