/// Text that a sandbox gave us, made fit for a terminal, a log and a summary. Depends on nothing,
/// so that the host layer and the diagnosis can both use it.
@NullMarked
package dev.cofferdam.text;

import org.jspecify.annotations.NullMarked;
