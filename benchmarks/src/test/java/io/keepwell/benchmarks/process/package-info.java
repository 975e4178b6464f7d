@NullMarked
package io.keepwell.benchmarks.process;

import org.jspecify.annotations.NullMarked;
