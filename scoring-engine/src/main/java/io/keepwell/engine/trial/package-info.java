/** Policies put to the test: what they make of accounts that people have made up. */
@NullMarked
package io.keepwell.engine.trial;

import org.jspecify.annotations.NullMarked;
