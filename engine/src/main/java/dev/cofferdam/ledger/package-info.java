/// The durable record of intents and lives: what is about to be created is written here first, so
/// that whatever dies, the next start knows what to look for.
@NullMarked
package dev.cofferdam.ledger;

import org.jspecify.annotations.NullMarked;
