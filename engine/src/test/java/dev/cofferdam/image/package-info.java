/// Tests of the images: on a made-up host for what must stay out, on this one for what must work.
@NullMarked
package dev.cofferdam.image;

import org.jspecify.annotations.NullMarked;
