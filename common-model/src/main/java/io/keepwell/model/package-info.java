/** Values that every service means the same thing by. */
@NullMarked
package io.keepwell.model;

import org.jspecify.annotations.NullMarked;
