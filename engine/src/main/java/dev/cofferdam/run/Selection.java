package dev.cofferdam.run;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.runtime.Availability;
import dev.cofferdam.runtime.Runtime;
import dev.cofferdam.sandbox.Isolation;
import dev.cofferdam.sandbox.Program;
import dev.cofferdam.sandbox.RuntimeName;
import dev.cofferdam.sandbox.RuntimeRequest;
import dev.cofferdam.sandbox.SandboxSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which runtime a run gets: never a weaker one than asked, and one that shares the host's kernel
/// only where the user says so (design, section 4.1).
///
/// @param runtimes those of this version
public record Selection(List<Runtime> runtimes) {
  private static final String SHARED_KERNEL =
      "where a shared kernel is acceptable, say --min-isolation process";

  private static final Set<String> IMAGES =
      Set.of(SandboxSpec.HOST_IMAGE, SandboxSpec.SCIENCE_IMAGE);

  /// The strongest first.
  private static final List<RuntimeName> AUTO =
      List.of(RuntimeName.MICROVM, RuntimeName.RUNSC, RuntimeName.WASM);

  public Selection {
    runtimes = List.copyOf(runtimes);
  }

  /// A runtime with the reason why it was taken.
  ///
  /// @param runtime what will isolate
  /// @param choice what the result says of it
  /// @param fallback whether it was taken only because no stronger one is usable here
  public record Selected(Runtime runtime, Choice choice, boolean fallback) {}

  /// Chooses.
  ///
  /// @throws CofferdamException with RUNTIME_UNAVAILABLE when none that satisfies the request is
  ///   usable here
  public Selected select(SandboxSpec spec) {
    if (!IMAGES.contains(spec.image())) {
      throw new CofferdamException(
          ErrorCode.IMAGE_MISSING,
          "there is no image " + spec.image(),
          "this version has 'host' and, on wasm, 'wasm-science'");
    }
    if (spec.image().equals(SandboxSpec.SCIENCE_IMAGE)) {
      return science(spec);
    }
    return switch (spec.runtime()) {
      case RuntimeRequest.Named(RuntimeName name) -> named(name, spec);
      case RuntimeRequest.Auto() ->
          first(AUTO, spec)
              .map(runtime -> automatic(runtime, spec))
              .orElseThrow(() ->
                  unavailable(
                      "no runtime with a kernel of its own is usable here",
                      AUTO,
                      spec,
                      "run 'cofferdam setup'; " + SHARED_KERNEL));
      case RuntimeRequest.AtLeast(Isolation level) ->
          first(cheapest(level), spec)
              .map(runtime ->
                  selected(
                      runtime,
                      "costs least of those that isolate by " + level.label() + " or more",
                      false))
              .orElseThrow(() ->
                  unavailable(
                      "no runtime that isolates by " + level.label() + " is usable here",
                      cheapest(level),
                      spec,
                      "run 'cofferdam setup', and see 'cofferdam doctor'"));
    };
  }

  private Selected named(RuntimeName name, SandboxSpec spec) {
    Runtime runtime =
        find(name)
            .orElseThrow(() ->
                new CofferdamException(
                    ErrorCode.RUNTIME_UNAVAILABLE,
                    "the runtime " + name.label() + " is not part of this version",
                    "leave --runtime out, or use --runtime runsc"));
    if (isModule(spec) && name != RuntimeName.WASM) {
      throw CofferdamException.invalid(
          name.label() + " does not run WebAssembly modules", "leave --runtime out, or say wasm");
    }
    return usable(runtime, "asked for");
  }

  /// Of an image that is WebAssembly there is no choice.
  private Selected science(SandboxSpec spec) {
    Optional<String> other =
        switch (spec.runtime()) {
          case RuntimeRequest.Named(RuntimeName name) when name != RuntimeName.WASM ->
              Optional.of("the runtime " + name.label());
          case RuntimeRequest.AtLeast(Isolation level) when level == Isolation.VM ->
              Optional.of("isolation by " + level.label());
          case RuntimeRequest.Named _, RuntimeRequest.AtLeast _, RuntimeRequest.Auto _ ->
              Optional.empty();
        };
    if (other.isPresent()) {
      throw CofferdamException.invalid(
          "the image wasm-science is WebAssembly, and " + other.get() + " was asked for",
          "leave --runtime and --min-isolation out, or say --runtime wasm");
    }
    Runtime runtime = find(RuntimeName.WASM).orElseThrow();
    return spec.runtime() instanceof RuntimeRequest.Named
        ? usable(runtime, "asked for")
        : usable(runtime, "the image wasm-science is WebAssembly");
  }

  private static Selected usable(Runtime runtime, String why) {
    return switch (runtime.probe()) {
      case Availability.Usable _ -> selected(runtime, why, false);
      case Availability.Unusable(String reason, String remedy, ErrorCode code) ->
          throw new CofferdamException(code, reason, remedy);
    };
  }

  private static Selected automatic(Runtime runtime, SandboxSpec spec) {
    if (isModule(spec)) {
      return selected(runtime, "auto: nothing else runs a WebAssembly module", false);
    }
    if (runtime.name() != RuntimeName.WASM) {
      return selected(runtime, "auto: the strongest that is usable here", false);
    }
    return selected(
        runtime, "auto: no stronger one is usable here, and its guests can run this program", true);
  }

  private static Selected selected(Runtime runtime, String reason, boolean fallback) {
    return new Selected(runtime, new Choice(runtime.name(), reason), fallback);
  }

  /// The first that is there and can run it. One that is the only one of its level is not passed
  /// over: it says itself what it cannot run.
  private Optional<Runtime> first(List<RuntimeName> order, SandboxSpec spec) {
    return order.stream()
        .flatMap(name -> find(name).stream())
        .filter(runtime -> order.size() == 1 || serves(runtime, spec))
        .filter(runtime -> runtime.probe() instanceof Availability.Usable)
        .findFirst();
  }

  private static boolean serves(Runtime runtime, SandboxSpec spec) {
    return isModule(spec) ? runtime.name() == RuntimeName.WASM : runtime.unserved(spec).isEmpty();
  }

  private static boolean isModule(SandboxSpec spec) {
    return spec.program() instanceof Program.Script script
        && script.interpreter().equals(Program.Script.MODULE);
  }

  private Optional<Runtime> find(RuntimeName name) {
    return runtimes.stream().filter(runtime -> runtime.name() == name).findFirst();
  }

  /// Those that satisfy a level, the one that costs least first.
  private static List<RuntimeName> cheapest(Isolation level) {
    return switch (level) {
      case PROCESS ->
          List.of(RuntimeName.RUNC, RuntimeName.RUNSC, RuntimeName.MICROVM, RuntimeName.WASM);
      case KERNEL -> List.of(RuntimeName.RUNSC, RuntimeName.MICROVM, RuntimeName.WASM);
      case VM -> List.of(RuntimeName.MICROVM);
      case INSTRUCTION -> List.of(RuntimeName.WASM);
    };
  }

  private CofferdamException unavailable(
      String message, List<RuntimeName> considered, SandboxSpec spec, String remedy) {
    var reasons = new ArrayList<String>();
    for (RuntimeName name : considered) {
      find(name).flatMap(runtime -> obstacle(runtime, spec)).ifPresent(reasons::add);
    }
    String why = reasons.isEmpty() ? "" : ": " + String.join(", ", reasons);
    return new CofferdamException(ErrorCode.RUNTIME_UNAVAILABLE, message + why, remedy);
  }

  private static Optional<String> obstacle(Runtime runtime, SandboxSpec spec) {
    return switch (runtime.probe()) {
      case Availability.Unusable(String reason, String _, ErrorCode _) -> Optional.of(reason);
      case Availability.Usable _ -> runtime.unserved(spec).map(Runtime.Unserved::reason);
    };
  }
}
