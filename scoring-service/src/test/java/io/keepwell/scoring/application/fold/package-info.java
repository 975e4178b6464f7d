@NullMarked
package io.keepwell.scoring.application.fold;

import org.jspecify.annotations.NullMarked;
