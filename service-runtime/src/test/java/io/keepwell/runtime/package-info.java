/** Tests, with a small application that fails in every way. */
@NullMarked
package io.keepwell.runtime;

import org.jspecify.annotations.NullMarked;
