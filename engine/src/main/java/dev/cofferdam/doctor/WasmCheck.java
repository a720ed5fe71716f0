package dev.cofferdam.doctor;

import dev.cofferdam.EngineConfig;
import dev.cofferdam.error.CofferdamException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// WebAssembly: which engine and which guests are there, and what the others would bring.
final class WasmCheck {
  static final String SUBJECT = "wasm";

  /// The guests by their names in `ready`, with what they run.
  private static final Map<String, String> GUESTS = Map.of("python", "Python", "js", "JavaScript");

  private static final Pattern VERSION =
      Pattern.compile("(?:wasmtime|python|js|plain|science)-([0-9]+(?:\\.[0-9]+)+)");

  /// The guest that is there for Python where that one could not be built.
  private static final String PLAIN = "plain";

  private static final String SCIENCE = "science";
  private static final String PACKAGES = "numpy, pandas, scipy and their kin";

  private final Host host;
  private final String directory;
  private final Optional<String> script;
  private final Optional<String> spare;

  private WasmCheck(Host host, EngineConfig config) {
    this.host = host;
    this.directory = config.wasmDirectory().toString();
    this.script =
        host.checkout()
            .map(checkout -> checkout + "/native/wasm-runtime/build")
            .filter(host::exists);
    this.spare = config.spareName();
  }

  static Finding examine(Host host, EngineConfig config) {
    return new WasmCheck(host, config).examine();
  }

  private Finding examine() {
    Optional<CofferdamException> foreign = host.foreign(directory);
    if (foreign.isPresent()) {
      return Finding.absent(SUBJECT, foreign.get().reason(), Remedy.words(foreign.get().remedy()));
    }
    Map<String, String> ready = ready();
    List<String> guests = GUESTS.keySet().stream().filter(ready::containsKey).sorted().toList();
    List<String> lacking =
        GUESTS.keySet().stream().filter(guest -> !ready.containsKey(guest)).sorted().toList();
    if (!ready.containsKey("worker") || !ready.containsKey("library")) {
      return absent();
    }
    String detail =
        "Wasmtime"
            + version(ready.get("library"))
            + " at "
            + directory
            + "; guests: "
            + (guests.isEmpty() && !ready.containsKey(PLAIN)
                ? "none, modules only"
                : told(guests, ready))
            + science(ready);
    return lacking.isEmpty()
        ? Finding.ok(SUBJECT, detail)
        : Finding.limited(SUBJECT, detail + "; not built: " + bring(lacking), build());
  }

  /// The first run that needs one builds it, where it can.
  private Finding absent() {
    String gives = "Python, JavaScript and .wasm without root, namespaces or an image";
    List<String> tools =
        List.of("cc", "python3").stream().filter(tool -> host.find(tool).isEmpty()).toList();
    if (spare.isPresent() && (script.isEmpty() || !tools.isEmpty())) {
      return spared(spare.get(), tools);
    }
    if (script.isEmpty()) {
      return Finding.absent(SUBJECT, "not built; " + gives, build());
    }
    return tools.isEmpty()
        ? Finding.limited(SUBJECT, "built by the first run that needs it; " + gives, build())
        : Finding.absent(
            SUBJECT,
            "not built, which takes " + String.join(" and ", tools) + "; " + gives,
            Remedy.words("install " + String.join(" and ", tools) + ", and 'cofferdam setup'"));
  }

  /// What there is without native code, and what native code would bring.
  private Finding spared(String engine, List<String> tools) {
    String takes = tools.isEmpty() ? "a checkout of Cofferdam" : String.join(" and ", tools);
    return Finding.limited(
        SUBJECT,
        engine
            + ": JavaScript, without files; not built, which takes "
            + takes
            + ": Wasmtime, which brings Python, .wasm, files and speed",
        tools.isEmpty()
            ? build()
            : Remedy.words(
                "apt-get install gcc libc6-dev python3-pip python3-venv, and 'cofferdam setup'"));
  }

  private Map<String, String> ready() {
    var files = new LinkedHashMap<String, String>();
    host.text(directory + "/ready")
        .ifPresent(text ->
            text.lines()
                .map(line -> line.split(" ", 2))
                .filter(words -> words.length == 2 && host.exists(words[1]))
                .forEach(words -> files.put(words[0], words[1])));
    return files;
  }

  private static String told(List<String> guests, Map<String, String> ready) {
    var told = new ArrayList<String>();
    guests.forEach(guest -> told.add(guest + version(ready.get(guest))));
    if (ready.containsKey(PLAIN) && !guests.contains("python")) {
      told.add(
          PLAIN
              + version(ready.get(PLAIN))
              + " (Python without a snapshot, since componentize-py could not be had)");
    }
    return String.join(", ", told);
  }

  /// It is large, and for who asks for it.
  private static String science(Map<String, String> ready) {
    return ready.containsKey(SCIENCE)
        ? "; --image wasm-science: " + SCIENCE + version(ready.get(SCIENCE)) + ", " + PACKAGES
        : "; --image wasm-science, fetched by its first run (98 MB), brings " + PACKAGES;
  }

  private static String bring(List<String> guests) {
    var told = new ArrayList<String>();
    guests.forEach(guest -> told.add(guest + " (" + GUESTS.get(guest) + ")"));
    return String.join(", ", told);
  }

  private static String version(@Nullable String path) {
    Matcher version = VERSION.matcher(path == null ? "" : path);
    return version.find() ? " " + version.group(1) : "";
  }

  private Remedy build() {
    return script
        .map(program ->
            Remedy.command(
                    "build worker and guests (some minutes)",
                    List.of("sh", program, directory, "library", "python", "js"))
                .byAnyone())
        .orElseGet(() -> Remedy.words("'cofferdam setup' in a checkout of Cofferdam builds it"));
  }
}
