/** What the framework alone costs. */
@NullMarked
package io.keepwell.benchmarks.bare;

import org.jspecify.annotations.NullMarked;
