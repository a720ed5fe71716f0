package dev.cofferdam.runtime;

import dev.cofferdam.sandbox.SandboxSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// The variables that every program finds beside what was asked (design, section 5).
public final class ProgramEnvironment {
  private ProgramEnvironment() {}

  /// The whole environment, what was asked having the last word.
  public static Map<String, String> of(SandboxSpec spec) {
    var environment = new LinkedHashMap<String, String>();
    environment.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    environment.put("HOME", "/home/appuser");
    environment.put("USER", "appuser");
    environment.put("LANG", "C.UTF-8");
    environment.put("PYTHONUNBUFFERED", "1");
    if (spec.terminal().isPresent()) {
      environment.put("TERM", "xterm");
    }
    environment.putAll(new TreeMap<>(spec.environment()));
    return environment;
  }
}
