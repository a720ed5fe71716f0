package dev.cofferdam.doctor;

import dev.cofferdam.EngineConfig;
import dev.cofferdam.sandbox.RuntimeName;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The runtimes: which one a run takes; runc with its age and its holes; those that this version
/// does not use yet.
final class RuntimeCheck {
  private static final Pattern VERSION =
      Pattern.compile("^runc version (\\S{1,64})", Pattern.MULTILINE);
  private static final double DAYS_IN_YEAR = 365.25;
  private static final String LATER = "not used yet by this version";

  private RuntimeCheck() {}

  static List<Finding> examine(Host host, EngineConfig config) {
    List<Finding> runcs =
        files(host, config, RuntimeName.RUNC, "/bin").stream()
            .map(file -> runc(host, file))
            .toList();
    List<Finding> runscs = RunscCheck.examine(host, config);
    var findings = new ArrayList<Finding>();
    Finding wasm = WasmCheck.examine(host, config);
    findings.add(defaultRuntime(usable(runscs), usable(runcs), usable(List.of(wasm))));
    findings.addAll(runscs);
    findings.addAll(
        runcs.isEmpty()
            ? List.of(
                Finding.absent(
                    "runc",
                    "not found; the fastest runtime, for runs that may share the host's kernel",
                    Packages.of(host).install(Packages.Item.RUNC)))
            : runcs);
    findings.add(wasm);
    findings.add(later(host, "firecracker", "microVMs"));
    findings.add(later(host, "qemu-system-x86_64", "microVMs"));
    findings.add(kvm(host));
    return findings;
  }

  /// Whether the first one, which is the one that runs use, does its work.
  private static boolean usable(List<Finding> found) {
    return !found.isEmpty()
        && switch (found.getFirst().status()) {
          case OK, LIMITED -> true;
          case MISSING, BROKEN -> false;
        };
  }

  /// What a run without `--runtime` takes.
  private static Finding defaultRuntime(boolean runsc, boolean runc, boolean wasm) {
    String subject = "default runtime";
    if (runsc) {
      return Finding.ok(
          subject,
          "auto takes runsc; usable: runsc"
              + (runc ? ", runc" : "")
              + (wasm ? ", wasm" : "")
              + " (microvm is not part of this version)");
    }
    if (wasm) {
      return Finding.limited(
          subject,
          "auto takes wasm, for what its guests run and nothing else; usable: "
              + (runc ? "runc, " : "")
              + "wasm",
          Remedy.words("'cofferdam setup' installs runsc, which runs any program"));
    }
    return runc
        ? Finding.needed(
            subject,
            "none: runc is here, and shares the host's kernel, which has to be said",
            Remedy.words(
                "'cofferdam setup' installs runsc; or say --min-isolation process with each run, or"
                    + " once as 'min-isolation = process' in the configuration"))
        : Finding.needed(
            subject, "none: neither runsc nor runc is usable", Remedy.words("'cofferdam setup'"));
  }

  /// Every program of a runtime that there is, the one that runs use at the front.
  static Set<String> files(Host host, EngineConfig config, RuntimeName name, String ours) {
    var files = new LinkedHashSet<String>();
    var candidates = new ArrayList<String>();
    Optional.ofNullable(config.programs().get(name)).map(Path::toString).ifPresent(candidates::add);
    candidates.addAll(host.findAll(name.label()));
    candidates.add(config.stateDirectory() + ours + "/" + name.label());
    host.variable("HOME").ifPresent(home -> candidates.add(home + "/go/bin/" + name.label()));
    candidates.stream().filter(host::executable).map(host::real).forEach(files::add);
    return files;
  }

  /// The version that runc says it is.
  static Optional<String> version(String told) {
    Matcher matcher = VERSION.matcher(told);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static Finding runc(Host host, String file) {
    String subject = "runc";
    Host.Output output = host.run(List.of(file, "--version"));
    Optional<String> told = version(output.text());
    if (output.status() != 0 || told.isEmpty()) {
      return new Finding(
          subject,
          false,
          Status.BROKEN,
          file + " does not tell its version: " + output.firstLine(),
          Optional.of(Remedy.words("remove or replace " + file)));
    }
    String version = told.get();
    String detail =
        version + " at " + file + RuncHistory.released(version).map(at -> age(host, at)).orElse("");
    Optional<Release> release = Release.parse(version);
    if (release.isEmpty()) {
      return Finding.ok(subject, detail + "; not a version we know holes of");
    }
    List<String> holes = RuncHistory.holes(release.get());
    String changes = holes.isEmpty() ? "" : distributionChanges(host, file);
    List<String> mended = holes.stream().filter(changes::contains).toList();
    List<String> open = holes.stream().filter(hole -> !changes.contains(hole)).toList();
    if (!mended.isEmpty()) {
      detail += "; the distribution mended " + String.join(", ", mended);
    }
    return open.isEmpty()
        ? Finding.ok(subject, detail + (holes.isEmpty() ? "; no known holes" : ""))
        : Finding.limited(
            subject,
            detail + "; open: " + String.join(", ", open),
            Remedy.words("put a current runc first on PATH, for example in /usr/local/sbin"));
  }

  static String age(Host host, LocalDate released) {
    double years = ChronoUnit.DAYS.between(released, host.today()) / DAYS_IN_YEAR;
    return ", %.1f years old".formatted(Math.max(0, years));
  }

  /// What the package's change log says, since a distribution mends holes under an old number; only
  /// for the file that the package owns. A Debian without change logs is known by its version.
  private static String distributionChanges(Host host, String file) {
    Optional<String> query = host.find("dpkg-query");
    if (query.isEmpty() || host.run(List.of(query.get(), "-S", file)).status() != 0) {
      return "";
    }
    Optional<String> log = host.text("/usr/share/doc/runc/changelog.Debian.gz");
    if (log.isPresent()) {
      return log.get();
    }
    String version = host.run(List.of(query.get(), "-W", "-f", "${Version}", "runc")).firstLine();
    return version.matches("1\\.1\\.5\\+ds1-1\\+deb12u\\d+") ? "CVE-2024-21626" : "";
  }

  private static Finding later(Host host, String program, String gives) {
    return host.find(program)
        .map(path -> Finding.ok(program, path + "; " + LATER))
        .orElseGet(() ->
            new Finding(
                program, false, Status.MISSING, "gives " + gives + "; " + LATER, Optional.empty()));
  }

  /// Opening the device proves nothing: hosts that emulate KVM answer every call and run no guest.
  private static Finding kvm(Host host) {
    String subject = "KVM";
    if (!host.exists("/dev/kvm")) {
      return new Finding(subject, false, Status.MISSING, "no /dev/kvm; " + LATER, Optional.empty());
    }
    List<String> flags =
        List.of(
            Host.field(host.text("/proc/cpuinfo").orElse(""), "flags").orElse("").split("[\\s:]+"));
    boolean hardware = flags.contains("vmx") || flags.contains("svm");
    if (!hardware || host.exists("/sys/module/kvm_pvm")) {
      return new Finding(
          subject,
          false,
          Status.BROKEN,
          "/dev/kvm without "
              + (hardware ? "hardware behind it (kvm_pvm)" : "vmx or svm in the processor")
              + ": emulating KVM, unusable; "
              + LATER,
          Optional.empty());
    }
    return Finding.limited(
        subject, "hardware and /dev/kvm are there; only a booted guest proves it; " + LATER);
  }
}
