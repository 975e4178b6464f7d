/** Measures taking events in. */
@NullMarked
package io.keepwell.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
