package dev.cofferdam.doctor;

import java.util.List;
import java.util.Optional;

/// The interpreters that scripts find in the image `host`, which is this host's `/usr`.
final class ProgramCheck {
  private ProgramCheck() {}

  static List<Finding> examine(Host host) {
    Packages packages = Packages.of(host);
    return List.of(
        interpreter(host, "python3", ".py", packages.install(Packages.Item.PYTHON)),
        interpreter(
            host, "node", ".js", packages.suggest(Packages.Item.NODE, "to run .js scripts")));
  }

  private static Finding interpreter(Host host, String program, String suffix, Remedy remedy) {
    // Only /usr is in the image: one below /opt or a home is not seen from inside.
    Optional<String> path =
        host.findAll(program).stream().filter(file -> file.startsWith("/usr/")).findFirst();
    return path.map(file ->
            Finding.ok(program, host.run(List.of(file, "--version")).firstLine() + " at " + file))
        .orElseGet(() ->
            Finding.absent(program, "not below /usr; " + suffix + " scripts need it", remedy));
  }
}
