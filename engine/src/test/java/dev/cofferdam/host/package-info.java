/// Tests of what the engine asks the kernel for, on the real kernel.
@NullMarked
package dev.cofferdam.host;

import org.jspecify.annotations.NullMarked;
