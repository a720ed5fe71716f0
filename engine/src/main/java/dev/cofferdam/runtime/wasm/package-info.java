/// Programs as WebAssembly: no kernel, no namespaces, no image. A native worker, our own process,
/// runs each in a forked child on Wasmtime (`native/wasm-worker`); Python and JavaScript run in
/// guests that were built once (`native/wasm-guests`). No guest code ever runs inside the JVM.
@NullMarked
package dev.cofferdam.runtime.wasm;

import org.jspecify.annotations.NullMarked;
