@NullMarked
package io.keepwell.scoring.play;

import org.jspecify.annotations.NullMarked;
