package dev.cofferdam.runtime;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.sandbox.RuntimeName;
import dev.cofferdam.sandbox.SandboxId;
import dev.cofferdam.sandbox.SandboxSpec;
import java.util.List;

/// A runtime that this host, or this user, cannot have at all, whatever is installed.
///
/// @param name which
/// @param refusal why, with the remedy
public record MissingRuntime(RuntimeName name, CofferdamException refusal) implements Runtime {
  @Override
  public Availability probe() {
    return new Availability.Unusable(refusal.reason(), refusal.remedy(), refusal.code());
  }

  @Override
  public Capabilities capabilities() {
    throw refusal;
  }

  @Override
  public Reserve reserve() {
    return Reserve.NONE;
  }

  @Override
  public List<String> footprint(SandboxId id, SandboxSpec spec) {
    return List.of();
  }

  @Override
  public LiveSandbox create(SandboxPlan plan) {
    throw refusal;
  }
}
