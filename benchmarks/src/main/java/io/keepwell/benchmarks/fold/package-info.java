/** What folding an event costs: the scoring service beside stream processors that do the same. */
@NullMarked
package io.keepwell.benchmarks.fold;

import org.jspecify.annotations.NullMarked;
