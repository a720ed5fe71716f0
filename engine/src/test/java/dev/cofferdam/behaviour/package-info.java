/// What a sandbox does, seen from its user's side, over every runtime that is installed: one suite,
/// parameterised. A runtime that is missing fails the suite in CI and is reported as skipped
/// elsewhere.
@NullMarked
package dev.cofferdam.behaviour;

import org.jspecify.annotations.NullMarked;
