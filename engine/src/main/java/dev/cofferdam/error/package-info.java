/// The one exception of Cofferdam and the codes it carries. What goes wrong *inside* a sandbox is
/// data (a result with a diagnosis); what goes wrong with *us* or with a request is an exception
/// from here, mapped once to a CLI exit status.
@NullMarked
package dev.cofferdam.error;

import org.jspecify.annotations.NullMarked;
