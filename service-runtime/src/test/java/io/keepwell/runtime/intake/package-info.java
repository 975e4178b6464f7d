/** Tests of the intake. */
@NullMarked
package io.keepwell.runtime.intake;

import org.jspecify.annotations.NullMarked;
