@NullMarked
package io.keepwell.scoring.domain.seen;

import org.jspecify.annotations.NullMarked;
