/// Root filesystems by digest. For now there is one image, `host`: the host's own `/usr`,
/// read-only, over a small skeleton directory whose `/etc` is made here and holds nothing private
/// of the host. An image is a directory and a list of trees to bind; mounting it is the runtime's
/// work.
@NullMarked
package dev.cofferdam.image;

import org.jspecify.annotations.NullMarked;
