/// Control groups, tried on the kernel that runs the tests; what the text of other hosts looks like
/// is given as text.
@NullMarked
package dev.cofferdam.host.cgroup;

import org.jspecify.annotations.NullMarked;
