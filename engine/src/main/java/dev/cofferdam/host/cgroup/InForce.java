package dev.cofferdam.host.cgroup;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Limits as the kernel gave them back when they were read after writing.
///
/// @param values the kernel's own names and values, in the order of writing
public record InForce(Map<String, String> values) {
  public InForce {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
