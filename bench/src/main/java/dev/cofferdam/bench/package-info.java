/// Whole-process benchmarks. Every competitor takes part in every round, one after the other, so
/// that whatever else the machine does meets all of them alike; what is printed are medians and
/// their ratios to the first. Nothing here judges: targets are compared by people.
@NullMarked
package dev.cofferdam.bench;

import org.jspecify.annotations.NullMarked;
