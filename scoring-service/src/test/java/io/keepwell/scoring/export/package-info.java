/** All events, given away. */
@NullMarked
package io.keepwell.scoring.export;

import org.jspecify.annotations.NullMarked;
