/** Puts load on something, and times the answers. */
@NullMarked
package io.keepwell.benchmarks.load;

import org.jspecify.annotations.NullMarked;
