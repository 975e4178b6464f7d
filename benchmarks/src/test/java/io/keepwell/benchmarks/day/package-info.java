@NullMarked
package io.keepwell.benchmarks.day;

import org.jspecify.annotations.NullMarked;
