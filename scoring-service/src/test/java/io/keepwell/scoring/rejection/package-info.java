@NullMarked
package io.keepwell.scoring.rejection;

import org.jspecify.annotations.NullMarked;
