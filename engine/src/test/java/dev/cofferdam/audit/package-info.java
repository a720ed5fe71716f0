/// Tests of the audit log on a real file.
@NullMarked
package dev.cofferdam.audit;

import org.jspecify.annotations.NullMarked;
