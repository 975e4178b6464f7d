/** Why a score is another than it was: signed parts that add up, and the same in a sentence. */
@NullMarked
package io.keepwell.engine.explain;

import org.jspecify.annotations.NullMarked;
