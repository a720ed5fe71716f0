package dev.cofferdam.run;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.runtime.Availability;
import dev.cofferdam.runtime.Runtime;
import dev.cofferdam.sandbox.Isolation;
import dev.cofferdam.sandbox.RuntimeName;
import dev.cofferdam.sandbox.RuntimeRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which runtime a run gets: never a weaker one than asked, and one that shares the host's kernel
/// only where the user says so (design, section 4.1).
///
/// @param runtimes those of this version
public record Selection(List<Runtime> runtimes) {
  private static final String SHARED_KERNEL =
      "where a shared kernel is acceptable, say --min-isolation process";

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
  public record Selected(Runtime runtime, Choice choice) {}

  /// Chooses.
  ///
  /// @throws CofferdamException with RUNTIME_UNAVAILABLE when none that satisfies the request is
  ///   usable here
  public Selected select(RuntimeRequest request) {
    return switch (request) {
      case RuntimeRequest.Named(RuntimeName name) -> named(name);
      case RuntimeRequest.Auto() ->
          first(AUTO, "auto: the strongest that is usable here")
              .orElseThrow(() ->
                  unavailable(
                      "no runtime with a kernel of its own is usable here",
                      AUTO,
                      "run 'cofferdam setup'; " + SHARED_KERNEL));
      case RuntimeRequest.AtLeast(Isolation level) ->
          first(
                  cheapest(level),
                  "costs least of those that isolate by " + level.label() + " or more")
              .orElseThrow(() ->
                  unavailable(
                      "no runtime that isolates by " + level.label() + " is usable here",
                      cheapest(level),
                      "run 'cofferdam setup', and see 'cofferdam doctor'"));
    };
  }

  private Selected named(RuntimeName name) {
    Runtime runtime =
        find(name)
            .orElseThrow(() ->
                new CofferdamException(
                    ErrorCode.RUNTIME_UNAVAILABLE,
                    "the runtime " + name.label() + " is not part of this version",
                    "leave --runtime out, or use --runtime runsc"));
    return switch (runtime.probe()) {
      case Availability.Usable _ -> new Selected(runtime, new Choice(name, "asked for"));
      case Availability.Unusable(String reason, String remedy) ->
          throw new CofferdamException(ErrorCode.RUNTIME_UNAVAILABLE, reason, remedy);
    };
  }

  private Optional<Selected> first(List<RuntimeName> order, String reason) {
    return order.stream()
        .flatMap(name -> find(name).stream())
        .filter(runtime -> runtime.probe() instanceof Availability.Usable)
        .findFirst()
        .map(runtime -> new Selected(runtime, new Choice(runtime.name(), reason)));
  }

  private Optional<Runtime> find(RuntimeName name) {
    return runtimes.stream().filter(runtime -> runtime.name() == name).findFirst();
  }

  /// Those that satisfy a level, the one that costs least first.
  private static List<RuntimeName> cheapest(Isolation level) {
    return switch (level) {
      case PROCESS -> List.of(RuntimeName.RUNC, RuntimeName.RUNSC, RuntimeName.MICROVM);
      case KERNEL -> List.of(RuntimeName.RUNSC, RuntimeName.MICROVM, RuntimeName.WASM);
      case VM -> List.of(RuntimeName.MICROVM);
      case INSTRUCTION -> List.of(RuntimeName.WASM);
    };
  }

  private CofferdamException unavailable(
      String message, List<RuntimeName> considered, String remedy) {
    var reasons = new ArrayList<String>();
    for (RuntimeName name : considered) {
      find(name)
          .map(Runtime::probe)
          .ifPresent(found -> {
            if (found instanceof Availability.Unusable(String reason, String _)) {
              reasons.add(reason);
            }
          });
    }
    String why = reasons.isEmpty() ? "" : ": " + String.join(", ", reasons);
    return new CofferdamException(ErrorCode.RUNTIME_UNAVAILABLE, message + why, remedy);
  }
}
