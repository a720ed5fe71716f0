/// Tests of what a spec refuses.
@NullMarked
package dev.cofferdam.sandbox;

import org.jspecify.annotations.NullMarked;
