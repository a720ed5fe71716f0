package dev.cofferdam.runtime.wasm;

import dev.cofferdam.host.Privilege;
import dev.cofferdam.host.cgroup.CgroupParent;
import dev.cofferdam.runtime.SandboxPlan;
import dev.cofferdam.runtime.Verified;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What the runtime has of the host, shared by all its sandboxes.
///
/// @param own the engine's directories, which no sandbox may see
/// @param artifacts where worker and guests lie, or will
/// @param checkout of Cofferdam, where these can be built
/// @param layers where the directories of runs lie
/// @param init the native init program, which helps to map owners; asked for only as root
/// @param privilege who we are
/// @param cgroups below which sandboxes have theirs, where this host lets us make any
/// @param progress takes each line for people while guests are built
/// @param spare an engine for JavaScript where Wasmtime cannot be had; asked for when one is needed
/// @param copies a directory of ours that others may read, for what such an engine is made of
/// @param register is told what was found, when the program begins
public record WasmHost(
    List<Path> own,
    Path artifacts,
    Optional<Path> checkout,
    Path layers,
    Path init,
    Privilege privilege,
    Optional<CgroupParent> cgroups,
    Consumer<String> progress,
    Optional<Supplier<JvmEngine>> spare,
    Path copies,
    BiConsumer<SandboxPlan, Verified> register) {}
