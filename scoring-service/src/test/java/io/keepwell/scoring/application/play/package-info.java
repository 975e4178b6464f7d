@NullMarked
package io.keepwell.scoring.application.play;

import org.jspecify.annotations.NullMarked;
