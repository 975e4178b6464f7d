/** What a day that begins costs, with many accounts and events beside it. */
@NullMarked
package io.keepwell.benchmarks.day;

import org.jspecify.annotations.NullMarked;
