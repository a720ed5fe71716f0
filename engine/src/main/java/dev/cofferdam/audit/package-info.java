/// The log of what sandboxes were refused and how they ended: JSON Lines, owner-only, rotated,
/// bounded.
@NullMarked
package dev.cofferdam.audit;

import org.jspecify.annotations.NullMarked;
