package dev.cofferdam;

import dev.cofferdam.host.Privilege;
import dev.cofferdam.runtime.wasm.JvmEngine;
import dev.cofferdam.sandbox.RuntimeName;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Where the engine keeps its things.
///
/// @param runtimeDirectory what lives as long as the machine is up: the ledger
/// @param stateDirectory what outlives a reboot: prepared images, layer templates, the audit log
/// @param cgroupParent the cgroup to work below, relative to the hierarchy's root; empty to choose
/// @param programs where a runtime's program lies, for those that are not to be looked for; of wasm
///   the directory with worker and guests
/// @param notices takes each line that people should see: what is built for a first run, and which
///   runtime a run had to make do with
/// @param spare an engine for JavaScript on wasm where Wasmtime cannot be had; asked for when one
///   is needed
public record EngineConfig(
    Path runtimeDirectory,
    Path stateDirectory,
    Optional<String> cgroupParent,
    Map<RuntimeName, Path> programs,
    Consumer<String> notices,
    Optional<Supplier<JvmEngine>> spare) {
  public EngineConfig {
    programs = Map.copyOf(programs);
  }

  /// One that says nothing.
  public EngineConfig(
      Path runtimeDirectory,
      Path stateDirectory,
      Optional<String> cgroupParent,
      Map<RuntimeName, Path> programs) {
    this(runtimeDirectory, stateDirectory, cgroupParent, programs, line -> {});
  }

  /// One without a spare engine.
  public EngineConfig(
      Path runtimeDirectory,
      Path stateDirectory,
      Optional<String> cgroupParent,
      Map<RuntimeName, Path> programs,
      Consumer<String> notices) {
    this(runtimeDirectory, stateDirectory, cgroupParent, programs, notices, Optional.empty());
  }

  /// The usual places: below `/run` and `/var/lib` for root of the host, the XDG directories for
  /// others, who are root too inside the user namespace that the launcher makes for them;
  /// `COFFERDAM_RUNTIME_DIR` and `COFFERDAM_STATE_DIR` override them, as `COFFERDAM_RUNC`,
  /// `COFFERDAM_RUNSC` and `COFFERDAM_WASM` (a directory) override the search for these.
  public static EngineConfig ofHost() {
    boolean root = Privilege.ofSelf().isHostRoot();
    String home = environment("HOME", System.getProperty("user.home"));
    String state = environment("XDG_STATE_HOME", home + "/.local/state") + "/cofferdam";
    // Never /tmp, where another user may have made our directory before us.
    String run =
        Optional.of(environment("XDG_RUNTIME_DIR", ""))
            .filter(given -> !given.isEmpty())
            .map(given -> given + "/cofferdam")
            .orElse(state + "/run");
    return new EngineConfig(
        directory("COFFERDAM_RUNTIME_DIR", root ? "/run/cofferdam" : run),
        directory("COFFERDAM_STATE_DIR", root ? "/var/lib/cofferdam" : state),
        Optional.empty(),
        programsOfEnvironment());
  }

  /// The same with another parent cgroup.
  public EngineConfig withCgroupParent(Optional<String> other) {
    return new EngineConfig(runtimeDirectory, stateDirectory, other, programs, notices, spare);
  }

  /// The same with somebody to tell.
  public EngineConfig withNotices(Consumer<String> other) {
    return new EngineConfig(runtimeDirectory, stateDirectory, cgroupParent, programs, other, spare);
  }

  /// The same with an engine for JavaScript that needs no native code.
  public EngineConfig withSpare(Supplier<JvmEngine> engine) {
    return new EngineConfig(
        runtimeDirectory, stateDirectory, cgroupParent, programs, notices, Optional.of(engine));
  }

  /// What the spare engine is called, with its version and its guest.
  public Optional<String> spareName() {
    return spare.map(engine -> engine.get().name().toString());
  }

  /// The directory with the worker and the guests of wasm.
  public Path wasmDirectory() {
    return Optional.ofNullable(programs.get(RuntimeName.WASM))
        .orElseGet(() -> stateDirectory.resolve("wasm"));
  }

  private static Map<RuntimeName, Path> programsOfEnvironment() {
    var programs = new EnumMap<RuntimeName, Path>(RuntimeName.class);
    for (RuntimeName name : List.of(RuntimeName.RUNC, RuntimeName.RUNSC, RuntimeName.WASM)) {
      String given = environment("COFFERDAM_" + name.name(), "");
      if (!given.isEmpty()) {
        programs.put(name, Path.of(given));
      }
    }
    return programs;
  }

  private static Path directory(String variable, String fallback) {
    return Path.of(environment(variable, fallback)).toAbsolutePath().normalize();
  }

  private static String environment(String variable, String fallback) {
    String value = System.getenv(variable);
    return value == null || value.isEmpty() ? fallback : value;
  }
}
