/** Reads messages one after another, and loses none. */
@NullMarked
package io.keepwell.runtime.intake;

import org.jspecify.annotations.NullMarked;
