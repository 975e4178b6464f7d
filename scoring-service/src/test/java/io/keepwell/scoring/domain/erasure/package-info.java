/** Tests of how ids are known that must not be kept. */
@NullMarked
package io.keepwell.scoring.domain.erasure;

import org.jspecify.annotations.NullMarked;
