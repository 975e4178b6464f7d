/** The fold of the scoring service on engines of others, to be measured beside it. */
@NullMarked
package io.keepwell.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
