/// What gVisor's kernel in user space, the Sentry, says about the programs that it runs.
@NullMarked
package dev.cofferdam.host.sentry;

import org.jspecify.annotations.NullMarked;
