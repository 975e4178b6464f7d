/** Load programs: what is packaged, measured beside what it stands on and beside others. */
@NullMarked
package io.keepwell.benchmarks;

import org.jspecify.annotations.NullMarked;
