@NullMarked
package dev.cofferdam.host.sentry;

import org.jspecify.annotations.NullMarked;
