package dev.cofferdam.doctor;

import dev.cofferdam.EngineConfig;
import dev.cofferdam.sandbox.RuntimeName;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// gVisor's runtime: version, platform and age of every one there is, and how to have one.
final class RunscCheck {
  private static final String SUBJECT = "runsc";
  private static final String MODULE = "\tgvisor.dev/gvisor\t";
  private static final Pattern VERSION = Pattern.compile("^runsc version (\\S{1,64})");
  private static final Pattern DATE = Pattern.compile("(?<!\\d)20\\d{6}");

  private final Host host;
  private final EngineConfig config;
  private final Optional<Recipe> recipe;

  private RunscCheck(Host host, EngineConfig config) {
    this.host = host;
    this.config = config;
    this.recipe = Recipe.of(host);
  }

  /// How this version of Cofferdam builds its own: the program that does, and from its `go.mod` the
  /// version that it makes and the oldest Go that can.
  private record Recipe(String program, String version, Release go) {
    private static final Pattern GO = Pattern.compile("(?m)^go (\\S+)$");
    private static final Pattern GVISOR = Pattern.compile("gvisor\\.dev/gvisor (v\\S+)");

    static Optional<Recipe> of(Host host) {
      return host.checkout()
          .map(checkout -> checkout + "/native/runsc")
          .flatMap(folder ->
              host.text(folder + "/go.mod")
                  .flatMap(text -> {
                    Matcher go = GO.matcher(text);
                    Matcher gvisor = GVISOR.matcher(text);
                    return go.find() && gvisor.find()
                        ? Release.parse(go.group(1))
                            .map(needed -> new Recipe(folder + "/build", gvisor.group(1), needed))
                        : Optional.empty();
                  }));
    }
  }

  static List<Finding> examine(Host host, EngineConfig config) {
    return new RunscCheck(host, config).examine();
  }

  private List<Finding> examine() {
    var findings = new ArrayList<Finding>();
    for (String file : RuntimeCheck.files(host, config, RuntimeName.RUNSC, "/tools")) {
      findings.add(runsc(file));
    }
    if (findings.isEmpty()) {
      findings.add(
          Finding.absent(
              SUBJECT,
              "not found; what a plain run takes: gVisor, a kernel in user space",
              build()));
    }
    boolean builds =
        findings.stream().anyMatch(finding -> finding.remedy().equals(Optional.of(build())));
    if (builds) {
      withoutGo().ifPresent(findings::add);
    }
    return findings;
  }

  /// The version that runsc says it is, or, where `go build` made it of the module, the one in the
  /// build information.
  static Optional<String> version(Host host, String file, String text) {
    Matcher told = VERSION.matcher(text);
    if (!told.find()) {
      return Optional.empty();
    }
    return told.group(1).startsWith("VERSION")
        ? host.wordAfter(file, MODULE)
        : Optional.of(told.group(1));
  }

  private Finding runsc(String file) {
    Host.Output output = host.run(List.of(file, "--version"));
    if (output.status() != 0 || !VERSION.matcher(output.text()).find()) {
      return broken(file + " does not tell its version: " + output.firstLine(), file);
    }
    String version = version(host, file, output.text()).orElse("of unknown version");
    Optional<LocalDate> made = date(version);
    String detail = version + " at " + file + made.map(at -> RuntimeCheck.age(host, at)).orElse("");
    if (!host.run(List.of(file, "flags")).text().contains("systrap")) {
      return broken(detail + "; without the platform systrap", file);
    }
    detail += ", systrap";
    boolean old = made.isPresent() && made.get().isBefore(host.today().minusYears(1));
    if (isOurs(file) && recipe.isPresent() && !recipe.get().version().equals(version)) {
      return Finding.limited(SUBJECT, detail + "; this version of Cofferdam has another", build());
    }
    return old
        ? Finding.limited(SUBJECT, detail + "; older than a year", newer(file))
        : Finding.ok(SUBJECT, detail);
  }

  private Finding broken(String detail, String file) {
    return new Finding(SUBJECT, false, Status.BROKEN, detail, Optional.of(newer(file)));
  }

  private Remedy newer(String file) {
    if (isOurs(file)) {
      return Remedy.words("remove it, and run 'cofferdam setup' of a current Cofferdam");
    }
    return Remedy.words(
        "put a current one before it on PATH, or remove it: then 'cofferdam setup' builds one");
  }

  private boolean isOurs(String file) {
    return file.startsWith(host.real(config.stateDirectory().toString()) + "/");
  }

  /// Into the engine's tools, where runs find it.
  private Remedy build() {
    if (recipe.isEmpty()) {
      return Remedy.words("'cofferdam setup' in a checkout of Cofferdam builds it");
    }
    String tools = config.stateDirectory() + "/tools";
    Remedy remedy =
        Remedy.command(
            "build gVisor (one to several minutes)", List.of(recipe.get().program(), tools));
    return host.writable(existing(tools)) ? remedy.byAnyone() : remedy;
  }

  private String existing(String path) {
    String at = path;
    while (at.length() > 1 && !host.exists(at)) {
      at = at.substring(0, Math.max(1, at.lastIndexOf('/')));
    }
    return at;
  }

  /// Where no Go can build it, one is fetched with pip.
  private Optional<Finding> withoutGo() {
    var candidates = new ArrayList<>(host.findAll("go"));
    candidates.add("/usr/local/go/bin/go");
    boolean here = candidates.stream().filter(host::executable).anyMatch(this::canBuild);
    if (here || host.run(List.of("/usr/bin/python3", "-m", "pip", "--version")).status() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.absent(
            "pip",
            "fetches the Go that builds gVisor, since none that can is here",
            Packages.of(host).install(Packages.Item.PIP)));
  }

  private boolean canBuild(String go) {
    // Its own version, and none that it would download for itself.
    String version =
        host.run(List.of("env", "GOTOOLCHAIN=local", go, "env", "GOVERSION")).firstLine();
    Optional<Release> release = Release.parse(version.replaceFirst("^go", ""));
    return release.isPresent()
        && recipe.isPresent()
        && release.get().compareTo(recipe.get().go()) >= 0;
  }

  private static Optional<LocalDate> date(String version) {
    Matcher digits = DATE.matcher(version);
    try {
      return digits.find()
          ? Optional.of(LocalDate.parse(digits.group(), DateTimeFormatter.BASIC_ISO_DATE))
          : Optional.empty();
    } catch (DateTimeException noDate) {
      return Optional.empty();
    }
  }
}
