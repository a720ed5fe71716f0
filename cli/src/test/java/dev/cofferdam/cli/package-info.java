/// Tests of the command line: words in, specs, messages and exit statuses out.
@NullMarked
package dev.cofferdam.cli;

import org.jspecify.annotations.NullMarked;
