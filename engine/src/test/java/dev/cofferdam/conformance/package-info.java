/// The same programs on two runtimes, compared.
@NullMarked
package dev.cofferdam.conformance;

import org.jspecify.annotations.NullMarked;
