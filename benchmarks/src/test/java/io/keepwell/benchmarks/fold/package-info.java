@NullMarked
package io.keepwell.benchmarks.fold;

import org.jspecify.annotations.NullMarked;
