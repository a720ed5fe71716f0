/// What is in force for a sandbox that lives: what its init saw inside when the program began, what
/// the kernel says from outside at this moment, and what was asked for, each told from the others.
/// What cannot be known is left out with the reason, never guessed.
@NullMarked
package dev.cofferdam.inspect;

import org.jspecify.annotations.NullMarked;
