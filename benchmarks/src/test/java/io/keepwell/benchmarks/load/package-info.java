@NullMarked
package io.keepwell.benchmarks.load;

import org.jspecify.annotations.NullMarked;
