/** From measures to a score that explains itself: every number adds up exactly. */
@NullMarked
package io.keepwell.engine.score;

import org.jspecify.annotations.NullMarked;
