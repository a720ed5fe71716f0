package dev.cofferdam.ledger;

/// What a sweep found of the dead and removed.
///
/// @param lives entries whose owner is gone
/// @param cgroups cgroup directories removed, with whatever still ran in them
public record Swept(int lives, int cgroups) {
  /// Both together.
  public Swept plus(Swept other) {
    return new Swept(lives + other.lives, cgroups + other.cgroups);
  }
}
