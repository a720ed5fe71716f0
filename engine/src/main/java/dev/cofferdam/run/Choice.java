package dev.cofferdam.run;

import dev.cofferdam.sandbox.Isolation;
import dev.cofferdam.sandbox.RuntimeName;
import java.util.Optional;

/// Which runtime a run got, and why.
///
/// @param runtime what isolates it
/// @param reason one sentence
public record Choice(RuntimeName runtime, String reason) {
  /// @param verified how it was verified inside, one sentence
  Result.Isolated isolated(Optional<String> verified) {
    return new Result.Isolated(
        runtime.isolation().label(), runtime.isolation() == Isolation.PROCESS, reason, verified);
  }
}
