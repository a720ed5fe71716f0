/// Why a run did not go well: recorded evidence in, one typed diagnosis out. Pure functions over
/// data; nothing here reads the host or believes a program's word where the kernel has one.
@NullMarked
package dev.cofferdam.diagnosis;

import org.jspecify.annotations.NullMarked;
