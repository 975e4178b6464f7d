/** How endangered an account is, on a scale of its own, and which signs say so. */
@NullMarked
package io.keepwell.engine.risk;

import org.jspecify.annotations.NullMarked;
