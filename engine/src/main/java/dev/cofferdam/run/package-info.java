/// A run: an ephemeral sandbox that executes one program, from its spec to its result.
@NullMarked
package dev.cofferdam.run;

import org.jspecify.annotations.NullMarked;
