package dev.cofferdam.runtime;

import dev.cofferdam.image.RootFilesystem;
import dev.cofferdam.sandbox.SandboxId;
import dev.cofferdam.sandbox.SandboxSpec;

/// What a runtime needs to make a sandbox: the spec, and what the engine resolved for it.
///
/// @param id its name everywhere
/// @param spec what was asked
/// @param root its root file system
/// @param uidBase first host id of the range that the ledger gave it
public record SandboxPlan(SandboxId id, SandboxSpec spec, RootFilesystem root, long uidBase) {}
