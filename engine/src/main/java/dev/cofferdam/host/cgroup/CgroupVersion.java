package dev.cofferdam.host.cgroup;

/// Which version of control groups holds the controllers that sandboxes need.
public enum CgroupVersion {
  /// One hierarchy per controller; on hybrid hosts beside a unified one without controllers.
  V1("v1"),
  /// One hierarchy for all.
  V2("v2");

  private final String label;

  CgroupVersion(String label) {
    this.label = label;
  }

  /// `v1` or `v2`.
  public String label() {
    return label;
  }
}
