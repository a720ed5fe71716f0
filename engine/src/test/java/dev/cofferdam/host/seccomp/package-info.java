/// Tests of the filter in an interpreter of our own and in the real kernel, under which ordinary
/// programs must not notice it.
@NullMarked
package dev.cofferdam.host.seccomp;

import org.jspecify.annotations.NullMarked;
