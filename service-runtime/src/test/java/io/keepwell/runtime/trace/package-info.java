@NullMarked
package io.keepwell.runtime.trace;

import org.jspecify.annotations.NullMarked;
