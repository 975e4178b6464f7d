/** The work that follows: plays, tasks, opportunities. */
@NullMarked
package io.keepwell.model.play;

import org.jspecify.annotations.NullMarked;
