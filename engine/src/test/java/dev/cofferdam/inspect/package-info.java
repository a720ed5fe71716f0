@NullMarked
package dev.cofferdam.inspect;

import org.jspecify.annotations.NullMarked;
