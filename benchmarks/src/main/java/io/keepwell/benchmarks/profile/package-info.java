/** Where a JVM's CPU and memory go. */
@NullMarked
package io.keepwell.benchmarks.profile;

import org.jspecify.annotations.NullMarked;
