package dev.cofferdam.runtime.wasm;

import dev.cofferdam.host.Descriptor;

/// A directory that the program has.
///
/// @param path what it is called inside
/// @param directory the directory itself, which whoever made this closes
/// @param readOnly whether nothing can be changed in it
record Preopen(String path, Descriptor directory, boolean readOnly) {}
