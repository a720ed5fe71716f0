/// Tests of the recorder: its text and assembly by themselves, and the whole against this kernel,
/// as root.
@NullMarked
package dev.cofferdam.host.trace;

import org.jspecify.annotations.NullMarked;
