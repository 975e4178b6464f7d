/** The scoring service: folds events into accounts exactly once, and answers for their health. */
@NullMarked
package io.keepwell.scoring;

import org.jspecify.annotations.NullMarked;
