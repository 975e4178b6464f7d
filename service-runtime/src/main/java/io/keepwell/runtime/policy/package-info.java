/** The policies in force, as the log tells them. */
@NullMarked
package io.keepwell.runtime.policy;

import org.jspecify.annotations.NullMarked;
