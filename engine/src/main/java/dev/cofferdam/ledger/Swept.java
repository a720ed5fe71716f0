package dev.cofferdam.ledger;

/// What a sweep found of the dead and removed.
///
/// @param lives entries whose owner is gone
/// @param processes processes that were still running and were killed
/// @param cgroups cgroup directories removed
public record Swept(int lives, int processes, int cgroups) {}
