/** Tests of the wait. */
@NullMarked
package io.keepwell.runtime.sql;

import org.jspecify.annotations.NullMarked;
