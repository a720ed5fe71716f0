/// What this host has for sandboxes, what it lacks and how to get it: [Doctor] looks and changes
/// nothing, [Setup] does what the doctor's remedies say. Each check is a pure function of a [Host],
/// the seam to files and programs, so that every verdict is tested from texts; nothing here starts
/// a sandbox, and no program it starts may take longer than a few seconds.
@NullMarked
package dev.cofferdam.doctor;

import org.jspecify.annotations.NullMarked;
