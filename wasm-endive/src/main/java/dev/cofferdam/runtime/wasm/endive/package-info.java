/// JavaScript without native code: QuickJS, compiled to JVM bytecode by Endive at its build
/// (quickjs4j), in a JVM of its own for each run. [EndiveEngine] is what the engine is given; all
/// else runs in that JVM or when this module is built.
@NullMarked
package dev.cofferdam.runtime.wasm.endive;

import org.jspecify.annotations.NullMarked;
