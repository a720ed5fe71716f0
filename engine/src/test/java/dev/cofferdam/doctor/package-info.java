/// Tests of the doctor's verdicts from texts ([PaperHost]), and of the doctor on the host that runs
/// them.
@NullMarked
package dev.cofferdam.doctor;

import org.jspecify.annotations.NullMarked;
