package dev.cofferdam.diagnosis;

import dev.cofferdam.diagnosis.Cause.Trust;
import dev.cofferdam.diagnosis.Diagnosis.Confidence;
import dev.cofferdam.diagnosis.EngineRecord.Unsupported;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The program wants what its runtime does not have and another one does: a process, a thread, a
/// socket, a native library. Known before it begins, or from the guest as it tries.
record UnsupportedCause(Trust trust) implements Cause {
  /// With which a runtime says at the start that it cannot run such a thing.
  static final String AT_START = "ENOTSUP";

  private static final int MOST = 4;

  /// As the guest calls a package with machine code (native/wasm-guests/python).
  private static final String WHEEL = "native wheel ";

  /// Of those that a guest may name so, what the image wasm-science has.
  private static final Set<String> SCIENCE =
      Set.of("PIL", "lxml", "matplotlib", "numpy", "pandas", "regex", "scipy", "sklearn", "yaml");

  /// What the engine without native code lacks and Wasmtime has; the guest's own words for it.
  private static final Set<String> OF_WASMTIME = Set.of("files", "web interfaces");

  private static final String WASMTIME =
      "apt-get install gcc libc6-dev python3-pip python3-venv and 'cofferdam setup', which builds"
          + " wasm's full engine, which has it; or ";

  @Override
  public Optional<Diagnosis> explain(Observation seen) {
    Optional<Observation.StartFailure> never =
        seen.startFailure().filter(failure -> failure.errno().equals(AT_START));
    if (never.isPresent()) {
      return trust == Trust.BELIEVED
          ? Optional.of(
              diagnosis(
                  seen,
                  never.get().target(),
                  "",
                  List.of(new Evidence.EngineWord(never.get().target())),
                  Confidence.HIGH))
          : Optional.empty();
    }
    List<Unsupported> tried =
        seen.engine().unsupported().stream().filter(each -> !each.isPackage()).toList();
    Optional<Unsupported> decisive =
        tried.reversed().stream().filter(Unsupported::decisive).findFirst();
    boolean sure = decisive.isPresent() && seen.endedByItself();
    if (tried.isEmpty() || sure != (trust == Trust.BELIEVED)) {
      return Optional.empty();
    }
    Unsupported cause = decisive.orElse(tried.getLast());
    var evidence = new ArrayList<Evidence>();
    evidence.add(new Evidence.Told("unsupported: " + cause.detail()));
    tried.stream()
        .filter(other -> !other.equals(cause))
        .limit(MOST)
        .map(other -> new Evidence.Told("unsupported: " + other.detail()))
        .forEach(evidence::add);
    return Optional.of(
        diagnosis(
            seen,
            (sure ? "It ended for want of " : "It tried on the way what it could not have: ")
                + name(cause),
            cause.what(),
            evidence,
            Confidence.LOW));
  }

  private static String name(Unsupported cause) {
    return cause.detail().isEmpty() || cause.detail().equals(cause.what())
        ? cause.what()
        : cause.what() + " (" + cause.detail() + ")";
  }

  private static Diagnosis diagnosis(
      Observation seen, String why, String what, List<Evidence> evidence, Confidence confidence) {
    var details = new LinkedHashMap<String, String>();
    details.put("runtime", seen.runtime().label());
    details.put("with", "runsc");
    if (!what.isEmpty()) {
      details.put("what", what);
    }
    return new Diagnosis(
        Kind.UNSUPPORTED_BY_RUNTIME,
        confidence,
        "The runtime "
            + seen.runtime().label()
            + " does not have what the program needs: "
            + why
            + ".",
        details,
        what.equals(Unsupported.NOT_MOUNTED)
            ? "mount the directory that has it: -v DIRECTORY:/data:ro"
            : (isScience(what) ? "--image wasm-science, which has it; or " : "")
                + (OF_WASMTIME.contains(what) ? WASMTIME : "")
                + "--runtime runsc, which has it ('cofferdam setup' installs it); where a shared"
                + " kernel is acceptable, --runtime runc",
        evidence);
  }

  private static boolean isScience(String what) {
    return what.startsWith(WHEEL) && SCIENCE.contains(what.substring(WHEEL.length()));
  }
}
