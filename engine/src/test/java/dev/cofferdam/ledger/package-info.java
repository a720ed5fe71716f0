/// Tests of the ledger on a real directory.
@NullMarked
package dev.cofferdam.ledger;

import org.jspecify.annotations.NullMarked;
