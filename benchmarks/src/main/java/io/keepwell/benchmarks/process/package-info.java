/** The processes that are measured, and what they use. */
@NullMarked
package io.keepwell.benchmarks.process;

import org.jspecify.annotations.NullMarked;
