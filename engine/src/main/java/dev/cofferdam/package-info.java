/// The engine's front door: everything a surface may call.
@NullMarked
package dev.cofferdam;

import org.jspecify.annotations.NullMarked;
