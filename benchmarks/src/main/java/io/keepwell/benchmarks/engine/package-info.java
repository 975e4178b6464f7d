/** What the heart takes by itself: to fold, to judge and to encode, without anything around it. */
@org.jspecify.annotations.NullMarked
package io.keepwell.benchmarks.engine;
