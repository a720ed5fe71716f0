package dev.cofferdam.runtime;

import dev.cofferdam.sandbox.RuntimeName;
import dev.cofferdam.sandbox.SandboxId;
import dev.cofferdam.sandbox.SandboxSpec;
import java.util.List;
import java.util.Optional;

/// What isolates sandboxes. Stateless and thread-safe: every sandbox it makes owns itself.
// The design's word, and OCI's; nobody here needs java.lang.Runtime.
@SuppressWarnings("AvoidCommonTypeNames")
public interface Runtime {
  RuntimeName name();

  /// Whether it is there to be used on this host. Looks for files only: asked before every run.
  Availability probe();

  /// What it can and cannot do here.
  Capabilities capabilities();

  /// What it needs beside the program where the program's limits are kept.
  Reserve reserve();

  /// The cgroup directories that [#create] will make for a sandbox, so that they can be written
  /// down before they exist.
  List<String> footprint(SandboxId id, SandboxSpec spec);

  /// The directories with files of the program's that [#create] will make on the host for a
  /// sandbox; none where they lie in its own mounts.
  default List<String> layers(SandboxId id) {
    return List.of();
  }

  /// Why it cannot run what is asked for at all, whatever the host; empty where it can. What it can
  /// begin and not carry to an end is not known before.
  default Optional<Unserved> unserved(SandboxSpec spec) {
    return Optional.empty();
  }

  /// Whether what it runs is found in an image.
  default boolean takesImage() {
    return true;
  }

  /// What keeps a runtime from running something.
  ///
  /// @param reason one line
  /// @param remedy what to do about it, one line
  record Unserved(String reason, String remedy) {}

  /// Makes what it takes for all sandboxes and is not there yet, which may take long, and refuses
  /// what cannot be kept: before anything is written down of a sandbox.
  ///
  /// @throws dev.cofferdam.error.CofferdamException when it cannot be made
  default void prepare(SandboxSpec spec) {}

  /// Makes a sandbox whose program has not begun. If anything fails nothing is left of it.
  ///
  /// @throws dev.cofferdam.error.CofferdamException when it cannot be made as planned
  LiveSandbox create(SandboxPlan plan);
}
