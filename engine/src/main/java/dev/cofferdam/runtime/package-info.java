/// The seam behind which the four runtimes stand: what isolates, said in words that fit all of
/// them. A runtime never knows a surface; nothing above names a runtime's class.
@NullMarked
package dev.cofferdam.runtime;

import org.jspecify.annotations.NullMarked;
