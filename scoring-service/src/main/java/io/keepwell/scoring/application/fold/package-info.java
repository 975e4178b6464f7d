/** Folding the log of customer events into accounts, exactly once. */
@NullMarked
package io.keepwell.scoring.application.fold;

import org.jspecify.annotations.NullMarked;
