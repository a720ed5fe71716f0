package dev.cofferdam.host.cgroup;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Limits as the kernel gave them back when they were read after writing.
///
/// @param values the kernel's own names and values, in the order of writing
/// @param notes what a reader should know about them, a sentence each
public record InForce(Map<String, String> values, List<String> notes) {
  public InForce {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    notes = List.copyOf(notes);
  }
}
