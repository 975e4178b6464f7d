@NullMarked
package io.keepwell.scoring.fold;

import org.jspecify.annotations.NullMarked;
